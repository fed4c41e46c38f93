using NodaTime;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Planning;

/// <summary>Who was planned at a shared address.</summary>
/// <param name="Person">The person who is told there.</param>
/// <param name="Account">The account whose data are used.</param>
/// <param name="Delivery">The delivery.</param>
internal sealed record SharedAddressHolder(AccountRef Person, AccountRef Account, DeliveryId Delivery);

/// <summary>
/// The second collapse, by address: within one send, the same words go to an address once, whoever shares it; different
/// words go to it with some time between. Used by one send, one person after the other.
/// </summary>
internal sealed class SharedAddressHolders(Topic topic)
{
    private readonly Dictionary<AddressKey, SharedAddressHolder> _claims = [];
    private readonly Dictionary<AddressKey, List<(Instant Due, AccountRef Person)>> _planned = [];
    private readonly HashSet<DeliveryId> _own = [];
    private Dictionary<AddressKey, SharedAddressHolder> _earlier = [];
    private HashSet<DeliveryId> _earlierDeliveries = [];

    /// <summary>Who tells the same words at this address already, or null.</summary>
    public SharedAddressHolder? At(AddressKey address) =>
        topic.Content == TopicContent.Shared ? _claims.GetValueOrDefault(address) ?? _earlier.GetValueOrDefault(address) : null;

    /// <summary>Whether this send planned the delivery.</summary>
    public bool IsOwn(DeliveryId delivery) => _own.Contains(delivery);

    /// <summary>
    /// What earlier calls planned at the addresses of the batch, and have not sent yet; replaces what was said of the batch before.
    /// </summary>
    public void Earlier(Dictionary<AddressKey, SharedAddressHolder> claims) =>
        (_earlier, _earlierDeliveries) = (claims, [.. claims.Values.Select(c => c.Delivery)]);

    /// <summary>
    /// What this send wrote in earlier batches, or an earlier call planned, does not count as told before: people who share
    /// its addresses are covered by it, however the list is cut into batches and calls.
    /// </summary>
    public void SetAside(Facts facts)
    {
        if (topic.Content == TopicContent.Shared && _claims.Count + _earlier.Count > 0)
            facts.Set(facts.History.Without(d => _own.Contains(d) || _earlierDeliveries.Contains(d)));
    }

    /// <summary>Takes the address.</summary>
    public void Take(AddressKey address, SharedAddressHolder claim, Instant due)
    {
        _claims[address] = claim;
        _own.Add(claim.Delivery);
        if (!_planned.TryGetValue(address, out var planned))
            _planned[address] = planned = [];
        planned.Add((due, claim.Person));
    }

    /// <summary>Gives back what a person took: the promise could not be kept.</summary>
    public void Release(AccountRef person)
    {
        foreach (var (address, claim) in _claims.Where(c => c.Value.Person == person).ToList())
        {
            _claims.Remove(address);
            _own.Remove(claim.Delivery);
        }

        foreach (var planned in _planned.Values)
            planned.RemoveAll(p => p.Person == person);
    }

    /// <summary>The first instant from <paramref name="wanted"/> on that keeps its distance from other words to this address.</summary>
    public Instant Spaced(AddressKey address, Instant wanted)
    {
        if (!_planned.TryGetValue(address, out var planned))
            return wanted;
        planned.Sort();
        foreach (var (other, _) in planned)
        {
            if (wanted > other - topic.AddressSpacing && wanted < other + topic.AddressSpacing)
                wanted = other + topic.AddressSpacing;
        }

        return wanted;
    }
}
