namespace Notify.Sdk.Audience;

/// <summary>A network on which a person is reached by a handle. Handles of different networks are never the same person by name.</summary>
internal enum HandleNetwork : byte
{
    /// <summary>Facebook Messenger. Key <c>fb:page:psid</c>; hints <c>fb:@name</c> and <c>fb:profile:id</c>.</summary>
    Facebook,

    /// <summary>X, formerly Twitter. Key <c>x:id</c>; hint <c>x:@handle</c>.</summary>
    X,

    /// <summary>Telegram. Key <c>tg:chat</c>; hint <c>tg:@username</c>.</summary>
    Telegram,

    /// <summary>WhatsApp. Key <c>wa:digits</c>, the E.164 number without its plus.</summary>
    WhatsApp,

    /// <summary>Slack. Key <c>slack:TEAM:USER</c>.</summary>
    Slack,
}
