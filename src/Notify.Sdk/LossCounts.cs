using System.Runtime.InteropServices;
using Notify.Sdk.Sending;

namespace Notify.Sdk;

/// <summary>Counts who loses which channel by which rule while the pipeline runs.</summary>
internal sealed class LossCounts
{
    private readonly Dictionary<(DeliveryChannel, string Rule, string Code), (int People, int Last)> _counts = [];
    private int _person;

    public void Count(PersonDecision decision)
    {
        _person++;
        foreach (var outcome in decision.Outcomes)
        {
            for (var i = 0; i < outcome.Reasons.Count; i++)
            {
                if (outcome.Reasons[i] is not { Channel: { } channel } reason)
                    continue;
                ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, (channel, reason.Rule, reason.Code), out _);
                if (count.Last != _person)
                    count = (count.People + 1, _person);
            }
        }
    }

    public IReadOnlyList<ChannelLoss> ToList() =>
    [
        .. _counts.Select(c => new ChannelLoss(c.Key.Item1, c.Key.Rule, c.Key.Code, c.Value.People))
            .OrderByDescending(l => l.People).ThenBy(l => l.Channel).ThenBy(l => l.Rule, StringComparer.Ordinal)
                .ThenBy(l => l.Code, StringComparer.Ordinal),
    ];
}
