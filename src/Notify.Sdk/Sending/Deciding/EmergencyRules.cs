using NodaTime;
using NodaTime.Text;

namespace Notify.Sdk.Sending;

/// <summary>
/// Whether an emergency is declared by somebody who may, and when it ends. Asked at the door, for nothing later holds it back.
/// </summary>
internal static class EmergencyRules
{
    /// <exception cref="NotifyException">The declaration is missing, out of place, or not made by somebody who may.</exception>
    public static void Check(Notification notification, Topic topic)
    {
        if (topic.EmergencyPolicy is not { } policy)
        {
            if (notification.Emergency is not null)
                throw new NotifyException(
                    $"Notification.Emergency is set, but topic '{topic.Name}' is {topic.Class}. Only a topic of class Emergency passes "
                    + $"windows, caps and opt-outs.");
            return;
        }

        if (notification.Emergency is not { } declared || string.IsNullOrWhiteSpace(declared.Reason)
            || string.IsNullOrWhiteSpace(declared.By))
            throw new NotifyException(
                $"Topic '{topic.Name}' is an emergency, which passes windows, caps and opt-outs. Say who declares it and why in "
                + $"Notification.Emergency; it is kept with every decision.");
        if (!policy.MayDeclare.Contains(declared.By, StringComparer.Ordinal))
            throw new NotifyException(
                $"Notification.Emergency of '{notification.Key}' is declared by somebody whom the policy of topic '{topic.Name}' does not "
                + $"name. One of EmergencyPolicy.MayDeclare must declare it.");
    }

    /// <summary>The expiry, bounded by the end of the emergency.</summary>
    /// <param name="notification">As the caller gave it.</param>
    /// <param name="topic">Its topic.</param>
    /// <param name="expiry">When it would expire were it no emergency.</param>
    /// <param name="declared">When it was declared.</param>
    /// <exception cref="NotifyException">The caller's own expiry lies beyond the end.</exception>
    public static Instant Expiry(Notification notification, Topic topic, Instant expiry, Instant declared)
    {
        if (topic.EmergencyPolicy is not { } policy)
            return expiry;
        var ends = declared + policy.HoldsFor;
        if (notification.ExpiresAt > ends)
            throw new NotifyException(
                $"Notification '{notification.Key}' expires at {Text(expiry)}, but an emergency of topic '{topic.Name}' ends "
                + $"{policy.HoldsFor.TotalHours:0.##} hours after it was declared, at {Text(ends)}. Expire it by then, and declare it "
                + $"again under a new key if it lasts.");
        return Instant.Min(expiry, ends);
    }

    private static string Text(Instant instant) => InstantPattern.General.Format(instant);
}
