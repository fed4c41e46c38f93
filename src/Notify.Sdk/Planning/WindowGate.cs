using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;
using Notify.Sdk.Audience;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Planning;

/// <summary>
/// Holds a message until every matching window and the quiet hours of all the person's accounts are open, in every zone
/// that the person may be in. Emergencies pass.
/// </summary>
internal sealed class WindowGate(IOptions<PlanningOptions> options, ZoneResolver zones) : ISendGate
{
    private static readonly List<SendWindowRule> NoRules = [];
    private static readonly LocalDateTimePattern LocalTime = LocalDateTimePattern.CreateWithInvariantCulture("ddd HH:mm");

    private readonly SendWindowRule[] _rules = [.. options.Value.Windows];

    public string Id => "planning/window";

    public Verdict Judge(in Attempt attempt)
    {
        if (attempt.Topic.Class == MessageClass.Emergency)
            return Verdict.Proceed;
        var rules = RulesFor(attempt);
        if (rules.Count == 0)
            return Verdict.Proceed;
        var evidence = zones.Resolve(attempt.Account, attempt.Address);
        if (evidence.Zones.Count == 0)
        {
            return Verdict.Suppress(new(ReasonCodes.ZoneUnknown, rules[0].Id,
                "The time zone is unknown: no zone declared, no phone number, no country. Give the contact one of these."));
        }

        if (SendWindows.NextOpening(attempt.At, rules, evidence.Zones) is not { } opening)
            return Verdict.Suppress(new(ReasonCodes.Infeasible, Ids(rules), $"The windows are never open together in {evidence.Names} ({evidence.SourceName})."));
        return opening == attempt.At ? Verdict.Proceed : Verdict.Hold(opening, WhyClosed(attempt.At, rules, evidence));
    }

    /// <summary>When the permission of a message that leaves now ends, for the provider's validity period.</summary>
    public Instant ClosesAt(in Attempt attempt)
    {
        if (attempt.Topic.Class == MessageClass.Emergency)
            return attempt.ExpiresAt;
        var rules = RulesFor(attempt);
        var evidence = zones.Resolve(attempt.Account, attempt.Address);
        var closes = rules.Count == 0 ? Instant.MaxValue : SendWindows.ClosesAt(attempt.At, rules, evidence.Zones) ?? attempt.At;
        return Instant.Min(closes, attempt.ExpiresAt);
    }

    private List<SendWindowRule> RulesFor(in Attempt attempt)
    {
        List<SendWindowRule>? matching = null;
        foreach (var rule in _rules)
        {
            if (Matches(rule, attempt))
                (matching ??= []).Add(rule);
        }

        // Inferred links only take away: every account's quiet hours are kept.
        foreach (var account in attempt.Person.Accounts)
        {
            if (SendWindows.Around(account.QuietHours) is { } quiet)
                (matching ??= []).Add(quiet);
        }

        return matching ?? NoRules;
    }

    private static bool Matches(SendWindowRule rule, in Attempt attempt) =>
        rule.Classes.Contains(attempt.Topic.Class)
        && (rule.Channels.Count == 0 || rule.Channels.Contains(attempt.Channel))
        && (rule.Topics.Count == 0 || rule.Topics.Contains(attempt.Topic.Name))
        && (rule.Countries.Count == 0 || CountryMatches(rule, attempt.Account, attempt.Address));

    /// <summary>Either evidence of the country is enough: a rule is never avoided by a foreign number.</summary>
    private static bool CountryMatches(SendWindowRule rule, Account account, Address address) =>
        (account.Country is { } country && rule.Countries.Contains(country))
        || (address.PhoneRegion is { } region && rule.Countries.Contains(region));

    private static Reason WhyClosed(Instant at, IReadOnlyList<SendWindowRule> rules, ZoneEvidence evidence)
    {
        var closed = rules.Where(r => SendWindows.NextOpening(at, [r], evidence.Zones) != at).ToList();
        var code = closed.TrueForAll(r => r.Id == "person/quiet-hours") ? ReasonCodes.QuietHours : ReasonCodes.OutsideWindow;
        var local = at.InZone(evidence.Zones[0]).LocalDateTime;
        return new(code, Ids(closed), $"At {LocalTime.Format(local)} local time in {evidence.Names} ({evidence.SourceName}) the window is closed.");
    }

    private static string Ids(IReadOnlyList<SendWindowRule> rules) => string.Join(" + ", rules.Select(r => r.Id).Distinct(StringComparer.Ordinal));
}
