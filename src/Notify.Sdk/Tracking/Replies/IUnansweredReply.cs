using NodaTime;

namespace Notify.Sdk.Tracking;

/// <summary>
/// Takes the replies that only people can answer: questions, wishes, words about something else, digits, and what may be an opt-out.
/// Written by
/// the application, added with <see cref="NotifyBuilderExtensions.AddUnansweredReplies{T}"/>. Called by several threads.
/// </summary>
public interface IUnansweredReply
{
    /// <summary>
    /// Puts the reply before somebody. Called by <see cref="IInboundProcessor.ReceiveAsync"/> before it returns, after what the reply says
    /// about permission was done; what it throws is thrown there, so that a web hook is reported again. So it is called at least once for
    /// each message: <see cref="UnansweredReply.IsRepeat"/> says when it may have been called before.
    /// </summary>
    Task TakeAsync(UnansweredReply reply, CancellationToken cancellationToken = default);
}

/// <summary>A reply that waits for somebody. Personal data; its text shows none.</summary>
/// <param name="Reply">As it came.</param>
/// <param name="Reading">
/// How it was read. For <see cref="Permission.ReplyKind.Doubtful"/> messages to the address wait until somebody says with
/// <see cref="IInboundProcessor.SettleAsync"/> whether it is an opt-out, or the deadline is over.
/// </param>
/// <param name="AnswerBy">
/// Until when somebody should have looked: <see cref="ReplyOptions.AnswerWithin"/> after it arrived, counted in the hours of those who
/// answer where the topic has such; for a doubtful one not after its messages stop waiting.
/// </param>
public sealed record UnansweredReply(InboundReply Reply, Permission.ReplyReading Reading, Instant AnswerBy)
{
    /// <summary>Our message that it answers, with the accounts of the person; null where the reply does not say.</summary>
    public Delivery? Answers { get; init; }

    /// <summary>Topic of that message; null where it is not known.</summary>
    public string? Topic { get; init; }

    /// <summary>Whether the provider reported this message before.</summary>
    public bool IsRepeat { get; init; }

    /// <summary>The kind and the deadline; no address, no words.</summary>
    public override string ToString() => $"unanswered reply: {Reading.Kind}, by {AnswerBy}";
}
