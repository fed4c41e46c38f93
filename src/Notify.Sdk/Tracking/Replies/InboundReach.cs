using Microsoft.Extensions.Options;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Sending;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Tracking;

/// <summary>Says how far an opt-out or opt-in reaches.</summary>
internal sealed class InboundReach(IOutbox outbox, TopicCatalog topics, IOptions<ReplyOptions> options)
{
    /// <summary>What the person named; else what the policy says about the message that they answered; else everything.</summary>
    public async Task<ConsentScope> OfAsync(ReplyReading reading, string? inReplyTo, CancellationToken cancellationToken)
    {
        if (reading.Scope == ReplyScope.Topic)
            return ConsentScope.Of(reading.Topic!);
        if (reading.Scope == ReplyScope.Marketing)
            return ConsentScope.AllMarketing;
        if (reading.Scope is ReplyScope.Everything or ReplyScope.Channel || options.Value.Reach == OptOutReach.Everything)
            return ConsentScope.Everything;
        if (await AnsweredAsync(inReplyTo, cancellationToken) is not { } topic)
            return ConsentScope.Everything;
        return options.Value.Reach == OptOutReach.Topic ? ConsentScope.Of(topic.Name)
            : topic.Class == MessageClass.Marketing ? ConsentScope.AllMarketing
            : ConsentScope.Everything;
    }

    /// <summary>Where an opt-in finds a stop: at the topic that it names, else at everything, else at whatever else is stopped.</summary>
    public IReadOnlyList<ConsentScope> Stopped(IReadOnlyList<ConsentRecord> records, ReplyReading reading, DeliveryChannel channel,
        string brand)
    {
        if (reading.Scope == ReplyScope.Topic && topics.Find(reading.Topic) is { } topic)
            return records.Any(r => r.Scope.Covers(topic) && InboundConsents.IsStopped(records, r.Scope, channel, brand))
                ? [ConsentScope.Of(topic.Name)] : [];
        if (InboundConsents.IsStopped(records, ConsentScope.Everything, channel, brand))
            return [ConsentScope.Everything];
        return [.. records.Select(r => r.Scope).Distinct().Where(s => InboundConsents.IsStopped(records, s, channel, brand))
            .OrderBy(s => s.ToString(), StringComparer.Ordinal)];
    }

    private async Task<Topic?> AnsweredAsync(string? inReplyTo, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(inReplyTo) || await outbox.FindAsync(
            DeliveryIds.OfIdempotencyKey(inReplyTo).Delivery, cancellationToken) is not { } delivery)
            return null;
        var record = await outbox.FindNotificationAsync(delivery.NotificationKey, delivery.Revision, cancellationToken);
        return topics.Find(record?.Notification.Topic) is { Class: not MessageClass.Answer } topic ? topic : null;
    }
}
