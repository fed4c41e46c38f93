using System.Diagnostics;
using NodaTime;
using Notify.Sdk.Sending;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Tests.Sending;

/// <summary>The points in which a store can be wrong.</summary>
public enum WrongIn
{
    Nothing,
    FindingMarks,
    FreeingMarks,
    KeepingSent,
    TakingPlaces,
    GivingPlacesBack,
    FindingPlacesOfOthers,
    FindingStandBys,
    OrderOfStandBys,
    FindingAllUnsent,
    OrderOfDue,
    LimitOfDue,
    ChannelsOfDue,
    KeepingLeases,
    KeepingEpochs,
    FindingTraces,
    KeepingTraces,
    RemovingTraces,
    TracesOfWhatEnded,
    KeyOfTraces,
    KeepingDecisions,
    KeepingCancelledAccounts,
    KeepingCancellations,
    KeepingWaits,
    KeepingConfirmations,
    KeepingRevisions,
    KeepingContent,
    KeepingNotifications,
    ProviderIds,
    ListingByHand,
    Counting,
    FindingThePersonsDeliveries,
    ListingDecisions,
    ForgettingDecisions,
    ForgettingKeys,
    KeepingErasedContent,
    ReplacingContent,
    FindingRecords,
    KnowingNobody,
    OneTransaction,
}

/// <summary>The in-memory outbox, made wrong in one point.</summary>
internal sealed class WrongOutbox(WrongIn point) : OutboxStore
{
    private readonly Lock _lock = new();
    private readonly MemorySlice _slice = new();
    private readonly Dictionary<DeliveryId, PersonTraces> _traces = [];

    protected override async ValueTask<T> WriteAsync<T>(Func<IOutboxSlice, T> decide, CancellationToken cancellationToken)
    {
        if (point == WrongIn.OneTransaction)
            await Task.Yield();
        lock (_lock)
            return decide(new Slice(_slice, point, _traces));
    }

    protected override ValueTask<T> ReadAsync<T>(Func<IOutboxView, T> ask, CancellationToken cancellationToken)
    {
        lock (_lock)
            return new(ask(new View(_slice, point)));
    }

    private sealed class Slice(MemorySlice right, WrongIn point, Dictionary<DeliveryId, PersonTraces> traced) : IOutboxSlice
    {
        private bool _decided;

        public StoredNotification Notification(string key) => right.Notification(key);

        public void Save(StoredNotification notification) => right.Save(point switch
        {
            WrongIn.KeepingCancellations => notification with { CancelledAt = null },
            WrongIn.KeepingWaits => notification with { AwaitsSince = null },
            WrongIn.KeepingConfirmations => notification with { Confirmed = null },
            WrongIn.KeepingRevisions => notification with { Revision = 0 },
            WrongIn.KeepingContent => notification with { ContentHash = null },
            _ => notification,
        });

        public void Save(NotificationRecord record)
        {
            if (point != WrongIn.ReplacingContent || right.Records(record.Notification.Key).Count == 0)
                right.Save(point == WrongIn.KeepingErasedContent ? record with { IsContentErased = false } : record);
        }

        public IReadOnlyList<NotificationRecord> Records(string key) => point == WrongIn.FindingRecords ? [] : right.Records(key);

        public bool IsOfNobody(string key) => point != WrongIn.KnowingNobody && right.IsOfNobody(key);

        public bool IsCancelled(string key, AccountRef account) =>
            point != WrongIn.KeepingCancelledAccounts && right.IsCancelled(key, account);

        public void Cancel(string key, AccountRef account) => right.Cancel(key, account);

        public void Decide(string key, IReadOnlyList<AccountOutcome> outcomes)
        {
            if (point != WrongIn.KeepingDecisions)
                right.Decide(key, outcomes);
        }

        public StoredDelivery? Find(DeliveryId id) => right.Find(id);

        public DeliveryId? Holder(OnceKey mark) =>
            point == WrongIn.FindingMarks || (point == WrongIn.OneTransaction && !_decided) ? null : right.Holder(mark);

        public IReadOnlyList<StoredDelivery> StandBys(DeliveryId awaited) => point switch
        {
            WrongIn.FindingStandBys => [],
            WrongIn.OrderOfStandBys => [.. right.StandBys(awaited).Reverse()],
            _ => right.StandBys(awaited),
        };

        public IEnumerable<StoredDelivery> Unsent(string key) =>
            point == WrongIn.FindingAllUnsent ? right.Unsent(key).Take(1) : right.Unsent(key);

