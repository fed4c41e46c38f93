using System.Text.Json.Serialization;
using NodaTime;
using Notify.Sdk.Permission;
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
    /// <summary>The account.</summary>
    public required AccountRef Account { get; init; }

    /// <summary>How it leaves the plan.</summary>
    public required OutcomeKind Kind { get; init; }

    /// <summary>The reasons: all that were found, not the first only. For a held one, why it waits.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>For a covered account: the account that is really told.</summary>
    public AccountRef? CoveredBy { get; init; }

    /// <summary>The channel of the planned message.</summary>
    public Channel? Channel { get; init; }

    /// <summary>When the message leaves.</summary>
    public Instant? Due { get; init; }

    /// <summary>
    /// Whether <see cref="Due"/> is a forecast: a frequency cap has room now, but other messages that are planned are expected to go
    /// first. It leaves earlier when they do not, and later when more urgent ones come.
    /// </summary>
    public bool IsForecast { get; init; }

    /// <summary>The zone or zones that the window was judged in, TZDB ids joined by a comma.</summary>
    public string? Zone { get; init; }

    /// <summary>Where the zone is known from, for example <c>declared</c>, <c>region</c>, <c>phone prefix</c>, <c>country</c>.</summary>
    public string? ZoneSource { get; init; }

    /// <summary>How far the evidence goes: <c>stated</c>, or whether one zone or several are possible.</summary>
    public string? ZoneConfidence { get; init; }

    /// <summary>
    /// Where the person may be, by which fields, for example <c>US (country, number), US-RI (region)</c>; all of it counts. Null where the
    /// decision was about no place. No field's own text.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Place { get; init; }

    /// <summary>The ids of the rules that were asked: consents, hours, limits of frequency, of the law and of the application.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>The version of the law pack that the decision was made under; see <see cref="Planning.LegalPack.Version"/>.</summary>
    public string? LawPack { get; init; }

    /// <summary>The version of the time zone data that the decision was made by, for example <c>2026f</c>.</summary>
    public string? TimeZones { get; init; }

    /// <summary>The delivery that tells or covers it; null when nothing is planned.</summary>
    public DeliveryId? Delivery { get; init; }

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
