using Notify.Sdk.Audience;
using Notify.Sdk.Planning;

namespace Notify.Sdk;

/// <summary>Counts what rows have that sending needs. One thread; several are joined.</summary>
/// <param name="isLooking">Whether rows without a country are looked at for one to propose.</param>
internal sealed class DescriptionTally(bool isLooking = true)
{
    private long[] _filled = [];
    private CsvExamples[] _examples = [];

    public long Rows { get; private set; }

    public long WithCountry { get; private set; }

    public long WithRegion { get; private set; }

    public long WithZone { get; private set; }

    public long WithEmail { get; private set; }

    public long WithMobile { get; private set; }

    public long WithOptOut { get; private set; }

    public NumbersWithoutCountry Numbers { get; } = new(isLooking);

    public long Filled(int column) => column < _filled.Length ? _filled[column] : 0;

    /// <summary>Up to three masked values of a column.</summary>
    public IReadOnlyList<string> Examples(int column) => column < _examples.Length ? _examples[column].Shown : [];

    /// <param name="contact">The row as a contact.</param>
    /// <param name="account">The same as a send would see it.</param>
    /// <param name="fields">The row.</param>
    /// <param name="types">What each column holds; null for nothing.</param>
    /// <param name="places">Says where somebody may be.</param>
    public void Count(Contact contact, Account account, CsvFields fields, CsvFieldType?[] types, PlaceResolver places)
    {
        Reserve(types.Length);
        for (var i = 0; i < types.Length; i++)
        {
            if (fields[i] is not { IsEmpty: false } value)
                continue;
            _filled[i]++;
            _examples[i].Add(value, types[i]);
        }

        Rows++;
        WithCountry += account.Country is null ? 0 : 1;
        WithRegion += account.Region is null ? 0 : 1;
        WithZone += places.Resolve(account, null).Zones.Zones.Count > 0 ? 1 : 0;
        var (mail, mobile) = (false, false);
        foreach (var address in account.Addresses)
        {
            mail |= address.Key.Kind == AddressKind.Email;
            mobile |= address.SmsCapable;
        }

        WithEmail += mail ? 1 : 0;
        WithMobile += mobile ? 1 : 0;
        WithOptOut += contact.Permissions.Any(p => p.Answer != ContactAnswer.Yes) ? 1 : 0;
        Numbers.Count(account);
    }

    public void Join(DescriptionTally other)
    {
        Reserve(other._filled.Length);
        for (var i = 0; i < other._filled.Length; i++)
        {
            _filled[i] += other._filled[i];
            _examples[i].Join(other._examples[i]);
        }

        Rows += other.Rows;
        WithCountry += other.WithCountry;
        WithRegion += other.WithRegion;
        WithZone += other.WithZone;
        WithEmail += other.WithEmail;
        WithMobile += other.WithMobile;
        WithOptOut += other.WithOptOut;
        Numbers.Join(other.Numbers);
    }

    private void Reserve(int columns)
    {
        if (_filled.Length >= columns)
            return;
        _filled = new long[columns];
        _examples = [.. Enumerable.Range(0, columns).Select(_ => new CsvExamples())];
    }
}
