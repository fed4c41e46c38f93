using NodaTime;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Stores;

/// <summary>
/// Whose deliveries and decisions are shown or erased: those of accounts and of addresses, or what ended long ago. Immutable.
/// </summary>
public sealed record ErasureScope
{
    /// <summary>What stands in place of the account of an erased delivery.</summary>
    internal static readonly AccountRef Nobody = new("erased", "notify-sdk");

    /// <summary>Accounts.</summary>
    public IReadOnlySet<AccountRef> Accounts { get; init; } = new HashSet<AccountRef>();

    /// <summary>Addresses; a number counts with every extension, so give <see cref="AddressKey.ToLine"/>.</summary>
    public IReadOnlySet<AddressKey> Addresses { get; init; } = new HashSet<AddressKey>();

    /// <summary>Everybody whose delivery has ended or was accepted, and has not changed since this instant; null for nobody.</summary>
    public Instant? EndedBefore { get; init; }

    /// <summary>Keys under which nothing but a date is kept: notifications without deliveries, which are forgotten whole.</summary>
    public IReadOnlyCollection<string> Keys { get; init; } = [];

    /// <summary>Whether a delivery has data of somebody in the scope. One that was erased has none.</summary>
    public bool Concerns(Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return !delivery.IsErased
            && (HasEnded(delivery) || delivery.Person.Accounts.Any(Concerns) || delivery.Routes.Any(r => Concerns(r)));
    }

    /// <summary>Whether an account, or one of its addresses, is in the scope.</summary>
    internal bool Concerns(Account account) =>
        Accounts.Contains(account.Ref) || account.Addresses.Any(a => Addresses.Contains(a.Key.ToLine()));

    /// <summary>Whether a mark or a slot is that of somebody in the scope.</summary>
    internal bool Concerns(OnceSubject subject) =>
        (subject.Account is { } account && Accounts.Contains(account))
        || (subject.Address is { } address && Addresses.Contains(address.ToLine()));

    /// <summary>The accounts of a delivery that are in the scope; all of one that ended long ago.</summary>
    internal IEnumerable<AccountRef> AccountsOf(Delivery delivery) =>
        delivery.Person.Accounts.Where(a => HasEnded(delivery) || Concerns(a)).Select(a => a.Ref);

    /// <summary>Whether a route leads to somebody in the scope.</summary>
    internal bool Concerns(Route route) =>
        Accounts.Contains(route.Account) || Addresses.Contains(route.Address.Key.ToLine());

    /// <summary>Whether the whole delivery is in the scope, because it ended long ago.</summary>
    internal bool HasEnded(Delivery delivery) =>
        EndedBefore is { } before && delivery.ChangedAt < before && OutboxRules.IsOver(delivery.State);
}

/// <summary>What an erasure did in an outbox.</summary>
/// <param name="Deliveries">Deliveries that lost what leads to the person.</param>
/// <param name="Stopped">Those of them that had not been sent, and are not any more.</param>
/// <param name="Leaving">Deliveries that are being handed over at this moment: erase again when they are over.</param>
public sealed record OutboxErasure(int Deliveries, int Stopped, int Leaving)
{
    /// <summary>Notifications whose content was erased, since nobody else was told by them.</summary>
    public int Contents { get; init; }

    /// <summary>
    /// Keys of notifications whose content names an address or an account of the person and stays, since others are told by it: replace it
    /// by a higher revision without the person. Ordered (ordinal).
    /// </summary>
    public IReadOnlyList<string> SharedContents { get; init; } = [];

    /// <summary>Nothing.</summary>
    public static OutboxErasure None { get; } = new(0, 0, 0);

    /// <summary>Both together.</summary>
    public static OutboxErasure operator +(OutboxErasure one, OutboxErasure other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return new(one.Deliveries + other.Deliveries, one.Stopped + other.Stopped, one.Leaving + other.Leaving)
        {
            Contents = one.Contents + other.Contents,
            SharedContents = other.SharedContents.Count == 0 ? one.SharedContents : [.. one.SharedContents, .. other.SharedContents],
        };
    }
}

/// <summary>A part of the deliveries of a scope.</summary>
/// <param name="Found">Those that were found, ordered by id (ordinal).</param>
/// <param name="Next">Where to go on; null at the end.</param>
public sealed record DeliveryPage(IReadOnlyList<Delivery> Found, DeliveryId? Next);
