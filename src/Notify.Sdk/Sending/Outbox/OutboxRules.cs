using NodaTime;

namespace Notify.Sdk.Stores;

/// <summary>
/// What every outbox decides in the same way, wherever it stores: pure functions of the stored delivery and the wanted
/// version. For authors of stores.
/// </summary>
public static partial class OutboxRules
{
    /// <summary>The largest <see cref="LeaseRequest.Limit"/>.</summary>
    public const int MaximumLeases = 1000;

    private const string Rule = "outbox";

    /// <summary>The mark that a delivery sets on the address of the route in use.</summary>
    public static OnceKey AddressMark(Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return new(delivery.Plan.AddressContent, OnceSubject.Of(delivery.Route.Key));
    }

    /// <summary>Whether a delivery in this state holds its address by a mark: every one that is open or sent, except a stand-by.</summary>
    public static bool HoldsAddress(Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return delivery.State != DeliveryState.StandBy && !delivery.EndedUnsent;
    }

    /// <summary>
    /// Whether marks and slots of a delivery in this version are sent ones; null when the state leaves them as they are.
    /// </summary>
    public static bool? MarksAreSent(Delivery version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return version.State switch
        {
            DeliveryState.Sending or DeliveryState.Accepted or DeliveryState.InDoubt or DeliveryState.Delivered => true,
            DeliveryState.Planned or DeliveryState.Held or DeliveryState.StandBy or DeliveryState.AwaitsConfirmation =>
                version.MayHaveArrived,
            _ => null,
        };
    }

    /// <summary>How far a delivery got, as its marks and traces say it. One that ended unsent has none.</summary>
    /// <param name="state">Its state.</param>
    /// <param name="sent">
    /// Whether its marks are sent ones (<see cref="MarksAreSent"/>): one that is planned again after an unknown outcome is in doubt.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The state is one in which nothing was sent and nothing will be.</exception>
    public static OnceStanding StandingOf(DeliveryState state, bool sent) => state switch
    {
        DeliveryState.Planned or DeliveryState.Held or DeliveryState.StandBy or DeliveryState.Leased
            or DeliveryState.AwaitsConfirmation => sent ? OnceStanding.InDoubt : OnceStanding.Planned,
        DeliveryState.Sending => OnceStanding.Leaving,
        DeliveryState.InDoubt => OnceStanding.InDoubt,
        DeliveryState.Accepted or DeliveryState.Delivered => OnceStanding.Told,
        _ => throw new ArgumentOutOfRangeException(nameof(state), $"A delivery that is {state} holds no marks."),
    };

    /// <summary>Whether nothing more happens by itself in this state, and nothing was sent: no mark, no slot of a plan, no trace.</summary>
    public static bool EndsUnsent(DeliveryState state) => state is DeliveryState.Failed or DeliveryState.Suppressed
        or DeliveryState.Cancelled or DeliveryState.Expired or DeliveryState.Superseded;

    /// <summary>Whether a cancellation or a higher revision still stops a delivery in this state.</summary>
    public static bool CanBeStopped(DeliveryState state) =>
        state is DeliveryState.Planned or DeliveryState.Held or DeliveryState.StandBy or DeliveryState.Leased
            or DeliveryState.AwaitsConfirmation;

    /// <summary>
    /// Whether a version in this state is another when its notification was cancelled, replaced, or waits for confirmation: what has not
    /// left, or is about to.
    /// </summary>
    public static bool HangsOnNotification(DeliveryState state) => CanBeStopped(state) || state == DeliveryState.Sending;

    /// <summary>Whether a delivery in this state waits to be leased at its due instant.</summary>
    public static bool BecomesDue(DeliveryState state) => state is DeliveryState.Planned or DeliveryState.Held;

    /// <summary>Whether a worker holds a delivery in this state until its lease ends.</summary>
    public static bool IsLeased(DeliveryState state) => state is DeliveryState.Leased or DeliveryState.Sending;

    /// <summary>The delivery that this one stands by for; null when it does not stand by.</summary>
    public static DeliveryId? Awaited(Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return delivery.State == DeliveryState.StandBy ? delivery.WaitsFor : null;
    }

    /// <summary>Whether a transport is being called for a delivery in this state: it counts as sent, and may still be refused.</summary>
    public static bool IsInFlight(DeliveryState state) => state == DeliveryState.Sending;

    /// <summary>Whether stand-bys end together with a delivery that ended in this state; otherwise they are woken.</summary>
    public static bool StandBysEndToo(DeliveryState ended) =>
        ended is DeliveryState.Cancelled or DeliveryState.Superseded or DeliveryState.Expired;

