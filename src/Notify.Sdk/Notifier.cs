using Notify.Sdk.Audience;
using Notify.Sdk.Permission;
using Notify.Sdk.Planning;
using Notify.Sdk.Sending;
using NodaTime;

namespace Notify.Sdk;

/// <summary>The front door: plans, explains and cancels.</summary>
internal sealed class Notifier(NotificationPipeline pipeline, IOutbox outbox, Planner planner, TopicCatalog topics, IClock clock) : INotifier
{
    public Task<SendReport> SendAsync(Notification notification, IAsyncEnumerable<Contact> contacts, IProgress<SendProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notification);
        ArgumentNullException.ThrowIfNull(contacts);
        RefuseAnswers(notification);
        return pipeline.RunAsync(notification, contacts, preview: false, progress, cancellationToken);
    }

    public Task<SendReport> PreviewAsync(Notification notification, IAsyncEnumerable<Contact> contacts, IProgress<SendProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notification);
        ArgumentNullException.ThrowIfNull(contacts);
        RefuseAnswers(notification);
        return pipeline.RunAsync(notification, contacts, preview: true, progress, cancellationToken);
    }

    public async Task<Explanation?> ExplainAsync(string notificationKey, string accountId, string source, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(notificationKey);
        ArgumentException.ThrowIfNullOrEmpty(accountId);
        if (await outbox.FindOutcomeAsync(notificationKey, new(accountId, source), cancellationToken) is not { } outcome)
            return null;
        var delivery = outcome.Delivery is { } id ? await outbox.FindAsync(id, cancellationToken) : null;
        return new(outcome, delivery?.State, delivery?.Route.Channel, delivery?.Route.Account, delivery?.Due, delivery?.Reasons ?? [], planner.GateIds);
    }

    public async Task<int> CancelAsync(string notificationKey, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(notificationKey);
        if (await outbox.FindNotificationAsync(notificationKey, revision: null, cancellationToken) is null)
            throw new NotifyException($"Notification '{notificationKey}' was never sent, so there is nothing to cancel. Check the key.");
        return await outbox.CancelAsync(notificationKey, clock.GetCurrentInstant(), cancellationToken);
    }

    public async Task<AccountCancellation> CancelAsync(string notificationKey, AccountRef account, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(notificationKey);
        ArgumentException.ThrowIfNullOrEmpty(account.Id);
        if (await outbox.FindNotificationAsync(notificationKey, revision: null, cancellationToken) is null)
            throw new NotifyException($"Notification '{notificationKey}' was never sent, so there is nothing to cancel. Check the key.");
        return await outbox.CancelAsync(notificationKey, account, clock.GetCurrentInstant(), cancellationToken) switch
        {
            null => AccountCancellation.NothingPlanned,
            OnceStanding.Planned => AccountCancellation.Stopped,
            OnceStanding.Leaving => AccountCancellation.Leaving,
            OnceStanding.InDoubt => AccountCancellation.InDoubt,
            OnceStanding.Told => AccountCancellation.Told,
            var other => throw new InvalidOperationException($"The outbox answered {other}."),
        };
    }

    /// <summary>Answers pass opt-outs, so only a message of the person may cause one.</summary>
    private void RefuseAnswers(Notification notification)
    {
        if (topics.Find(notification.Topic) is { Class: MessageClass.Answer })
            throw new NotifyException($"Topic '{notification.Topic}' is kept for answers to what a person wrote. Hand their message to IInboundProcessor.");
    }
}
