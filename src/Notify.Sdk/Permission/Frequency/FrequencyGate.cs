using System.Globalization;
using Microsoft.Extensions.Options;

namespace Notify.Sdk.Permission;

/// <summary>
/// Holds a message until every frequency cap has room. Open plans of others count; its own place does not. The store
/// checks again when it writes the delivery, so that two runs at a time cannot both take the last place.
/// </summary>
internal sealed class FrequencyGate(IOptions<PermissionOptions> options, IWhereabouts where) : ISendGate
{
    // The caps of the law are many and all about advertising: other classes need not look at each.
    private readonly FrequencyCap[][] _capsOf =
        [.. Enum.GetValues<MessageClass>().Select(c => options.Value.AllCaps.Where(cap => cap.Classes.Contains(c)).ToArray())];

    public string Id => "permission/frequency";

    public Verdict Judge(in Attempt attempt)
    {
        FrequencyCap? full = null;
        var free = attempt.At;
        foreach (var cap in _capsOf[(int)attempt.Topic.Class])
        {
            if (!CapBuckets.Counts(cap, attempt.Topic, attempt.Channel)
                || (!attempt.Facts.History.HasUses && cap.IsOpen(attempt.Topic.Priority))
                || !CapBuckets.Holds(cap, where, attempt.Person, attempt.Address))
                continue;
            foreach (var bucket in CapBuckets.Of(cap, attempt.Topic, attempt.Channel, attempt.Person, attempt.Address.Key))
            {
                if (cap.FirstFree(attempt.At, attempt.Facts.History.Others(bucket, attempt.Self), attempt.Topic.Priority) is not { } room)
                    return Verdict.Suppress(new(ReasonCodes.FrequencyCap, $"{Id}/{cap.Id}", $"{Name(cap)} allows no such message at all ({Room(cap)})."));
                if (room > free)
                    (full, free) = (cap, room);
            }
        }

        return full is null ? Verdict.Proceed : Verdict.Hold(free, new(ReasonCodes.FrequencyCap, $"{Id}/{full.Id}", string.Create(CultureInfo.InvariantCulture, $"{Name(full)} allows {full.Limit} in {full.Window.TotalHours:0.#} hours and has no room before.")));
    }

    private static string Name(FrequencyCap cap) => cap.Source.Length == 0 ? $"Cap '{cap.Id}'" : $"Cap '{cap.Id}' ({cap.Source})";

    private static string Room(FrequencyCap cap) => cap.Limit > 0
        ? string.Create(CultureInfo.InvariantCulture, $"all {cap.Limit} places are kept for urgent topics")
        : string.Create(CultureInfo.InvariantCulture, $"limit {cap.Limit}");
}
