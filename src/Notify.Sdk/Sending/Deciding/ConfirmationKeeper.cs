using Microsoft.Extensions.Options;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sending;

/// <summary>
/// A send that may reach more people than one notification may waits from its first message on, and is let go when it turns out to
/// reach fewer. Pages of one list count together; calls that run at the same time may pass the limit by what they write at once
/// before it is seen.
/// </summary>
internal sealed class ConfirmationKeeper(IOutbox outbox, IOptions<NotifyOptions> options)
{
    private static readonly DeliveryState[] Ended = [DeliveryState.Failed, DeliveryState.Suppressed, DeliveryState.Cancelled,
        DeliveryState.Expired, DeliveryState.Superseded];

    /// <summary>Before the first message is written: what could be too many waits.</summary>
    public async Task BeginAsync(SendContext send, int people, CancellationToken cancellationToken)
    {
        if (LimitOf(send) is not { } limit)
            return;
        var before = send.Known is null ? 0 : await CountAsync(send, cancellationToken);
        send.Reach = new(limit, before);
        // What waits already may be what a call that broke off left behind: it is counted anew.
        if (before + people > limit || send.Known is { AwaitsConfirmation: true })
            await HoldAsync(send, send.Reach, cancellationToken);
    }

    /// <summary>After the last one: what is not too many is let go.</summary>
    public async Task EndAsync(SendContext send, CancellationToken cancellationToken)
    {
        if (send.Reach is not { Waits: true } reach || send.IsPreview)
            return;
        reach.Planned = await CountAsync(send, cancellationToken) - reach.Before;
        if (!reach.IsTooMany)
            await outbox.ReleaseAsync(send.Notification.Key, confirmedBy: null, send.Now, cancellationToken);
    }

    private async Task HoldAsync(SendContext send, Reach reach, CancellationToken cancellationToken) =>
        reach.Waits = send.IsPreview || await outbox.HoldAsync(send.Notification.Key, send.Now, cancellationToken);

    /// <summary>Null where any number may be told: the number is switched off, the send was confirmed, or it answers one person.</summary>
    private int? LimitOf(SendContext send) => send.Known?.Confirmed is not null ? null : send.Topic.Class switch
    {
        MessageClass.Answer => null,
        MessageClass.Emergency => send.Topic.EmergencyPolicy?.ReachWithoutConfirmation,
        MessageClass.Marketing or MessageClass.Transactional => options.Value.ConfirmAbove,
        _ => throw new InvalidOperationException($"No rule for {send.Topic.Class}."),
    };

    /// <summary>The people whom the key tells, told or covers; those whose message ended unsent do not count.</summary>
    private async Task<int> CountAsync(SendContext send, CancellationToken cancellationToken)
    {
        var status = await outbox.StatusAsync(send.Notification.Key, cancellationToken);
        return status.ByState.Where(s => !Ended.Contains(s.Key)).Sum(s => s.Value);
    }
}

/// <summary>How many people a send reaches, and how many it may. Counted while it runs.</summary>
internal sealed class Reach(int limit, int before)
{
    public int Limit => limit;

    /// <summary>Reached by earlier calls with the key.</summary>
    public int Before => before;

    /// <summary>Reached by this one.</summary>
    public int Planned { get; set; }

    /// <summary>Whether it is held until it is known.</summary>
    public bool Waits { get; set; }

    public int Total => before + Planned;

    public bool IsTooMany => Total > limit;
}
