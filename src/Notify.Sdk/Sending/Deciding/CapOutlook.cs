using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Notify.Sdk.Permission;
using Notify.Sdk.Planning;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sending;

/// <summary>
/// What the caller is told about when a message will find room under its caps, given the plans that are open. It changes nothing
/// of the plan: a message that is due competes for its slot when a worker comes, and is never suppressed for a forecast.
/// </summary>
internal sealed class CapOutlook(Planner planner)
{
    private const string Rule = "permission/forecast";

    /// <summary>The best route as it is reported: as planned, or later by forecast.</summary>
    public OpenRoute Of(SendContext send, Delivery delivery, IReadOnlyList<CapSlot> slots, OpenRoute best, Facts facts)
    {
        if (slots.Count == 0 || !facts.History.HasUses)
            return best;
        FrequencyCap? full = null;
        var expected = best.Due;
        foreach (var slot in slots)
        {
            if (!CapSlotRules.Takes(delivery, slot) || Forecast(send, delivery, slot, facts.History) is not { } at || at <= expected)
                continue;
            (full, expected) = (slot.Cap, at);
        }

        return full is null ? best : Later(send.AttemptFor(delivery.Person, facts), best, full, expected);
    }

    private static Instant? Forecast(SendContext send, Delivery delivery, CapSlot slot, HistoryFacts history)
    {
        var others = history.Others(slot.Bucket, delivery.Id);
        return others.Count == 0 ? null : CapForecast.Of(slot.Cap, others,
            new(slot.Bucket, delivery.Due, delivery.Id, delivery.Priority), send.Now);
    }

    /// <summary>
    /// Windows and other gates have their say about the later instant too; when none is left, the cap's own instant is said.
    /// </summary>
    private OpenRoute Later(in Attempt template, OpenRoute best, FrequencyCap cap, Instant expected)
    {
        var open = planner.Judge(Planner.On(template, best.Route) with { At = expected }, out _);
        Reason full = new(cap.Id == DisclosedFrequencyBuckets.CapId ? ReasonCodes.FrequencyBeyondDisclosed : ReasonCodes.FrequencyCap,
            $"{Rule}/{cap.Id}", string.Create(
            CultureInfo.InvariantCulture,
                $"{cap.Name} allows {cap.Limit} in {cap.Window.TotalHours:0.##} hours, and what is planned is expected to take the room "
                + $"before."));
        return best with
        {
            Due = open?.Due ?? expected,
            Waits = open is { } later ? [.. best.Waits.Union([full, .. later.Waits])]
                : [.. best.Waits.Union([full, TooLate(template.ExpiresAt)])],
            IsForecast = true,
        };
    }

    private static Reason TooLate(Instant expiry) => new(
        ReasonCodes.NoRoomForecast, Rule,
            $"When room is expected it may not leave any more (it expires at {InstantPattern.General.Format(expiry)}): it is told only if "
            + $"less of what is planned leaves before.");
}