    /// <summary>Whether a worker may take the delivery now.</summary>
    public static bool CanBeLeased(Delivery delivery, Instant now)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return delivery.State switch
        {
            var waits when BecomesDue(waits) => delivery.Due <= now,
            var leased when IsLeased(leased) => delivery.LeaseUntil <= now,
            DeliveryState.StandBy or DeliveryState.AwaitsConfirmation or DeliveryState.Accepted or DeliveryState.Delivered
                or DeliveryState.Failed or DeliveryState.InDoubt or DeliveryState.Suppressed or DeliveryState.Cancelled
                or DeliveryState.Expired or DeliveryState.Superseded => false,
            _ => throw new ArgumentOutOfRangeException(nameof(delivery), delivery.State, "Nothing is known of leases in this state."),
        };
    }

    /// <summary>The delivery as a worker gets it: leased, or still sending when the worker before died while sending.</summary>
    public static Delivery Lease(Delivery delivery, LeaseRequest request)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(request);
        var died = delivery.State == DeliveryState.Sending;
        return delivery with
        {
            State = died ? DeliveryState.Sending : DeliveryState.Leased,
            ChangedAt = died ? delivery.ChangedAt : request.Now,
            Epoch = delivery.Epoch + 1,
            LeaseUntil = request.LeaseUntil,
        };
    }

    /// <summary>
    /// The version to store for the version that a worker wants, or null when it is refused: another epoch, or the delivery has
    /// ended. In a closed notification nothing starts again; see <see cref="IOutbox.UpdateAsync"/>.
    /// </summary>
    /// <param name="stored">The stored version.</param>
    /// <param name="wanted">What a worker wants to write.</param>
    /// <param name="closed">Cancelled or superseded when the notification was; null while it is open.</param>
    /// <param name="asWanted">Whether the answer is the wanted version.</param>
    public static Delivery? Next(Delivery stored, Delivery wanted, DeliveryState? closed, out bool asWanted)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(wanted);
        asWanted = false;
        if (wanted.Epoch != stored.Epoch || stored.EndedUnsent || stored.State == DeliveryState.Delivered)
            return null;
        if (closed is { } ended && CanBeStopped(wanted.State))
            return Stop(wanted with { Plan = stored.Plan }, ended, wanted.ChangedAt);
        if (closed is { } before && wanted.State == DeliveryState.Sending && CanBeStopped(stored.State) && !stored.MayHaveArrived)
            return Stop(stored, before, wanted.ChangedAt); // leased before the notification was closed, and not begun
        asWanted = closed is null || wanted.State != DeliveryState.Sending;
        var state = asWanted ? wanted.State : DeliveryState.InDoubt;
        return wanted with { Plan = stored.Plan, State = state, Epoch = stored.Epoch + 1 };
    }

    /// <summary>
    /// The delivery stopped by a cancellation, a higher revision, or the end of the one that it waited for. One that
    /// <see cref="Delivery.MayHaveArrived"/> is not tried again, and stays in doubt.
    /// </summary>
    public static Delivery Stop(Delivery delivery, DeliveryState ended, Instant now)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return delivery with
        {
            State = delivery.MayHaveArrived ? DeliveryState.InDoubt : ended,
            Epoch = delivery.Epoch + 1,
            ChangedAt = now,
            Reasons = delivery.MayHaveArrived ? [.. delivery.Reasons, WhyStopped(ended), StoppedInDoubt]
                : [.. delivery.Reasons, WhyStopped(ended)],
        };
    }

    private static Reason StoppedInDoubt { get; } =
        new(ReasonCodes.InDoubt, Rule, "An earlier attempt may have arrived; it is not tried again.");

    /// <summary>
    /// The version to store for one that is planned anew with other data, or null when it is refused: another epoch, the delivery is
    /// being handed over, was, or may have been, or the notification is closed. In a notification that waits for confirmation it waits too.
    /// </summary>
    public static Delivery? Change(Delivery stored, Delivery wanted, DeliveryState? closed, bool awaits)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(wanted);
        return closed is null && stored.Epoch == wanted.Epoch && CanBeStopped(stored.State) && !stored.MayHaveArrived
            ? Under(wanted with { Epoch = stored.Epoch + 1 }, awaits)
            : null;
    }

    /// <summary>The marks of a delivery that is written anew: the new ones, and those of accounts that it told or covered before.</summary>
    public static IReadOnlyList<OnceKey> MarksOfChange(IReadOnlyList<OnceKey> before, IReadOnlyList<OnceKey> wanted, Delivery next)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(next);
        return next.EndedUnsent ? wanted : [.. wanted, .. before.Where(m => m.Subject.Account is not null).Except(wanted)];
    }

    /// <summary>Whether what <paramref name="told"/> says still covers one that stands by for it: it goes to the same address.</summary>
    public static bool Covers(Delivery told, Delivery standBy) => HoldsAddress(told) && AddressMark(told) == AddressMark(standBy);

    /// <summary>A stand-by that takes over: planned, due at once.</summary>
    public static Delivery Wake(Delivery standBy, Instant now)
    {
        ArgumentNullException.ThrowIfNull(standBy);
        return standBy with { State = DeliveryState.Planned, WaitsFor = null, Due = now, ChangedAt = now, Epoch = standBy.Epoch + 1 };
    }

    /// <summary>A stand-by whose address is held by another delivery now: it waits for that one.</summary>
    public static Delivery WaitFor(Delivery standBy, DeliveryId holder, Instant now)
    {
        ArgumentNullException.ThrowIfNull(standBy);
        return standBy with { WaitsFor = holder, ChangedAt = now, Epoch = standBy.Epoch + 1 };
    }

    private static Reason WhyStopped(DeliveryState ended) => ended switch
    {
        DeliveryState.Cancelled => new(ReasonCodes.Cancelled, Rule, "The notification was cancelled before this was sent."),
        DeliveryState.Superseded => new(ReasonCodes.Superseded, Rule, "A higher revision replaced it before it was sent."),
        DeliveryState.Expired => new(ReasonCodes.Expired, Rule, "The time to tell it passed before it was sent."),
        _ => throw new ArgumentOutOfRangeException(nameof(ended), ended, "Nothing stops in this state."),
    };
}
