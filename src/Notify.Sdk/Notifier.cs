using System.Data.Common;
using Notify.Sdk.Planning;
using NodaTime;
using NodaTime.Text;
using Notify.Sdk.Stores;

namespace Notify.Sdk;

/// <summary>The front door: plans, explains and cancels.</summary>
internal sealed class Notifier(NotificationPipeline pipeline, IOutbox outbox, Planner planner, TopicCatalog topics, NoticeLog notices,
    IClock clock) : INotifier
{
    private const int MaximumActorLength = 200;
    private const int MaximumReasonLength = 500;

    public Task<SendReport> SendAsync(Notification notification, IAsyncEnumerable<Contact> contacts, IProgress<SendProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notification);
        ArgumentNullException.ThrowIfNull(contacts);
        RefuseAnswers(notification);
        return notices.SayAsync(pipeline.RunAsync(notification, contacts, preview: false, progress, cancellationToken));
    }

    public async Task<SendReport> SendAsync(Notification notification, IAsyncEnumerable<Contact> contacts, DbTransaction transaction,
        IProgress<SendProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (outbox is not ITransactionalStore store)
            throw new NotifyException($"The outbox ({outbox.GetType().Name}) cannot take part in a transaction of the application. Use a "
                + "store that keeps its data in the same database, for example UseSqlite, or send without a transaction.");
        using var joined = store.Join(transaction);
        return await SendAsync(notification, contacts, progress, cancellationToken);
    }

    public Task<SendReport> PreviewAsync(Notification notification, IAsyncEnumerable<Contact> contacts,
        IProgress<SendProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notification);
        ArgumentNullException.ThrowIfNull(contacts);
        RefuseAnswers(notification);
        return notices.SayAsync(pipeline.RunAsync(notification, contacts, preview: true, progress, cancellationToken));
    }

    public async Task<Explanation?> ExplainAsync(string notificationKey, string accountId, string source,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(notificationKey);
        ArgumentException.ThrowIfNullOrEmpty(accountId);
        if (await outbox.FindOutcomeAsync(notificationKey, new(accountId, source), cancellationToken) is not { } outcome)
            return null;
        var delivery = outcome.Delivery is { } id ? await outbox.FindAsync(id, cancellationToken) : null;
        var record = await outbox.FindNotificationAsync(notificationKey, revision: null, cancellationToken);
        return new(outcome, delivery?.State, delivery?.Route.Channel, delivery?.Route.Account, delivery?.Due,
            [.. Confirmations(record, delivery), .. delivery?.Reasons ?? []], planner.GateIds);
    }

    public async Task<int> ConfirmAsync(string notificationKey, string actor, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(notificationKey);
        CheckActor(actor);
        var record = await outbox.FindNotificationAsync(notificationKey, revision: null, cancellationToken)
            ?? throw new NotifyException(
                $"Notification '{notificationKey}' was never sent, so there is nothing to confirm. Check the key.");
        if (record.Cancelled)
            throw new NotifyException(
                $"Notification '{notificationKey}' was cancelled, so it cannot be confirmed any more. Send it under a new key.");
        return record.AwaitsConfirmation ? await outbox.ReleaseAsync(
            notificationKey, actor, clock.GetCurrentInstant(), cancellationToken) : 0;
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

    public async Task<DeliveryCounts> StatusAsync(string? notificationKey, CancellationToken cancellationToken) =>
        await outbox.StatusAsync(notificationKey, cancellationToken);

    public async Task<IReadOnlyList<Delivery>> FindDeliveriesAsync(DeliveryQuery query, CancellationToken cancellationToken) =>
        await outbox.FindAsync(query, clock.GetCurrentInstant(), cancellationToken);

    public async Task<SettlementResult> SettleAsync(Delivery delivery, Settlement settlement, string actor, string why,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        CheckActor(actor);
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        if (why.Length > MaximumReasonLength || why.Any(char.IsControl))
            throw new ArgumentException($"Say why in 1 to {MaximumReasonLength} characters without control characters.", nameof(why));
        var now = clock.GetCurrentInstant();
        Reason reason = new(ReasonCodes.Settled, "sending/settled",
            $"{actor} said at {InstantPattern.General.Format(now)}: {Words(settlement)}. {why}");
        try
        {
            return await outbox.SettleAsync(delivery.Id, delivery.Epoch, settlement, reason, now, cancellationToken);
        }
        catch (KeyNotFoundException)
        {
            throw new NotifyException($"Delivery {delivery.Id} is not kept here, so there is nothing to settle.");
        }
    }

    private static string Words(Settlement settlement) => settlement switch
    {
        Settlement.Arrived => "it arrived",
        Settlement.DidNotArrive => "it did not arrive",
        Settlement.TryAgain => "hand it over again",
        _ => throw new ArgumentOutOfRangeException(nameof(settlement), $"Settlement {settlement} is unknown."),
    };

    private static void CheckActor(string actor)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(actor);
        if (actor.Length > MaximumActorLength || actor.Any(char.IsControl))
            throw new ArgumentException(
                $"Name who says so in 1 to {MaximumActorLength} characters without control characters: a role or a user id.",
                nameof(actor));
    }

    private static IEnumerable<Reason> Confirmations(NotificationRecord? record, Delivery? delivery)
    {
        if (delivery?.State == DeliveryState.AwaitsConfirmation)
            yield return new(ReasonCodes.AwaitsConfirmation, "sending/confirm-above",
                "More people are to be told than may be without confirmation, and nobody has confirmed it yet.");
        if (delivery is not null && record?.Confirmed is { } confirmed)
            yield return new(ReasonCodes.Confirmed, "sending/confirm-above",
                $"{confirmed.By} confirmed at {InstantPattern.General.Format(confirmed.At)} that so many people are to be told.");
    }

    /// <summary>Answers pass opt-outs, so only a message of the person may cause one.</summary>
    private void RefuseAnswers(Notification notification)
    {
        if (topics.Find(notification.Topic) is { Class: MessageClass.Answer })
            throw new NotifyException(
                $"Topic '{notification.Topic}' is kept for answers to what a person wrote. Hand their message to IInboundProcessor.");
    }
}
