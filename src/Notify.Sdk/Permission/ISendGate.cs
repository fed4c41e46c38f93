namespace Notify.Sdk.Permission;

/// <summary>
/// One rule that every message must pass, twice: while planning and again at hand-over. A gate is a pure function of
/// the attempt: it reads no clock, no store and no ambient state, so that a decision can be repeated and explained.
/// What it needs to know from outside is loaded before by an <see cref="IFactSource"/>. Thread-safe.
/// </summary>
public interface ISendGate
{
    /// <summary>Stable id, lower case, shown in explanations, for example <c>permission/consent</c>.</summary>
    string Id { get; }

    /// <summary>Answers proceed, hold until, or suppress.</summary>
    /// <param name="attempt">What would be sent, to whom, where and when.</param>
    Verdict Judge(in Attempt attempt);
}
