using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Planning;

/// <summary>
/// Holds a message until every matching window and the quiet hours of all the person's accounts are open, in every zone
/// that the person may be in. Emergencies and answers to the person pass.
/// </summary>
internal sealed class WindowGate(IOptions<PlanningOptions> options, ZoneResolver zones) : ISendGate
{
    private readonly WindowRules _rules = new(options.Value.Windows);
    private readonly WindowAnswers _answers = new();

    public string Id => "planning/window";

    public Verdict Judge(in Attempt attempt)
    {
        if (attempt.Topic.Class is MessageClass.Emergency or MessageClass.Answer)
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

        return _answers.Get(attempt.At, rules, evidence);
    }

    /// <summary>When the permission of a message that leaves now ends, for the provider's validity period.</summary>
    public Instant ClosesAt(in Attempt attempt)
    {
        if (attempt.Topic.Class is MessageClass.Emergency or MessageClass.Answer)
            return attempt.ExpiresAt;
        var rules = RulesFor(attempt);
        var evidence = zones.Resolve(attempt.Account, attempt.Address);
        var closes = rules.Count == 0 ? Instant.MaxValue : SendWindows.ClosesAt(attempt.At, rules, evidence.Zones) ?? attempt.At;
        return Instant.Min(closes, attempt.ExpiresAt);
    }

    /// <summary>The matching rules, and every account's quiet hours: inferred links only take away.</summary>
    private IReadOnlyList<SendWindowRule> RulesFor(in Attempt attempt)
    {
        var matching = _rules.For(attempt);
        List<SendWindowRule>? all = null;
        foreach (var account in attempt.Person.Accounts)
        {
            if (SendWindows.Around(account.QuietHours) is { } quiet)
                (all ??= [.. matching]).Add(quiet);
        }

        return all ?? matching;
    }
}
