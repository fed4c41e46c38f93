using NodaTime;
using NodaTime.Text;
using Notify.Sdk.Planning;

namespace Notify.Sdk;

/// <summary>Why an account was told, held, covered or not told. Holds no address, name or message.</summary>
/// <param name="Outcome">What was decided, with the reasons.</param>
/// <param name="State">Where the message stands now, or null when none was planned.</param>
/// <param name="Channel">The channel of the route in use, or null.</param>
/// <param name="Told">The account that the message goes to, or null.</param>
/// <param name="Due">When it leaves or left, or null.</param>
/// <param name="History">What happened to the message since, oldest first.</param>
/// <param name="Gates">The gates that were asked, in order.</param>
public sealed record Explanation(
    AccountOutcome Outcome,
    DeliveryState? State,
    DeliveryChannel? Channel,
    AccountRef? Told,
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
            lines.Add($"  zone {Outcome.Zone} (from "
                + $"{Outcome.ZoneSource}{(Outcome.ZoneConfidence is { } confidence ? $"; {confidence}" : "")})");
        if (Outcome.Place is not null)
            lines.Add($"  place {Outcome.Place}");
        if (Outcome.Rules.Count > 0)
            lines.Add($"  rules asked {string.Join(", ", Outcome.Rules)}");
        if (Outcome.LawPack is not null)
            lines.Add($"  law pack {Outcome.LawPack}, time zones {Outcome.TimeZones}");
        if (State is not null)
            lines.Add($"  message {Outcome.Delivery} is {State}");
        lines.AddRange(History.Select(r => $"  then {r}"));
        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>
    /// The decision as a page that can be printed, and what happened to the message since; see <see cref="AccountOutcome.ToPage"/>.
    /// </summary>
    /// <param name="packs">The packs that the application added.</param>
    public string ToPage(params IReadOnlyList<LegalPack> packs)
    {
        var page = Outcome.ToPage(packs);
        List<string> since = [.. State is null ? Array.Empty<string>() : [$"message {Outcome.Delivery} is {State}"],
            .. History.Select(h => h.ToString())];
        return since.Count == 0 ? page : $"{page}\nSince then:\n{string.Concat(since.Select(s => $"- {s}\n"))}";
    }

    /// <summary>What became of it, where a message exists; else what was decided.</summary>
    private string Summary()
    {
        var whom = Told is { } told && told != Outcome.Account ? $"{Outcome.Account}, covered by {told}," : $"{Outcome.Account}";
        return State switch
        {
            DeliveryState.Accepted or DeliveryState.Delivered => $"{whom} was told by {Channel}.",
            DeliveryState.InDoubt or DeliveryState.Sending => $"{whom} was perhaps told by {Channel}: that is in doubt.",
            DeliveryState.Planned or DeliveryState.Held or DeliveryState.Leased =>
                $"{whom} is told by {Channel} at {InstantPattern.General.Format(Due ?? default)}.",
            DeliveryState.AwaitsConfirmation => $"{whom} is told by {Channel} when somebody confirms it.",
            DeliveryState.StandBy => $"{Outcome.Account} is covered by {Outcome.CoveredBy}.",
            { } ended => $"{whom} was not told: {ended}.",
            null => Decision(),
        };
    }

    private string Decision() => Outcome.Kind switch
    {
        OutcomeKind.Planned => $"{Outcome.Account} is told by {Outcome.Channel}.",
        OutcomeKind.Held => $"{Outcome.Account} is told by {Outcome.Channel} at {InstantPattern.General.Format(Outcome.Due ?? default)}.",
        OutcomeKind.Covered => $"{Outcome.Account} is covered by {Outcome.CoveredBy}.",
        OutcomeKind.Unreachable => $"{Outcome.Account} cannot be reached.",
        OutcomeKind.Suppressed => $"{Outcome.Account} is not told.",
        _ => throw new ArgumentOutOfRangeException(nameof(Outcome), Outcome.Kind, "There are no words for this outcome."),
    };
}
