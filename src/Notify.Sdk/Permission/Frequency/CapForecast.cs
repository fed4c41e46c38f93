using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Permission;

/// <summary>
/// Foretells when a message finds room under a cap, by playing the passes of a punctual worker over the open plans of its bucket. A
/// forecast is said and never acted upon: plans are cancelled, workers are late, and more urgent messages come.
/// </summary>
internal static class CapForecast
{
    /// <summary>When the message is expected to leave, or null when the cap has no room for it at all.</summary>
    /// <param name="cap">The cap.</param>
    /// <param name="others">The other messages in the bucket, sent and planned.</param>
    /// <param name="own">The message itself, at the instant from which it may leave.</param>
    /// <param name="now">When the passes begin; what is overdue leaves then.</param>
    public static Instant? Of(FrequencyCap cap, IReadOnlyList<CapUse> others, CapUse own, Instant now)
    {
        List<CapUse> sent = [.. others.Where(u => u.Sent).OrderBy(u => u.At)];
        List<CapUse> waiting = [.. others.Where(u => !u.Sent).Append(own)
            .OrderBy(u => (u.Priority, u.At, u.Delivery.Value), HandOverOrder.Instance)];
        for (Instant? at = now; at is { } pass; at = Pass(cap, sent, waiting, pass))
        {
            if (sent.Exists(u => IsOwn(u, own)))
                break;
        }

        return sent.Find(u => IsOwn(u, own)) is { Sent: true } left ? left.At : null;
    }

    // Attempts of its own that were made before only take room.
    private static bool IsOwn(CapUse use, CapUse own) => !use.IsAttempt && use.Delivery == own.Delivery;

    /// <summary>Sends what is due and has room, and returns when the next one may; null when there is none.</summary>
    private static Instant? Pass(FrequencyCap cap, List<CapUse> sent, List<CapUse> waiting, Instant at)
    {
        Instant? next = null;
        for (var i = 0; i < waiting.Count; i++)
        {
            var plan = waiting[i];
            var ready = plan.At > at ? plan.At : cap.FirstFree(at, sent, plan.Priority);
            if (ready == at)
            {
                sent.Add(plan with { At = at, Sent = true });
                waiting.RemoveAt(i--);
            }
            else if (ready < next || next is null)
            {
                next = ready;
            }
        }

        return next;
    }
}
