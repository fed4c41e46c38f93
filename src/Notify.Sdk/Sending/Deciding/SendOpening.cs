using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;
using Notify.Sdk.Audience;
using Notify.Sdk.Permission;
using Notify.Sdk.Rendering;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sending;

/// <summary>
/// Checks a notification at the door, and registers its key once the list is known: everything that can be wrong with the call itself
/// is said here.
/// </summary>
internal sealed class SendOpening(
    TopicCatalog topics,
    IOutbox outbox,
    INameMatcher names,
    IClock clock,
    IOptions<NotifyOptions> options,
    IOptions<AudienceOptions> audience,
    IOptions<SendingOptions> sending)
{
    private const int MaximumKeyLength = 200;

    /// <exception cref="NotifyException">The call cannot be carried out as it is.</exception>
    public async Task<SendContext> CheckAsync(Notification notification, bool preview, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notification);
        cancellationToken.ThrowIfCancellationRequested();
        var topic = topics.Get(notification.Topic);
        Check(notification, topic);
        if (AttachmentRules.Fault(topic, notification.Attachments, sending.Value) is { } fault)
            throw new NotifyException(fault);

        var now = clock.GetCurrentInstant();
        var latest = await outbox.FindNotificationAsync(notification.Key, revision: null, cancellationToken);
        if (latest is { Cancelled: true })
            throw Cancelled(notification);
        if (latest is not null && latest.Notification.Revision > notification.Revision)
            throw Conflict(notification);
        var known = latest?.Notification.Revision == notification.Revision ? latest : null;
        if (known is not null && known.ContentHash != NotificationContent.Hash(notification))
            throw Conflict(notification);
        var expiry = notification.ExpiresAt ?? known?.Notification.ExpiresAt ?? FirstInstant(notification, now) + topic.Lifetime;
        var dated = notification with { ExpiresAt = EmergencyRules.Expiry(notification, topic, expiry, known?.RegisteredAt ?? now) };
        CheckTimes(dated, now);
        var codes = new PersonCodes((await outbox.TraceKeyAsync(cancellationToken)).Span, names, audience.Value.Apart());
        return new(topic, dated, now, preview, options.Value.BatchSize, codes) { LooksBack = latest is not null, Known = known };
    }

    /// <summary>
    /// Registers the key, which supersedes what is unsent of lower revisions: only when the list was read to its end, so
    /// that a list that breaks off costs nobody the older message. A preview registers nothing.
    /// </summary>
    public async Task RegisterAsync(SendContext send, CancellationToken cancellationToken)
    {
        if (send.IsPreview)
            return;
        var notification = send.Notification;
        switch (await outbox.RegisterAsync(new(notification, NotificationContent.Hash(notification), send.Now), cancellationToken))
        {
            case RegisterResult.Known:
                send.LooksBack = true;
                break;
            case RegisterResult.Conflict:
                throw Conflict(notification);
            case RegisterResult.Cancelled:
                throw Cancelled(notification);
        }
    }

    /// <summary>
    /// Life begins when the message may first leave, not when it is planned: a reminder for next week does not age until then.
    /// </summary>
    private static Instant FirstInstant(Notification notification, Instant now) => Instant.Max(now, notification.NotBefore ?? now);

    private static NotifyException Cancelled(Notification notification) =>
        new($"Notification '{notification.Key}' was cancelled and accepts no new recipients. Use a new key.");

    private static NotifyException Conflict(Notification notification) => new(
        $"Notification '{notification.Key}' was sent with other content, or with a higher revision than {notification.Revision}. Use a "
            + $"new key for other news, or raise Revision to replace the unsent messages.");

    private static void Check(Notification notification, Topic topic)
    {
        if (string.IsNullOrWhiteSpace(notification.Key) || notification.Key.Length > MaximumKeyLength
            || !AccountIds.IsText(notification.Key))
            throw new NotifyException(
                $"Notification.Key must be 1 to {MaximumKeyLength} characters without control characters and halves of surrogate pairs; "
                + $"it has {notification.Key?.Length ?? 0}. Use something stable such as \"outage/2026-11-22/north\".");
        if (notification.Revision < 0)
            throw new NotifyException($"Notification.Revision must be 0 or more; it is {notification.Revision}.");
        EmergencyRules.Check(notification, topic);
        if (notification.Data.Keys.FirstOrDefault(k => TemplateModel.ReservedNames.Contains(k)) is { } reserved)
            throw new NotifyException(
                $"Notification.Data must not use the name '{reserved}': templates read the recipient there. Choose another name.");
    }

    private void CheckTimes(Notification notification, Instant now)
    {
        if (notification.NotBefore >= notification.ExpiresAt)
            throw new NotifyException(
                $"Notification.NotBefore ({Text(notification.NotBefore)}) is not before its expiry ({Text(notification.ExpiresAt)}).");
        if (notification.NotBefore > now + Duration.FromTimeSpan(options.Value.PlanningHorizon))
            throw new NotifyException(
                $"Notification.NotBefore ({Text(notification.NotBefore)}) is more than {options.Value.PlanningHorizon.Days} days ahead. "
                + $"Plan nearer to the date, or raise NotifyOptions.PlanningHorizon.");
    }

    private static string Text(Instant? instant) => InstantPattern.General.Format(instant ?? Instant.MaxValue);
}
