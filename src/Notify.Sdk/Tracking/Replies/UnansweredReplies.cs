using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Permission;
using Notify.Sdk.Planning;
using Notify.Sdk.Sending;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Tracking;

/// <summary>Gives what nobody but people can answer to the application, with what it answers and a deadline. Thread-safe.</summary>
internal sealed class UnansweredReplies(IEnumerable<IUnansweredReply> takers, IOutbox outbox, TopicCatalog topics, TimeZoneData zones,
    IOptions<ReplyOptions> options, IOptions<PermissionOptions> permission)
{
    private readonly IUnansweredReply[] _takers = [.. takers];

    /// <summary>Whether anybody takes them.</summary>
    public bool HasTakers => _takers.Length > 0;

    /// <param name="reply">As it came.</param>
    /// <param name="reading">How it was read.</param>
    /// <param name="at">When it first came.</param>
    /// <param name="isRepeat">Whether it came before.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task GiveAsync(InboundReply reply, ReplyReading reading, Instant at, bool isRepeat, CancellationToken cancellationToken)
    {
        var answered = reply.InReplyTo is { Length: > 0 } key
            ? await outbox.FindAsync(DeliveryIds.OfIdempotencyKey(key).Delivery, cancellationToken) : null;
        var record = answered is null ? null
            : await outbox.FindNotificationAsync(answered.NotificationKey, answered.Revision, cancellationToken);
        var topic = topics.Find(record?.Notification.Topic);
        UnansweredReply waiting = new(reply, reading, Deadline(reading, topic?.Answered, at))
        {
            Answers = answered,
            Topic = topic?.Name,
            IsRepeat = isRepeat,
        };
        foreach (var taker in _takers)
            await taker.TakeAsync(waiting, cancellationToken);
    }

    private Instant Deadline(ReplyReading reading, AnswerHours? hours, Instant at)
    {
        var within = Duration.FromTimeSpan(options.Value.AnswerWithin);
        var by = hours is null ? at + within : InHours(WindowSet.Of([hours.Rule], [], zones.Zones), at, within);
        return reading.Kind == ReplyKind.Doubtful
            ? Instant.Min(by, at + Duration.FromTimeSpan(permission.Value.HoldDoubts)) : by;
    }

    /// <summary>So much time after an instant, of which only the hours count in which somebody is there.</summary>
    private static Instant InHours(WindowSet hours, Instant at, Duration within)
    {
        while (hours.NextOpening(at) is { } open && hours.ClosesAt(open) is { } close)
        {
            if (close - open >= within)
                return open + within;
            within -= close - open;
            at = close;
        }

        return at + within; // never open again within a year
    }
}
