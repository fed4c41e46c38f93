namespace Notify.Sdk.Audience;

/// <summary>A social network with its own identities.</summary>
public enum SocialNetwork : byte
{
    /// <summary>Facebook Messenger.</summary>
    Facebook,

    /// <summary>X, formerly Twitter.</summary>
    X,

    /// <summary>Telegram.</summary>
    Telegram,

    /// <summary>WhatsApp.</summary>
    WhatsApp,

    /// <summary>Slack.</summary>
    Slack,
}
