namespace Notify.Sdk;

/// <summary>
/// Which calls a rule is about. It tells voices apart only: a rule that names other channels as well means all of their messages.
/// </summary>
public enum Automation : byte
{
    /// <summary>Whoever or whatever speaks.</summary>
    Any,

    /// <summary>
    /// Calls by an automatic voice only. Every message over <see cref="DeliveryChannel.Voice"/> is one, because a text is read out,
    /// unless the topic says <see cref="Topic.LiveVoice"/>.
    /// </summary>
    Automated,

    /// <summary>Calls in which a human being speaks only: those of topics that say <see cref="Topic.LiveVoice"/>.</summary>
    Live,
}
