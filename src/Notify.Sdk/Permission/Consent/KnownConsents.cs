using NodaTime;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Permission;

/// <summary>
/// What a ledger has heard already, whatever file it comes from. A row that only leaves an end or an event out says nothing new.
/// </summary>
internal sealed class KnownConsents
{
    private readonly HashSet<(AddressKey, ConsentScope, DeliveryChannel?, string, ConsentStatus, ConsentBasis, Instant, Instant? Event,
        Instant? End)> _said = [];

    /// <summary>Whether the record says something that was not known; from now on it is.</summary>
    public bool Add(ConsentRecord r)
    {
        var says = (r.Address, r.Scope, r.Channel, r.Brand, r.Status, r.Basis, r.OccurredAt, Event: r.BasisEventAt, End: r.ExpiresAt);
        if (!_said.Add(says))
            return false;
        _said.Add(says with { End = null });
        _said.Add(says with { Event = null });
        _said.Add(says with { Event = null, End = null });
        return true;
    }
}
