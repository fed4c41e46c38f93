using NodaTime;

namespace Notify.Sdk.Sending;

/// <summary>
/// Turns of messages that invite a call or a reply, where only so many can be answered in a minute: one queue for all topics with the
/// same answer hours. Thread-safe.
/// </summary>
internal sealed class AnswerTurns : IDisposable
{
    private const string Rule = "sending/answer-hours";

    private readonly Dictionary<string, (AnswerHours Hours, TurnQueue Queue)> _queues = [];

    /// <exception cref="ArgumentException">Two topics have answer hours of one name that are not the same.</exception>
    public AnswerTurns(TopicCatalog topics)
    {
        foreach (var topic in topics.All)
        {
            if (topic.Answered is not { PerMinute: { } perMinute } hours)
                continue;
            if (!_queues.TryGetValue(hours.Name, out var known))
                _queues.Add(hours.Name, (hours, new(perMinute / 60.0)));
            else if (known.Hours.PerMinute != perMinute)
                throw new ArgumentException(
                    $"Answer hours '{hours.Name}' allow {known.Hours.PerMinute} messages a minute for one topic and "
                    + $"{perMinute} for '{topic.Name}'. Give both topics the same hours, or the hours different names.");
        }
    }

    /// <summary>When a message has its turn; null when that is now. What had its turn already does not stand in the queue again.</summary>
    public Instant? TurnOf(Topic topic, Delivery delivery, Instant now) =>
        topic.Answered is not { PerMinute: not null } hours || topic.Class == MessageClass.Emergency ? null
            : _queues[hours.Name].Queue.Take(now, delivery.Reasons.Contains(Waits(hours)), delivery.ExpiresAt);

    /// <summary>When the worker should look again because the next turn comes; null when nothing waits for one.</summary>
    public Instant? NextTurn(Instant now)
    {
        Instant? next = null;
        foreach (var (_, queue) in _queues.Values)
        {
            if (queue.NextTurn(now) is { } turn && (next is null || turn < next))
                next = turn;
        }

        return next;
    }

    /// <summary>
    /// The reasons of a message that is held for another cause: what turn it had is over with it, for so has everybody's who is held, and
    /// all of them would come first when it ends.
    /// </summary>
    public static IEnumerable<Reason> WithoutTurn(Topic topic, IEnumerable<Reason> reasons) =>
        topic.Answered is not { PerMinute: not null } hours ? reasons : reasons.Where(r => r != Waits(hours));

    /// <summary>Why a message waits for its turn.</summary>
    public static Reason Waits(AnswerHours hours) => new(ReasonCodes.RateLimited, $"{Rule}/{hours.Name}",
        $"Only {hours.PerMinute} people a minute can be answered; this message waits for its turn.");

    public void Dispose()
    {
        foreach (var (_, queue) in _queues.Values)
            queue.Dispose();
    }
}
