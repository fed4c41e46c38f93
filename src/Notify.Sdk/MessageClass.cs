namespace Notify.Sdk;

/// <summary>What a topic's messages are to the person, which decides what permission and which hours they need.</summary>
public enum MessageClass : byte
{
    /// <summary>Advertising. Needs a recorded consent; all windows, registers and caps apply.</summary>
    Marketing,

    /// <summary>About something the person has or ordered. Needs no opt-in, honours an opt-out of the topic and a global stop.</summary>
    Transactional,

    /// <summary>
    /// Life and safety. Passes windows, caps and opt-outs, never an address that is known to be invalid.
    /// <see cref="Topic.EmergencyPolicy"/> says who may declare one; <see cref="Notification.Emergency"/> says who did and why, and is
    /// kept.
    /// </summary>
    Emergency,

    /// <summary>
    /// An answer to what the person just wrote: the confirmation of an opt-out, help. Passes opt-outs, windows and caps, never an
    /// address that is known to be invalid, because the person asked for it. Planned by <see cref="Tracking.IInboundProcessor"/> only, and
    /// worthless minutes later; no topic of an application can have this class.
    /// </summary>
    Answer,
}
