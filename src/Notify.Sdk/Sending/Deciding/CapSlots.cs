using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Permission;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sending;

/// <summary>
/// Which slots a delivery takes on each of its routes, under frequency caps and under what a consent promises, so that the
/// store keeps both when two runs race.
/// </summary>
internal sealed class CapSlots(IOptions<PermissionOptions> options, IWhereabouts where, AttemptLaw attempts)
{
    // Each cap, and the same where the law of the slot counts attempts.
    private readonly (FrequencyCap Cap, FrequencyCap Counting)[] _caps =
        [.. options.Value.AllCaps.Select(c => (c, c with { CountsAttempts = true }))];

    /// <param name="topic">The topic.</param>
    /// <param name="delivery">The delivery.</param>
    /// <param name="consents">The consents of the moment.</param>
    /// <param name="at">When it leaves: the consent that is in force then is the one that promises.</param>
    public IReadOnlyList<CapSlot> Of(Topic topic, Delivery delivery, ConsentFacts consents, Instant at)
    {
        var slots = Promised(topic, delivery, consents, at);
        foreach (var (cap, counting) in _caps)
        {
            for (var route = 0; route < delivery.Routes.Count; route++)
            {
                var (channel, address, _) = delivery.Routes[route];
                if (!CapBuckets.Counts(cap, topic, channel) || !CapBuckets.Holds(cap, where, delivery.Person, address))
                    continue;
                var held = attempts.Of(topic, channel, delivery.Person, address, at) is null ? cap : counting;
                foreach (var bucket in CapBuckets.Of(cap, topic, channel, delivery.Person, address.Key))
                    (slots ??= []).Add(new(bucket, held) { Route = route });
            }
        }

        return slots is null ? Array.Empty<CapSlot>() : Folded(slots, delivery.Routes.Count);
    }

    private static List<CapSlot>? Promised(Topic topic, Delivery delivery, ConsentFacts consents, Instant at)
    {
        if (topic.Class != MessageClass.Marketing || !consents.HasDisclosedFrequencies)
            return null;
        List<CapSlot>? slots = null;
        for (var route = 0; route < delivery.Routes.Count; route++)
        {
            var (channel, address, _) = delivery.Routes[route];
            if (consents.InForce(topic, address.Key, channel, at) is { } consent
                && DisclosedFrequencyBuckets.Of(consent) is var (cap, bucket))
                (slots ??= []).Add(new(bucket, cap) { Route = route });
        }

        return slots;
    }

    /// <summary>A slot that every route takes is written once.</summary>
    private static List<CapSlot> Folded(List<CapSlot> slots, int routes)
    {
        List<CapSlot> folded = new(slots.Count);
        foreach (var same in slots.GroupBy(p => p.Bucket))
        {
            var first = same.First();
            if (same.Count() == routes && same.All(p => p.Cap == first.Cap))
                folded.Add(first with { Route = null });
            else
                folded.AddRange(same);
        }

        return folded;
    }
}
