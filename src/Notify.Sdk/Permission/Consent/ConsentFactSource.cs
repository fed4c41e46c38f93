using Microsoft.Extensions.Options;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Permission;

/// <summary>
/// Loads the decisions at all addresses of a batch with one look-up. A consent of the future is none yet, and hides
/// nothing; one that rests on an event ends with the time that such an event carries; one given before the number changed hands is
/// none of the person's.
/// </summary>
internal sealed class ConsentFactSource(IConsentLedger ledger, IOptions<ConsentOptions> options) : IFactSource
{
    public async ValueTask LoadAsync(FactRequest request, Facts facts, CancellationToken cancellationToken)
    {
        var records = await ledger.FindAsync(request.Addresses, request.Topic.Name, cancellationToken);
        var present =
            new ConsentFacts([.. records.Where(r => r.Status == ConsentStatus.Withdrawn || r.OccurredAt <= request.Now).Select(WithEnd)]);
        facts.Set(present.Without(facts.Suppressions));
    }

    private ConsentRecord WithEnd(ConsentRecord record)
    {
        if (!options.Value.ImpliedLasts.TryGetValue(record.Basis, out var lasts))
            return record;
        var end = (record.BasisEventAt ?? record.OccurredAt).InUtc().LocalDateTime.Plus(lasts).InUtc().ToInstant();
        return record.ExpiresAt <= end ? record : record with { ExpiresAt = end };
    }
}
