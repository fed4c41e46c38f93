using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Permission;

/// <summary>
/// Honours suppression registers, and fails closed when a register that governs the message is too old to be trusted.
/// An address that is invalid or belongs to somebody else now is refused to emergencies too. A consent of a kind that the law names takes
/// a person out of a register that the law names, and out of no other.
/// </summary>
internal sealed class SuppressionGate(IWhereabouts where, ConsentLaw book) : ISendGate
{
    public string Id => "permission/suppression";

    public Verdict Judge(in Attempt attempt)
    {
        var facts = attempt.Facts.Suppressions;
        if (Stale(attempt, facts) is { } stale)
            return Verdict.Suppress(stale);
        return facts.HasHits && Hit(attempt, facts) is { } hit ? Verdict.Suppress(hit) : Verdict.Proceed;
    }

    private Reason? Stale(in Attempt attempt, SuppressionFacts facts)
    {
        for (var i = 0; i < facts.Registers.Count; i++)
        {
            var register = facts.Registers[i];
            if (Age(register, attempt.At) is { } fault && Governs(register, attempt) && !IsLifted(register.Name, entry: null, attempt))
                return new(ReasonCodes.RegisterStale, $"{Id}/{register.Name}",
                    $"Register '{register.Name}' {fault}{OfLaw(register.Name, attempt)}");
        }

        return null;
    }

    /// <summary>
    /// Why the copy cannot be trusted, or null. A copy of the future is the work of a wrong clock: it would never grow old.
    /// </summary>
    private static string? Age(SuppressionRegister register, Instant at)
    {
        if (register.ObtainedAt == SuppressionRegister.NeverObtained)
            return "was never imported. Import a copy.";
        if (register.MaximumAge is { } most && at - register.ObtainedAt > most)
            return string.Create(CultureInfo.InvariantCulture,
                $"was obtained on {InstantPattern.General.Format(register.ObtainedAt)} and may be {most.TotalDays:0.#} days old. Import a "
                + $"newer copy.");
        return register.ObtainedAt - at > RegisterImport.ClockTolerance
            ? $"was obtained on {InstantPattern.General.Format(register.ObtainedAt)}, which lies in the future. Import it again with its "
                + $"true date."
            : null;
    }

    private Reason? Hit(in Attempt attempt, SuppressionFacts facts)
    {
        foreach (var entry in facts.At(attempt.Address.Key))
        {
            if (Applies(entry, facts.Find(entry.Register), attempt))
                return new(ReasonCodes.Suppressed, $"{Id}/{entry.Register}",
                    $"The address stands on register '{entry.Register}' ({entry.Kind}) since "
                    + $"{InstantPattern.General.Format(entry.AddedAt)}.{OfLaw(entry.Register, attempt)}");
        }

        return null;
    }

    private bool Applies(SuppressionEntry entry, SuppressionRegister? register, in Attempt attempt)
    {
        if (entry.Kind == SuppressionKind.Invalid)
            return true;
        if (entry.Kind == SuppressionKind.Reassigned)
            return attempt.Topic.Class != MessageClass.Answer && !IsTheirsSince(entry.AddedAt, attempt); // who writes has the number now
        if (entry.Kind == SuppressionKind.Doubtful)
            return false; // held, not suppressed: DoubtGate
        return attempt.Topic.Class is not (MessageClass.Emergency or MessageClass.Answer)
            && (register is null || Governs(register, attempt))
            && !(entry.Kind == SuppressionKind.DoNotCall && IsLifted(entry.Register, entry.AddedAt, attempt));
    }

    /// <summary>
    /// Whether the person agreed, or proved that the number is theirs, after it had changed hands. Older consents were left out before.
    /// </summary>
    private static bool IsTheirsSince(Instant reassigned, in Attempt attempt) =>
        attempt.Address.VerifiedAt > reassigned || attempt.Facts.Consents.LatestYes(attempt.Address.Key) > reassigned;

    private string OfLaw(string register, in Attempt attempt) =>
        attempt.Topic.Class is MessageClass.Emergency or MessageClass.Answer ? "" : book.Of(attempt).SayOf(register, attempt.At);

    private bool IsLifted(string register, Instant? entry, in Attempt attempt) =>
        attempt.Topic.Class is not (MessageClass.Emergency or MessageClass.Answer) && book.Of(attempt).IsLifted(register, entry, attempt);

    private bool Governs(SuppressionRegister register, in Attempt attempt) =>
        attempt.Topic.Class is not (MessageClass.Emergency or MessageClass.Answer)
        && register.Classes.Contains(attempt.Topic.Class)
        && register.Reach.Holds(attempt.Channel)
        && (register.Countries.Count + register.Regions.Count == 0 || where.Of(attempt.Person, attempt.Address)
            .LiesIn(register.Countries, register.Regions));
}