        public IReadOnlyList<StoredDelivery> Due(LeaseRequest request) => point switch
        {
            WrongIn.OrderOfDue => [.. right.Due(request).Reverse()],
            WrongIn.LimitOfDue => right.Due(request with { Limit = OutboxRules.MaximumLeases }),
            WrongIn.ChannelsOfDue => right.Due(request with { Except = [] }),
            _ => right.Due(request),
        };

        public IReadOnlyList<CapUse> Others(CapBucket bucket, Instant after, DeliveryId self) =>
            point == WrongIn.FindingPlacesOfOthers ? [] : right.Others(bucket, after, self);

        public IReadOnlyList<StandingTrace> Traces(string content, IReadOnlyCollection<ulong> places) =>
            point == WrongIn.FindingTraces ? [] : right.Traces(content, places);

        public void Save(StoredDelivery? before, StoredDelivery after)
        {
            _decided = true;
            right.Save(
                point switch
                {
                    WrongIn.FreeingMarks when before is not null =>
                        before with { Accounts = [], Delivery = before.Delivery with { State = DeliveryState.StandBy } },
                    WrongIn.GivingPlacesBack when before is not null => before with { Taken = [] },
                    _ => before,
                },
                point switch
                {
                    WrongIn.KeepingSent => after with { Sent = false },
                    WrongIn.TakingPlaces => after with { Taken = [] },
                    WrongIn.KeepingLeases => after with { Delivery = after.Delivery with { LeaseUntil = Instant.MinValue } },
                    WrongIn.KeepingEpochs =>
                        after with { Delivery = after.Delivery with { Epoch = before?.Delivery.Epoch ?? after.Delivery.Epoch } },
                    _ => after,
                });
            if (point == WrongIn.TracesOfWhatEnded && after.Delivery.EndedUnsent && traced.TryGetValue(after.Delivery.Id, out var stay))
                right.Know(after.Delivery.Id, stay);
        }

        public void Know(DeliveryId delivery, PersonTraces traces)
        {
            traced[delivery] = traces;
            if (point != WrongIn.KeepingTraces)
                right.Know(delivery, traces);
        }

        public void Forget(DeliveryId delivery)
        {
            if (point != WrongIn.RemovingTraces)
                right.Forget(delivery);
        }

        public IReadOnlyCollection<string> Forget(string? key, AccountRef account) =>
            point == WrongIn.ForgettingDecisions ? [] : right.Forget(key, account);

        public void Forget(string key)
        {
            if (point != WrongIn.ForgettingKeys)
                right.Forget(key);
        }
    }

    private sealed class View(MemorySlice right, WrongIn point) : IOutboxView
    {
        public NotificationRecord? Notification(string key, int? revision) =>
            point == WrongIn.KeepingNotifications ? null : right.Notification(key, revision);

        public IReadOnlyList<AccountRef> Cancelled(string key, IReadOnlyCollection<AccountRef> accounts) => right.Cancelled(key, accounts);

        public Delivery? Delivery(DeliveryId id) => right.Delivery(id);

        public IReadOnlyList<Delivery> Find(DeliveryQuery query, Instant now) =>
            point == WrongIn.ListingByHand ? [] : right.Find(query, now);

        public DeliveryPage Find(ErasureScope scope, DeliveryId? after) =>
            point == WrongIn.FindingThePersonsDeliveries ? new([], null) : right.Find(scope, after);

        public Delivery? Delivery(string provider, string providerId) =>
            point == WrongIn.ProviderIds ? null : right.Delivery(provider, providerId);

        public AccountOutcome? Outcome(string key, AccountRef account) => right.Outcome(key, account);

        public IReadOnlyList<KeyValuePair<string, AccountOutcome>> Outcomes(AccountRef account) =>
            point == WrongIn.ListingDecisions ? [] : right.Outcomes(account);

        public DeliveryCounts Status(string? key) =>
            point == WrongIn.Counting ? right.Status(key) with { NextDue = null } : right.Status(key);

        public IReadOnlyList<OnceMark> Marks(IReadOnlyCollection<OnceKey> keys) => right.Marks(keys);

        public IReadOnlyList<CapUse> Uses(IReadOnlyCollection<CapBucket> buckets, Instant since) => right.Uses(buckets, since);

        public IReadOnlyList<StandingTrace> Traces(string content, IReadOnlyCollection<ulong> places) => right.Traces(content, places);

        public ReadOnlyMemory<byte> TraceKey() =>
            point == WrongIn.KeyOfTraces ? BitConverter.GetBytes(Stopwatch.GetTimestamp()) : right.TraceKey();
    }
}
