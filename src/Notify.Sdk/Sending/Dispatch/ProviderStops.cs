using NodaTime;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Sending;

/// <summary>
/// Stops that people told a provider and not us, as the provider tells them by refusing a message: everything over that channel is
/// withdrawn at the address. START, written back over the channel, lifts it like a stop that was written to us. Thread-safe.
/// </summary>
/// <param name="ledger">Keeps them.</param>
/// <param name="brands">
/// The brands that people write to by numbers of their own: a stop at one of them holds there. Any other holds for all brands.
/// </param>
internal sealed class ProviderStops(IConsentLedger ledger, IEnumerable<string> brands)
{
    private readonly HashSet<string> _brands = new(brands, StringComparer.OrdinalIgnoreCase);

    /// <summary>The stop that a refused message tells of. The same message tells it once, however often it is reported.</summary>
    public ConsentRecord Of(string idempotencyKey, AddressKey address, DeliveryChannel channel, string brand, string provider,
        Instant at) => new()
        {
            Id = $"provider-stop/{idempotencyKey}",
            Address = address,
            Scope = ConsentScope.Everything,
            Channel = channel,
            Brand = _brands.Contains(brand) ? brand : "",
            Status = ConsentStatus.Withdrawn,
            OccurredAt = at,
            Revocation = new() { Method = "provider", MatchedRule = provider, HonouredAt = at },
        };

    /// <summary>Appends what the ledger does not have yet.</summary>
    public async ValueTask LearnAsync(IReadOnlyCollection<ConsentRecord> stops, CancellationToken cancellationToken)
    {
        List<ConsentRecord> fresh = [];
        foreach (var stop in stops)
        {
            if (await ledger.FindAsync(stop.Id, cancellationToken) is null)
                fresh.Add(stop);
        }

        if (fresh.Count > 0)
            await ledger.AppendAsync(fresh, cancellationToken);
    }
}
