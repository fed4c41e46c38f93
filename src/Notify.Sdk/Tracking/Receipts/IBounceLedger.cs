using NodaTime;

namespace Notify.Sdk.Stores;

/// <summary>One soft bounce.</summary>
/// <param name="Address">The address that did not take a message.</param>
/// <param name="Provider">Name of the transport.</param>
/// <param name="EventId">The provider's id of the event: the same one counts once.</param>
/// <param name="At">When.</param>
public sealed record SoftBounce(AddressKey Address, string Provider, string EventId, Instant At)
{
    /// <summary>The words "soft bounce"; no address.</summary>
    public override string ToString() => "soft bounce";
}

/// <summary>Remembers soft bounces until there are enough of them to suppress an address. Implementations are thread-safe.</summary>
public interface IBounceLedger
{
    /// <summary>Adds a bounce, forgets those of its address before an instant, and answers with what is left.</summary>
    /// <param name="bounce">The bounce; nothing is added when its provider and event id are known for the address.</param>
    /// <param name="since">Bounces before this instant are forgotten; one exactly then stays.</param>
    /// <param name="cancellationToken">Stops; then nothing was added.</param>
    /// <returns>When the address bounced, earliest first.</returns>
    ValueTask<IReadOnlyList<Instant>> AddAsync(SoftBounce bounce, Instant since, CancellationToken cancellationToken = default);

    /// <summary>The bounces of an address, earliest first, then by provider and event id, ordinal.</summary>
    ValueTask<IReadOnlyList<SoftBounce>> FindAsync(AddressKey address, CancellationToken cancellationToken = default);

    /// <summary>Forgets the bounces of an address up to and including an instant: a message arrived.</summary>
    ValueTask ForgetAsync(AddressKey address, Instant until, CancellationToken cancellationToken = default);
}
