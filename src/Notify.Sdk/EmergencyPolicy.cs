using NodaTime;

namespace Notify.Sdk;

/// <summary>
/// Who may declare an emergency of a topic, how many people it may reach before somebody confirms it, and for how long it lasts. A
/// topic of class <see cref="MessageClass.Emergency"/> has one, because its messages pass windows, caps and opt-outs. Immutable.
/// </summary>
public sealed record EmergencyPolicy
{
    /// <summary>The people or systems that may declare one: roles or user ids, compared exactly; at least one. No addresses.</summary>
    public required IReadOnlyList<string> MayDeclare { get; init; }

    /// <summary>
    /// How many people it reaches without confirmation, 0 or more. Default 1,000: a street or a site, not a city. Beyond it everything
    /// waits for <see cref="INotifier.ConfirmAsync"/>, as with <see cref="NotifyOptions.ConfirmAbove"/>.
    /// </summary>
    public int ReachWithoutConfirmation { get; init; } = 1_000;

    /// <summary>
    /// How long after the declaration its messages may leave; more than 0 and at most 30 days. Default 4 hours. What lasts longer is
    /// declared again under a new key.
    /// </summary>
    public Duration HoldsFor { get; init; } = Duration.FromHours(4);

    /// <summary>What is wrong with it, or null.</summary>
    internal string? Fault =>
        MayDeclare.Count == 0 || MayDeclare.Any(string.IsNullOrWhiteSpace)
            ? "names nobody who may declare it. Name a role or a user id in MayDeclare"
        : ReachWithoutConfirmation < 0 ? $"reaches {ReachWithoutConfirmation} people without confirmation; use 0 or more"
        : HoldsFor <= Duration.Zero || HoldsFor > Duration.FromDays(30)
            ? $"holds for {HoldsFor}; it must be more than 0 and at most 30 days"
        : null;

    /// <summary>How many may declare it and for how long it lasts.</summary>
    public override string ToString() => $"emergency policy: {MayDeclare.Count} may declare, {ReachWithoutConfirmation} people, {HoldsFor}";
}

/// <summary>Somebody says that this is a matter of life and safety. Kept with every decision.</summary>
/// <param name="By">Who declares it: one of <see cref="EmergencyPolicy.MayDeclare"/>.</param>
/// <param name="Reason">Why, in a sentence without personal data; not empty.</param>
public sealed record EmergencyDeclaration(string By, string Reason);
