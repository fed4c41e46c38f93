using Notify.Sdk.Permission;

namespace Notify.Sdk.Tracking;

/// <summary>What a message of a person meant, and what was done. Holds no address and no words.</summary>
/// <param name="Reading">
/// How it was read. <see cref="ReplyKind.Other"/> and <see cref="ReplyKind.Question"/> are the application's to answer.
/// </param>
/// <param name="Reasons">What was done, and why.</param>
/// <param name="Answer">
/// The decision about the answer to the person; null when there is none. Answered once: the second time it says "already".
/// </param>
public sealed record InboundOutcome(ReplyReading Reading, IReadOnlyList<Reason> Reasons, AccountOutcome? Answer = null)
{
    /// <summary>
    /// Whether the provider reported this message before: what the application does about it by itself should be done once. Opt-outs
    /// are recorded again without harm. Not known of messages that count for nothing.
    /// </summary>
    public bool IsRepeat { get; init; }

    /// <summary>Whether it waits for those who answer it (<see cref="IUnansweredReply"/>).</summary>
    internal bool IsForPeople { get; init; }

    /// <summary>The kind.</summary>
    public override string ToString() => $"reply: {Reading.Kind}";
}
