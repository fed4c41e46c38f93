using NodaTime;

namespace Notify.Sdk.Permission;

/// <summary>The three answers of a gate.</summary>
public enum VerdictKind : byte
{
    /// <summary>Nothing speaks against it now.</summary>
    Proceed,

    /// <summary>Not now; ask again at <see cref="Verdict.HeldUntil"/>.</summary>
    Hold,

    /// <summary>Not at all.</summary>
    Suppress,
}

/// <summary>
/// What a gate says about one attempt. <c>default</c> is <see cref="Proceed"/> and allocates nothing.
/// </summary>
public readonly record struct Verdict
{
    private readonly Reason? _reason;

    private Verdict(VerdictKind kind, Instant heldUntil, Reason? reason)
    {
        Kind = kind;
        HeldUntil = heldUntil;
        _reason = reason;
    }

    /// <summary>Proceed, hold or suppress.</summary>
    public VerdictKind Kind { get; }

    /// <summary>The first instant at which the gate may let it pass; meaningful for <see cref="VerdictKind.Hold"/> only.</summary>
    public Instant HeldUntil { get; }

    /// <summary>Why; for a plain <see cref="Proceed"/> null. A gate that proceeds on a recorded basis (a consent) names it.</summary>
    public Reason? Reason => _reason;

    /// <summary>Nothing speaks against it.</summary>
    public static Verdict Proceed => default;

    /// <summary>Nothing speaks against it, and this is the recorded basis, shown in explanations.</summary>
    public static Verdict ProceedBecause(Reason basis)
    {
        ArgumentNullException.ThrowIfNull(basis);
        return new Verdict(VerdictKind.Proceed, default, basis);
    }

    /// <summary>Not before <paramref name="until"/>.</summary>
    /// <param name="until">Must be later than the attempt's own instant; the planner judges again at that instant.</param>
    /// <param name="reason">Why it waits.</param>
    public static Verdict Hold(Instant until, Reason reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return new Verdict(VerdictKind.Hold, until, reason);
    }

    /// <summary>Not at all on this route.</summary>
    public static Verdict Suppress(Reason reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return new Verdict(VerdictKind.Suppress, default, reason);
    }
}
