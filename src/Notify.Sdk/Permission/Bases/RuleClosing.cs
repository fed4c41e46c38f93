namespace Notify.Sdk.Permission;

/// <summary>
/// What the words of a message must say at their end by the law of a place, for example how to refuse. The words are the sender's own
/// (<see cref="TopicBuilder.Closing"/>), because they name its number.
/// </summary>
/// <param name="Says">What they say, in English.</param>
/// <param name="Contains">What must stand in them literally; null where the law leaves the words open.</param>
public sealed record RuleClosing(string Says, string? Contains)
{
    /// <summary>Whether some words can be what is asked for.</summary>
    internal bool IsIn(string? words) => words is not null && (Contains is null || words.Contains(Contains, StringComparison.Ordinal));
}
