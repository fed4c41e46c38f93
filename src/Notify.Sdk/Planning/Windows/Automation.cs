namespace Notify.Sdk.Planning;

/// <summary>Which calls a rule is about.</summary>
public enum Automation : byte
{
    /// <summary>Whoever or whatever speaks.</summary>
    Any,

    /// <summary>
    /// Calls by an automatic voice only. Every message over <see cref="Channel.Voice"/> is one, because a text is read out,
    /// unless the topic says <see cref="Topic.LiveVoice"/>. Other channels are not affected.
    /// </summary>
    Automated,
}
