namespace Notify.Sdk;

/// <summary>
/// Who goes first of what is due, and so who gets the last place under a frequency cap. What is not due yet takes no room, whatever its
/// priority.
/// </summary>
public enum TopicPriority : byte
{
    /// <summary>Gives way to everything else.</summary>
    Low,

    /// <summary>The default.</summary>
    Normal,

    /// <summary>May use the places that a cap keeps back (<see cref="FrequencyCap.Reserved"/>).</summary>
    Urgent,
}
