using Microsoft.Extensions.Options;
using Notify.Sdk.Permission;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Tracking;

/// <summary>Says how far an opt-out or opt-in reaches: topic names, or one null for everything.</summary>
internal sealed class InboundReach(IOutbox outbox, TopicCatalog topics, IOptions<ReplyOptions> options)
{
    private static readonly IReadOnlyList<string?> Everything = [null];

    /// <summary>What the person named; else what the policy says about the message that they answered; else everything.</summary>
    public async Task<IReadOnlyList<string?>> OfAsync(ReplyReading reading, string? inReplyTo, CancellationToken cancellationToken)
    {
        if (reading.Scope == ReplyScope.Topic)
            return [reading.Topic];
        if (reading.Scope == ReplyScope.Everything || options.Value.Reach == OptOutReach.Everything)
            return Everything;
        if (await AnsweredAsync(inReplyTo, cancellationToken) is not { } topic)
            return Everything;
        return options.Value.Reach == OptOutReach.Topic ? [topic.Name]
            : topic.Class == MessageClass.Marketing ? [.. topics.All.Where(t => t.Class == MessageClass.Marketing).Select(t => t.Name).Order(StringComparer.Ordinal)]
            : Everything;
    }

    /// <summary>Where an opt-in finds a stop: at the topic that it names, else at everything, else at whatever topics are stopped.</summary>
    public static IReadOnlyList<string?> Stopped(IReadOnlyList<ConsentRecord> records, ReplyReading reading, Channel channel)
    {
        var everything = InboundConsents.IsStopped(records, topic: null, channel);
        if (reading.Scope == ReplyScope.Topic)
            return everything || InboundConsents.IsStopped(records, reading.Topic, channel) ? [reading.Topic] : [];
        return everything ? Everything : [.. records.Select(r => r.Topic).OfType<string>().Distinct().Where(t => InboundConsents.IsStopped(records, t, channel)).Order(StringComparer.Ordinal)];
    }

    private async Task<Topic?> AnsweredAsync(string? inReplyTo, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(inReplyTo) || await outbox.FindAsync(DeliveryIds.OfIdempotencyKey(inReplyTo).Delivery, cancellationToken) is not { } delivery)
            return null;
        var record = await outbox.FindNotificationAsync(delivery.NotificationKey, delivery.Revision, cancellationToken);
        return topics.Find(record?.Notification.Topic) is { Class: not MessageClass.Answer } topic ? topic : null;
    }
}
