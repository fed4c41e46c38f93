using NodaTime;
using NodaTime.Text;
using Notify.Sdk.Sending;

namespace Notify.Sdk;

/// <summary>Why an account was told, held, covered or not told. Holds no address, name or message.</summary>
/// <param name="Outcome">What was decided, with the reasons.</param>
/// <param name="State">Where the message stands now, or null when none was planned.</param>
/// <param name="Due">When it leaves or left, or null.</param>
/// <param name="History">What happened to the message since, oldest first.</param>
/// <param name="Gates">The gates that were asked, in order.</param>
public sealed record Explanation(
    AccountOutcome Outcome,
    DeliveryState? State,
    Instant? Due,
    IReadOnlyList<Reason> History,
    IReadOnlyList<string> Gates)
{
    /// <summary>The explanation as lines of text.</summary>
    public override string ToString()
    {
        List<string> lines = [Summary()];
        lines.AddRange(Outcome.Reasons.Select(r => $"  because {r}"));
        if (Outcome.Zone is not null)
            lines.Add($"  zone {Outcome.Zone} (from {Outcome.ZoneSource})");
        if (State is not null)
            lines.Add($"  message {Outcome.Delivery} is {State}");
        lines.AddRange(History.Select(r => $"  then {r}"));
        return string.Join(Environment.NewLine, lines);
    }

    private string Summary() => Outcome.Kind switch
    {
        OutcomeKind.Planned => $"{Outcome.Account} is told by {Outcome.Channel}.",
        OutcomeKind.Held => $"{Outcome.Account} is told by {Outcome.Channel} at {InstantPattern.General.Format(Outcome.Due ?? default)}.",
        OutcomeKind.Covered => $"{Outcome.Account} is covered by {Outcome.CoveredBy}.",
        OutcomeKind.Unreachable => $"{Outcome.Account} cannot be reached.",
        _ => $"{Outcome.Account} is not told.",
    };
}
