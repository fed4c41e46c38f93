using Notify.Sdk.Audience;
using Notify.Sdk.Planning;

namespace Notify.Sdk.Tests.Planning;

/// <summary>Reads the fields of a place in the plainest way, as a referee of <see cref="PlaceReading"/>.</summary>
internal sealed class PlainReading
{
    public PlainReading(PlainFields fields, Func<string, bool> hasSeveralZones)
    {
        Fields = fields;
        NotUnderstood = fields.Account.NotUnderstood;
        Add(fields.Country, isHome: true);
        Add(fields.Default, isHome: true);
        Add(fields.PhoneRegion, isHome: fields.Country is null);
        ReadRegion(hasSeveralZones);
        ReadPostcode();
        ReadCountryAsPart();
        var letters = Also.Count;
        ReadElsewhere();
        const PlaceFields Both = PlaceFields.Region | PlaceFields.PostalCode;
        var isMisread = (NotUnderstood & (Both | PlaceFields.TimeZone)) != 0 && !Candidates.Exists(c => c.IsHome && c.IsRead);
        var isUnread = (NotUnderstood & Both) != 0 && Also.Count == letters && !Candidates.Exists(c => c.IsRead);
        foreach (var candidate in Candidates)
            candidate.IsMisread = isMisread && (candidate.IsHome || isUnread);
        IsCountryOpen = (NotUnderstood & PlaceFields.Country) != 0 && !(fields.Region is { } region
            && (Regions.CountryOf(region) is not null || Candidates.Exists(c => Regions.FindName(c.Country, region) is not null)));
    }

    public PlainFields Fields { get; }

    public List<Candidate> Candidates { get; } = [];

    public PlaceFields NotUnderstood { get; private set; }

    public bool IsCountryOpen { get; }

    public bool Differs { get; private set; }

    public bool IsMilitary => Parts.Any(PlaceTables.IsMilitary);

    public List<string> Also { get; } = [];

    public IEnumerable<string> Parts => Candidates.SelectMany(c => c.Parts).Concat(Also).Concat(Fields.ByAreaCode).Distinct();

    public List<string> Countries()
    {
        var named = Candidates.Select(c => c.Country)
            .Concat(Candidates.Select(c => c.Area?.Territory).OfType<string>())
            .Concat(Parts.Select(CountryTable.OfPart).OfType<string>()).Concat(Also.Select(p => p[..2])).Distinct().ToList();
        return [.. named.Concat(named.Select(CountryTable.LawOf).OfType<string>()).Distinct()];
    }

    public List<string> Open() => [.. Candidates.Where(c => c.IsMisread || IsCountryOpen
        || (!c.IsRead && !Fields.ByAreaCode.Any(r => r.StartsWith(c.Country, StringComparison.Ordinal)))).Select(c => c.Country)];

    private void Add(string? country, bool isHome)
    {
        if (country is not null && !Candidates.Exists(c => c.Country == country))
            Candidates.Add(new() { Country = country, IsHome = isHome });
    }

    private void ReadRegion(Func<string, bool> hasSeveralZones)
    {
        if (Fields.Region is not { } text)
            return;
        foreach (var home in Candidates.Where(c => c.IsHome))
            home.Region = Regions.Find(home.Country, text);
        if (Candidates.Exists(c => c.Region is not null))
            return;
        if (Candidates.Exists(c => c.IsHome && (Regions.AreListed(c.Country) || hasSeveralZones(c.Country))))
            NotUnderstood |= PlaceFields.Region;
    }

    private void ReadCountryAsPart()
    {
        if (!Candidates.Exists(c => c.Country == Fields.Country && !c.HasEvidence))
            return;
        AddAlso(Candidates.Where(c => c.Country != Fields.Country && c.Region is null)
            .Select(c => Regions.Find(c.Country, Fields.Country!)));
    }

    private void ReadElsewhere()
    {
        var others = new[] { Fields.PhoneRegion, CountryTable.LawOf(Fields.Country ?? Fields.Default ?? Fields.PhoneRegion ?? "") }
            .OfType<string>().ToList();
        if (Fields.Region is { } text && !Candidates.Exists(c => c.Region is not null))
        {
            var named = new[] { Regions.CountryOf(text) }.OfType<string>();
            AddAlso(named.Concat(others).Select(c => Regions.Find(c, text)));
            if (Fields.Country is null && Fields.Default is null && Also.Count == 0)
                AddAlso(Regions.ListedCountries.Select(c => Regions.FindName(c, text)));
        }

        if (!Candidates.Exists(c => c.Area is not null))
            AddAlso(others.SelectMany(c => Fields.AreaOf(c)?.Regions ?? []));
    }

    private void AddAlso(IEnumerable<string?> parts)
    {
        Also.AddRange(parts.OfType<string>());
        Differs |= Also.Count > 0;
    }

    private void ReadPostcode()
    {
        foreach (var candidate in Candidates)
        {
            candidate.Area = Fields.AreaIn(candidate.Country);
            Differs |= candidate.Differs;
        }

        if (Fields.IsPostcodeMisread && !Candidates.Exists(c => c.Area is not null))
            NotUnderstood |= PlaceFields.PostalCode;
    }

    internal sealed class Candidate
    {
        public required string Country { get; init; }

        public required bool IsHome { get; init; }

        public string? Region { get; set; }

        public PostcodeArea? Area { get; set; }

        public bool IsMisread { get; set; }

        public bool IsRead => Region is not null || Area is { Regions.Count: > 0 } or { Territory: not null };

        public bool HasEvidence => Region is not null || Area is not null;

        public bool Differs => Region is not null && Area is { Regions.Count: > 0 } && !Area.Regions.Contains(Region);

        public IEnumerable<string> Parts => new[] { Region }.OfType<string>().Concat(Area?.Regions ?? []);
    }
}
