using NodaTime;

namespace Notify.Sdk;

/// <summary>What was decided about a list. Immutable; holds no address, name or message.</summary>
/// <remarks>
/// <see cref="Planned"/> + <see cref="Held"/> + <see cref="Covered"/> + <see cref="Suppressed"/> +
/// <see cref="Unreachable"/> = <see cref="Accounts"/>, always. Outcomes are ordered by account, so that the same list
/// gives the same report whatever the order of its rows.
/// </remarks>
public sealed record SendReport
{
    /// <summary>The notification's key.</summary>
    public required string NotificationKey { get; init; }

    /// <summary>The instant that the decisions are made for.</summary>
    public required Instant At { get; init; }

    /// <summary>True for a preview: nothing was stored.</summary>
    public required bool IsPreview { get; init; }

    /// <summary>How many rows the list had.</summary>
    public required int Accounts { get; init; }

    /// <summary>How many different people they are.</summary>
    public required int People { get; init; }

    /// <summary>Accounts with a message that leaves now.</summary>
    public required int Planned { get; init; }

    /// <summary>Accounts with a message that leaves later.</summary>
    public required int Held { get; init; }

    /// <summary>Accounts that another account's message covers.</summary>
    public required int Covered { get; init; }

    /// <summary>Accounts that are not told.</summary>
    public required int Suppressed { get; init; }

    /// <summary>Accounts without a usable address.</summary>
    public required int Unreachable { get; init; }

    /// <summary>
    /// People for whom earlier calls planned two messages or more, because the account that shows them to be one person came in
    /// this call only. 0 when a list is sent in one call.
    /// </summary>
    public int JoinedLate { get; init; }

    /// <summary>How many accounts name each reason code, ordered by code. An account with two reasons counts under both.</summary>
    public required IReadOnlyDictionary<string, int> Reasons { get; init; }

    /// <summary>
    /// How many messages leave in which hour (UTC, the hour's first instant), ordered. Those that wait behind other plans under a
    /// frequency cap are in it by forecast: <see cref="Forecast"/> says how many, <see cref="AccountOutcome.IsForecast"/> which.
    /// </summary>
    public required IReadOnlyDictionary<Instant, int> HeldUntil { get; init; }

    /// <summary>How many of <see cref="Held"/> are held by forecast only.</summary>
    public int Forecast { get; init; }

    /// <summary>
    /// In a preview, how many segments the text messages have together, which is what providers bill; each person's first route counts. 0
    /// in a report of what was stored.
    /// </summary>
    public long Segments { get; init; }

    /// <summary>
    /// What holds back many people at once and which option settles it, each with the number of people: languages and zones that
    /// nobody knows. Empty when there is nothing to say. They stand first in <see cref="ToString"/>.
    /// </summary>
    public IReadOnlyList<Reason> Notices { get; init; } = [];

    /// <summary>
    /// How many people lose which channel by which rule, most people first: they are told by another channel, or not at all. A person who
    /// loses a channel at several addresses, or by several rules, counts once for each rule.
    /// </summary>
    public IReadOnlyList<ChannelLoss> Losses { get; init; } = [];

    /// <summary>Merges that a guard refused, one reason each.</summary>
    public IReadOnlyList<Reason> Warnings { get; init; } = [];

    /// <summary>The outcome of every account, ordered by account.</summary>
    public required IReadOnlyList<AccountOutcome> Outcomes { get; init; }

    /// <summary>The outcomes one by one.</summary>
    public IAsyncEnumerable<AccountOutcome> StreamOutcomesAsync() => Outcomes.ToAsyncEnumerable();

    /// <summary>The notices, a line each, then one line of counts.</summary>
    public override string ToString() => string.Join('\n', [.. Notices.Select(n => n.Detail), Counts]);

    private string Counts =>
        $"{NotificationKey}: {Accounts} accounts, {People} people: {Planned} now, {Held} held, {Covered} covered, {Suppressed} "
            + $"suppressed, {Unreachable} unreachable"
            + (Segments == 0 ? "" : System.FormattableString.Invariant($"; {Segments} segments of text messages"));
}

/// <summary>How many people a rule costs a channel.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Rule">The id of the rule or gate, as in <see cref="Reason.Rule"/>.</param>
/// <param name="Code">Why, one of <see cref="ReasonCodes"/>.</param>
/// <param name="People">How many people.</param>
public sealed record ChannelLoss(DeliveryChannel Channel, string Rule, string Code, int People)
{
    /// <summary>For example <c>12 people lose Sms by permission/consent/US-TCPA-SMS-MKT (permission.no-consent)</c>.</summary>
    public override string ToString() =>
        System.FormattableString.Invariant($"{People} {(People == 1 ? "person loses" : "people lose")} {Channel} by {Rule} ({Code})");
}
