using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Sending;

/// <summary>Writes down what came of a hand-over: closes, retries, falls back to the next route, or holds as in doubt.</summary>
internal sealed class OutcomeRecorder(
    IOutbox outbox,
    ISuppressionList suppressions,
    TransportCaller transports,
    IClock clock,
    IOptions<SendingOptions> options)
{
    private const string InvalidAddresses = "invalid-addresses";

    private readonly NextStep _nextStep = new(options.Value);

    /// <summary>Records; returns what is stored afterwards.</summary>
    /// <param name="ready">What was handed over.</param>
    /// <param name="outcome">The outcome; null when no attempt was made after all, and the delivery is given back.</param>
    public async Task<Delivery> RecordAsync(ReadyDelivery ready, SendOutcome? outcome)
    {
        var now = clock.GetCurrentInstant();
        var delivery = ready.Delivery with { Provider = transports.NameOf(ready.Message.Channel), ChangedAt = now };
        if (outcome is { Kind: SendOutcomeKind.Rejected, SuppressAddress: true })
            await suppressions.AddAsync([new(ready.Message.To.Key, InvalidAddresses, SuppressionKind.Invalid, now)]);
        foreach (var version in _nextStep.Versions(delivery, ready.Topic, outcome?.WithoutAddress(ready.Message.To), now))
        {
            if ((await outbox.UpdateAsync([version]))[0])
                return version;
        }

        // Cancelled, replaced or taken over meanwhile: what the store says is what happened.
        return await outbox.FindAsync(delivery.Id) ?? delivery;
    }
}
