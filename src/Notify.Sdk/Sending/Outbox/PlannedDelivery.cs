namespace Notify.Sdk.Stores;

/// <summary>
/// A slot that a delivery takes under a cap. A plan's slot takes no room: it serves to forecast. When the delivery begins to be sent,
/// the store checks the cap inside its transaction.
/// </summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Cap">The cap that must hold.</param>
public sealed record CapSlot(CapBucket Bucket, FrequencyCap Cap)
{
    /// <summary>The route (index in <see cref="Delivery.Routes"/>) whose use takes the slot; null when every route does.</summary>
    public int? Route { get; init; }
}

/// <summary>A delivery with everything that must be written with it or not at all.</summary>
/// <param name="Delivery">The delivery, in state planned, held or stand-by.</param>
/// <param name="Marks">Its once-only marks: the address and every account that it tells or covers.</param>
/// <param name="Slots">The slots that it takes under frequency caps, for each of its routes.</param>
/// <param name="Outcomes">The decisions about the accounts that it tells or covers.</param>
/// <remarks>
/// A stand-by delivery has account marks only: the address mark belongs to the delivery it waits for. It takes its slots
/// under caps when it is woken.
/// </remarks>
public sealed record PlannedDelivery(
    Delivery Delivery,
    IReadOnlyList<OnceKey> Marks,
    IReadOnlyList<CapSlot> Slots,
    IReadOnlyList<AccountOutcome> Outcomes)
{
    /// <summary>
    /// Where the person can be known again under another account in another call; null where nobody looks. A delivery is not
    /// written when the same person left traces in another call (<see cref="TraceRules.Joined"/>). Traces go with the marks.
    /// </summary>
    public PersonTraces? Traces { get; init; }
}

/// <summary>
/// A person who is known again: another account of whom an earlier call told or planned. What tells them stays as it is and covers the
/// account too.
/// </summary>
/// <param name="Delivery">The delivery that tells the person.</param>
/// <param name="Marks">Once-only marks of the accounts that came now.</param>
/// <param name="Traces">Where the accounts that came now can be known again.</param>
public sealed record KnownAgain(DeliveryId Delivery, IReadOnlyList<OnceKey> Marks, PersonTraces Traces);

/// <summary>What became of a planned delivery when it was to be written.</summary>
public enum AddResult : byte
{
    /// <summary>Written, with its marks, slots and outcomes.</summary>
    Added,

    /// <summary>
    /// Not written: one of its marks stands already, or the person is told under another account (another run was faster).
    /// </summary>
    AlreadyMarked,

    /// <summary>Not written: the delivery that it waits for does not exist, was not written, or ended without being sent.</summary>
    WaitsForNothing,

    /// <summary>Not written: meanwhile the notification was cancelled, or a higher revision was registered.</summary>
    Closed,
}

/// <summary>An attempt that is to be written down before a transport is called.</summary>
/// <param name="Delivery">The version, in state sending.</param>
/// <param name="Slots">
/// The slots that it takes under the caps and promises of the moment, for each of its routes; they replace those that it was planned
/// with.
/// </param>
public sealed record StartingDelivery(Delivery Delivery, IReadOnlyList<CapSlot> Slots);

/// <summary>What became of an attempt that was to be written down.</summary>
public enum StartResult : byte
{
    /// <summary>Written, with its slots: the transport may be called.</summary>
    Started,

    /// <summary>Not written: a cap has no room at this instant, because of what was sent meanwhile.</summary>
    NoRoom,

    /// <summary>Not written: another epoch, the delivery has ended, or its address is held by another.</summary>
    Refused,
}

/// <summary>What became of a step (<see cref="IOutbox.StepAsync"/>), each in the given order.</summary>
/// <param name="Updated">Which of the versions were written.</param>
/// <param name="Started">What became of the attempts.</param>
public sealed record StepResult(IReadOnlyList<bool> Updated, IReadOnlyList<StartResult> Started);
