using System.Globalization;
using Microsoft.Extensions.Options;

namespace Notify.Sdk.Permission;

/// <summary>
/// Holds a message until every frequency cap has room beside what was sent; its own slot does not count. The store checks again
/// when the message begins to be sent, so that two workers cannot both take the last slot.
/// </summary>
internal sealed class FrequencyGate(IOptions<PermissionOptions> options, IWhereabouts where, AttemptLaw attempts) : ISendGate
{
    // The caps of the law are many and all about advertising: other classes need not look at each.
    private readonly FrequencyCap[][] _capsOf =
        [.. Enum.GetValues<MessageClass>().Select(c => options.Value.AllCaps.Where(cap => CapBuckets.Counts(cap, c)).ToArray())];

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
                if (CapRoom.FirstFree(cap, attempt, bucket) is not { } room)
                    return Verdict.Suppress(
                        new(ReasonCodes.FrequencyCap, $"{Id}/{cap.Id}",
                            $"{cap.Name}{attempt.Channel.Likeness(cap.Channels)} allows no such message at all{To(cap, attempt)} "
                                + $"({Room(cap)})."));
                if (room > free)
                    (full, free) = (cap, room);
            }
        }

        return full is null ? Verdict.Proceed : Verdict.Hold(
            free, new(ReasonCodes.FrequencyCap, $"{Id}/{full.Id}",
            string.Create(
            CultureInfo.InvariantCulture,
            $"{full.Name}{attempt.Channel.Likeness(full.Channels)} allows {full.Limit} in {full.Window.TotalHours:0.##} hours"
                + $"{To(full, attempt)} and has no room before.{Attempts(full, attempt)}")));
    }

    private string Attempts(FrequencyCap cap, in Attempt attempt)
    {
        var law = attempts.Of(attempt.Topic, attempt.Channel, attempt.Person, attempt.Address, attempt.At);
        return !cap.CountsAttempts && law is null ? ""
            : $" Every attempt counts, whatever became of it{(law is null ? "" : $" ({law.Id}, {law.Citation})")}.";
    }

    private static string To(FrequencyCap cap, in Attempt attempt) =>
        cap.PrefixOf(attempt.Address.Key) is { } prefix ? $" to numbers that begin with {prefix}" : "";

    private static string Room(FrequencyCap cap) => cap.Limit > 0
        ? string.Create(CultureInfo.InvariantCulture, $"all {cap.Limit} slots are kept for urgent topics")
        : string.Create(CultureInfo.InvariantCulture, $"limit {cap.Limit}");
}
