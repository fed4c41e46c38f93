namespace Notify.Sdk;

/// <summary>Who goes first when a frequency cap has room for one of several topics only.</summary>
public enum TopicPriority : byte
{
    /// <summary>Gives way to everything else.</summary>
    Low,

    /// <summary>The default.</summary>
    Normal,

    /// <summary>May use the places that a cap keeps back (<see cref="Permission.FrequencyCap.Reserved"/>).</summary>
    Urgent,
}
