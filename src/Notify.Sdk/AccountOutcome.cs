using System.Text.Json.Serialization;
using NodaTime;
using Notify.Sdk.Planning;

namespace Notify.Sdk;

/// <summary>How an account leaves the plan. Every account is exactly one of these.</summary>
public enum OutcomeKind : byte
{
    /// <summary>A message leaves now.</summary>
    Planned,

    /// <summary>A message leaves later, at <see cref="AccountOutcome.Due"/>.</summary>
    Held,

    /// <summary>Another account is told, for this one too.</summary>
    Covered,

    /// <summary>Nothing is sent, by permission or plan.</summary>
    Suppressed,

    /// <summary>No usable address.</summary>
    Unreachable,
}

/// <summary>What was decided about one account, and why. Holds no address, name or message.</summary>
public sealed record AccountOutcome
{
    // There is one for every account of a list: what many of them share is one reference, and what may be absent has no object.
    private readonly AccountRef _coveredBy;
    private readonly Instant _due;
    private readonly string? _delivery;
    private readonly bool _hasDue;
    private readonly ushort _segments;

    /// <summary>The account.</summary>
    public required AccountRef Account { get; init; }

    /// <summary>How it leaves the plan.</summary>
    public required OutcomeKind Kind { get; init; }

    /// <summary>The reasons: all that were found, not the first only. For a held one, why it waits.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>For a covered account: the account that is really told.</summary>
    public AccountRef? CoveredBy
    {
        get => _coveredBy.Id is null ? null : _coveredBy;
        init => _coveredBy = value ?? default;
    }

    /// <summary>The channel of the planned message.</summary>
    public DeliveryChannel? Channel { get; init; }

    /// <summary>When the message leaves.</summary>
    public Instant? Due
    {
        get => _hasDue ? _due : null;
        init => (_due, _hasDue) = (value ?? default, value is not null);
    }

    /// <summary>
    /// Whether <see cref="Due"/> is a forecast: a frequency cap has room now, but other messages that are planned are expected to go
    /// first. It leaves earlier when they do not, and later when more urgent ones come.
    /// </summary>
    public bool IsForecast { get; init; }

    /// <summary>
    /// In a preview, how many segments the text message has, which is what providers bill; null where it is none, or none is planned.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Segments
    {
        get => _segments == 0 ? null : _segments;
        init => _segments = (ushort)Math.Min(value ?? 0, ushort.MaxValue);
    }

    /// <summary>The zone or zones that the window was judged in, TZDB ids joined by a comma.</summary>
    public string? Zone { get => Ground.Zone; init => Ground = Ground.InTexts() with { Zone = value }; }

    /// <summary>Where the zone is known from, for example <c>declared</c>, <c>region</c>, <c>phone prefix</c>, <c>country</c>.</summary>
    public string? ZoneSource { get => Ground.ZoneSource; init => Ground = Ground.InTexts() with { ZoneSource = value }; }

    /// <summary>How far the evidence goes: <c>stated</c>, or whether one zone or several are possible.</summary>
    public string? ZoneConfidence
    {
        get => Ground.ZoneConfidence;
        init => Ground = Ground.InTexts() with { ZoneConfidence = value };
    }

    /// <summary>
    /// Where the person may be, by which fields, for example <c>US (country, number), US-RI (region)</c>; all of it counts. Null where the
    /// decision was about no place. No field's own text.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Place { get => Ground.Place; init => Ground = Ground.InTexts() with { Place = value }; }

    /// <summary>The ids of the rules that were asked: consents, hours, limits of frequency, of the law and of the application.</summary>
    public IReadOnlyList<string> Rules { get => Ground.Rules; init => Ground = Ground.InTexts() with { Rules = value }; }

    /// <summary>The version of the law pack that the decision was made under; see <see cref="Planning.LegalPack.Version"/>.</summary>
    public string? LawPack { get => Ground.LawPack; init => Ground = Ground.InTexts() with { LawPack = value }; }

    /// <summary>The version of the time zone data that the decision was made by, for example <c>2026f</c>.</summary>
    public string? TimeZones { get => Ground.TimeZones; init => Ground = Ground.InTexts() with { TimeZones = value }; }

    /// <summary>The delivery that tells or covers it; null when nothing is planned.</summary>
    public DeliveryId? Delivery
    {
        get => _delivery is null ? null : new(_delivery);
        init => _delivery = value?.Value;
    }

    /// <summary>What it rests on, shared with other decisions of the kind.</summary>
    internal DecisionGround Ground { get; init; } = DecisionGround.None;

    /// <summary>
    /// The decision as a page that can be printed for whoever checks it: what was decided and why, where the person may be and how that is
    /// known, which rules were asked with what stands behind each, what they rest on, and the versions of law packs and time zones.
    /// </summary>
    /// <param name="packs">
    /// The packs that the application added, for what stands behind their rules; those of the library are known.
    /// </param>
    public string ToPage(params IReadOnlyList<LegalPack> packs) => DecisionPage.Of(this, packs ?? []);

    /// <summary>Account and kind.</summary>
    public override string ToString() => $"{Account}: {Kind}";
}
