using Notify.Sdk.Audience;
using Notify.Sdk.PhoneNumbers;

namespace Notify.Sdk.Planning;

/// <summary>
/// Says of which country phone numbers look like that were written without one: they are valid there, and their digits stand in the
/// groups that are usual there. One thread.
/// </summary>
internal sealed class NumberForms
{
    // More say no more, and each is read in every numbering plan.
    private const int MostLooked = 200;
    private const int FewestFitting = 80, MostOfAnother = 50; // of a hundred

    private static readonly string[] Candidates = [.. PhoneRegion.All.Select(r => r.Name).Where(CountryTable.IsKnown)];

    private readonly Dictionary<string, Fit> _fitting = new(StringComparer.Ordinal);
    private int _looked;

    /// <summary>Whether more numbers would not be looked at.</summary>
    public bool HasEnough => _looked >= MostLooked;

    /// <summary>Looks at a number that was written without a country.</summary>
    public void Add(string text)
    {
        if (HasEnough)
            return;
        _looked++;
        foreach (var country in Candidates)
        {
            if (Read(country, text) is { } fit)
                _fitting[country] = _fitting.GetValueOrDefault(country).And(fit);
        }
    }

    public void Join(NumberForms other)
    {
        _looked += other._looked;
        foreach (var (country, fit) in other._fitting)
            _fitting[country] = _fitting.GetValueOrDefault(country).And(fit);
    }

    /// <summary>
    /// The one country in whose form nearly all numbers are written, while few are in that of any other; else null. A country in which
    /// they would be landlines is none where they are mobile numbers of another one: plans of landlines are wide, and take nearly
    /// anything.
    /// </summary>
    public string? Country
    {
        get
        {
            if (_fitting.Count == 0)
                return null;
            var (country, best) = _fitting.MaxBy(f => (f.Value.Numbers, f.Value.Mobiles));
            return best.Numbers * 100 >= _looked * FewestFitting
                && _fitting.All(f => f.Key == country || f.Value.Numbers * 100 <= _looked * MostOfAnother
                    || f.Value.Mobiles * 100 <= best.Mobiles * MostOfAnother && best.Mobiles * 100 >= _looked * MostOfAnother)
                ? country : null;
        }
    }

    private static Fit? Read(string country, string text)
    {
        var reading = PhoneReader.Read(text, country);
        return reading is { Fault: PhoneFault.None, AsInternational: false } && reading.Number.Region == country
            && NationalForm.HasGroupsOf(text, reading.Number) ? new(1, reading.Number.IsSmsCapable ? 1 : 0) : null;
    }

    private readonly record struct Fit(int Numbers, int Mobiles)
    {
        public Fit And(Fit other) => new(Numbers + other.Numbers, Mobiles + other.Mobiles);
    }
}
