using System.Collections.Frozen;

namespace Notify.Sdk;

/// <content>The channels that the library knows.</content>
public sealed partial class DeliveryChannel
{
    /// <summary>Email, addressed by a mailbox.</summary>
    public static DeliveryChannel Email { get; } = new("email")
    {
        Place = 0,
        AddressKind = AddressKind.Email,
        HasSubject = true,
        HasHtml = true,
        HasAttachments = true,
    };

    /// <summary>Text message, addressed by a phone number.</summary>
    public static DeliveryChannel Sms { get; } = new("sms") { Place = 1, AddressKind = AddressKind.Phone };

    /// <summary>Voice call, addressed by a phone number: text to speech, unless a topic says that a person speaks.</summary>
    public static DeliveryChannel Voice { get; } = new("voice") { Place = 2, AddressKind = AddressKind.Phone };

    /// <summary>WhatsApp, addressed by a phone number or a business-scoped user id.</summary>
    public static DeliveryChannel WhatsApp { get; } = new("whatsapp")
    {
        Place = 5,
        AddressKind = AddressKind.WhatsApp,
        HasAttachments = true,
        MaxButtons = 3,
        HasProviderTemplates = true,
        MaxTextLength = 4_096,
    };

    /// <summary>Facebook Messenger, addressed by page and page-scoped id.</summary>
    public static DeliveryChannel Messenger { get; } = new("messenger")
    {
        Place = 6,
        AddressKind = AddressKind.Messenger,
        HasAttachments = true,
        MaxButtons = 3,
        MaxTextLength = 2_000,
    };

    /// <summary>Direct message on X.</summary>
    public static DeliveryChannel X { get; } = new("x") { Place = 7, AddressKind = AddressKind.X, MaxTextLength = 10_000 };

    /// <summary>Telegram, addressed by the id of a chat.</summary>
    public static DeliveryChannel Telegram { get; } = new("telegram")
    {
        Place = 8,
        AddressKind = AddressKind.Telegram,
        HasAttachments = true,
        MaxButtons = 10,
        MaxTextLength = 4_096,
    };

    /// <summary>Slack, addressed by workspace and user.</summary>
    public static DeliveryChannel Slack { get; } = new("slack")
    {
        Place = 9,
        AddressKind = AddressKind.Slack,
        MaxButtons = 10,
        MaxTextLength = 40_000,
    };

    /// <summary>Microsoft Teams, addressed by a conversation.</summary>
    public static DeliveryChannel Teams { get; } = new("teams") { Place = 10, AddressKind = AddressKind.Teams, MaxButtons = 6 };

    /// <summary>Notification of an app on a device. Where no rule names it, those about messengers hold.</summary>
    public static DeliveryChannel Push { get; } = new("push")
    {
        Place = 3,
        AddressKind = AddressKind.DeviceToken,
        HasSubject = true,
        MaxButtons = 3,
        HasLink = true
    };

    /// <summary>Notification of a browser. Where no rule names it, those about messengers hold.</summary>
    public static DeliveryChannel WebPush { get; } = new("web-push")
    {
        Place = 4,
        AddressKind = AddressKind.WebPush,
        HasSubject = true,
        MaxButtons = 2,
        HasLink = true,
        MaxTextLength = 3_000, // a push service takes 4,096 octets of all (RFC 8030 section 7.2)
    };

    /// <summary>Message inside the application. Where no rule names it, those about messengers hold.</summary>
    public static DeliveryChannel InApp { get; } = new("in-app")
    {
        Place = 11,
        AddressKind = AddressKind.InApp,
        HasHtml = true,
        MaxButtons = 10,
        HasLink = true
    };

    /// <summary>A post to the web address of a recipient. Where no rule names it, those about email hold.</summary>
    public static DeliveryChannel WebHook { get; } = new("web-hook") { Place = 12, AddressKind = AddressKind.WebHook };

    /// <summary>All channels that the library knows. Every host has them.</summary>
    public static IReadOnlyList<DeliveryChannel> WellKnown { get; } =
        [Email, Sms, Voice, Push, WebPush, WhatsApp, Messenger, X, Telegram, Slack, Teams, InApp, WebHook];

    /// <summary>What laws call messages in a social network.</summary>
    internal static IReadOnlyList<DeliveryChannel> Messengers { get; } = [WhatsApp, Messenger, X, Telegram, Slack, Teams];

    /// <summary>What laws call push messages.</summary>
    internal static IReadOnlyList<DeliveryChannel> Pushes { get; } = [Push, WebPush, InApp];

    /// <summary>Words that laws and lists have for several channels at once.</summary>
    internal static IReadOnlyList<(string Word, IReadOnlyList<DeliveryChannel> Channels)> Groups { get; } =
        [("social", Messengers), ("push", Pushes)];

    private static readonly FrozenDictionary<string, DeliveryChannel> s_wellKnown = WellKnown.ToFrozenDictionary(c => c.Name);

    /// <summary>What it resembles where its maker said nothing.</summary>
    private IReadOnlyList<DeliveryChannel> Nearest =>
        Place < 0 ? WellKnown : Pushes.Contains(this) ? [Telegram] : ReferenceEquals(this, WebHook) ? [Email] : [this];

    /// <summary>
    /// The channel of a name as rows, lists and rules have it: a well-known one, or the name alone. A <see cref="ChannelCatalog"/> knows
    /// what the host registered under it.
    /// </summary>
    /// <exception cref="ArgumentException">The name is malformed.</exception>
    public static DeliveryChannel Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return s_wellKnown.TryGetValue(name, out var known) ? known : new(name);
    }

    /// <summary>The channels that a word means: those of a group, or the one of that name.</summary>
    /// <exception cref="ArgumentException">The name is malformed.</exception>
    internal static IReadOnlyList<DeliveryChannel> OfWord(string word) =>
        Groups.FirstOrDefault(g => g.Word == word).Channels ?? [Named(word)];

    private static IReadOnlyList<DeliveryChannel> Checked(IReadOnlyList<DeliveryChannel> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Count > 0 && value.All(c => c.Place >= 0) ? [.. value] : throw new ArgumentException(
            "A channel resembles one or more of the well-known ones (DeliveryChannel.WellKnown).", nameof(value));
    }
}
