using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Notify.Sdk.Audience;

namespace Notify.Sdk;

/// <content>The kinds that the library knows.</content>
public sealed partial class AddressKind
{
    /// <summary>A mailbox.</summary>
    public static AddressKind Email { get; } = new("email", new EmailReader()) { IsEvidence = true, Rank = 0 };

    /// <summary>A phone number. SMS and voice share it: one number is one identity.</summary>
    public static AddressKind Phone { get; } = new("phone", new NumberReader()) { IsEvidence = true, Rank = 1 };

    /// <summary>
    /// WhatsApp: a phone number, which is one identity with the number itself, or the business-scoped id of a user, for example
    /// <c>BR.1502576394655843</c>, which stays when the number is not told.
    /// </summary>
    public static AddressKind WhatsApp { get; } = OfHandle("whatsapp", HandleNetwork.WhatsApp);

    /// <summary>Facebook Messenger: page and page-scoped id, <c>page:psid</c>.</summary>
    public static AddressKind Messenger { get; } = OfHandle("messenger", HandleNetwork.Facebook);

    /// <summary>X, formerly Twitter: the numeric id of the account.</summary>
    public static AddressKind X { get; } = OfHandle("x", HandleNetwork.X);

    /// <summary>Telegram: the numeric id of the chat.</summary>
    public static AddressKind Telegram { get; } = OfHandle("telegram", HandleNetwork.Telegram);

    /// <summary>Slack: workspace and user, <c>TEAM:USER</c>.</summary>
    public static AddressKind Slack { get; } = OfHandle("slack", HandleNetwork.Slack);

    /// <summary>A conversation of Microsoft Teams by its id. Several people may read it, so it is no evidence of who someone is.</summary>
    public static AddressKind Teams { get; } = new("teams", new TokenReader()) { MaxLength = 1_024 };

    /// <summary>The token of an app on a device. It passes to whoever signs in next, so it is no evidence of who someone is.</summary>
    public static AddressKind DeviceToken { get; } = new("device-token", new TokenReader()) { MaxLength = 4_096 };

    /// <summary>
    /// The push subscription of a browser (RFC 8030): its JSON with endpoint and keys, or the endpoint alone, to which only messages
    /// without content can be sent. No evidence of who someone is.
    /// </summary>
    public static AddressKind WebPush { get; } = new("web-push", new WebPushReader()) { MaxLength = 4_096 };

    /// <summary>The id of an account in the application itself, for messages shown inside it.</summary>
    public static AddressKind InApp { get; } = new("in-app", new TokenReader());

    /// <summary>An https address to which messages are posted. No evidence of who someone is.</summary>
    public static AddressKind WebHook { get; } = new("web-hook", new WebHookReader()) { MaxLength = 2_048 };

    /// <summary>All kinds that the library knows. Every host has them.</summary>
    public static IReadOnlyList<AddressKind> WellKnown { get; } =
        [Email, Phone, WhatsApp, Messenger, X, Telegram, Slack, Teams, DeviceToken, WebPush, InApp, WebHook];

    private static readonly FrozenDictionary<string, AddressKind> s_wellKnown = WellKnown.ToFrozenDictionary(k => k.Name);

    /// <summary>The kind of a channel of which only the name is known.</summary>
    internal static AddressKind None { get; } = new("none", UnregisteredReader.Instance);

    /// <summary>The place in the order of kinds: mailboxes, phone numbers, all others.</summary>
    internal byte Rank { get; private init; } = 2;

    /// <summary>Whether nothing but the name is known.</summary>
    internal bool IsNameOnly => ReferenceEquals(Reader, UnregisteredReader.Instance);

    /// <summary>
    /// The kind of a name as rows and lists have it: a well-known one, or the name alone. A <see cref="ChannelCatalog"/> knows what the
    /// host registered under it.
    /// </summary>
    /// <exception cref="ArgumentException">The name is malformed.</exception>
    public static AddressKind Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return s_wellKnown.TryGetValue(name, out var known) ? known : new(name, UnregisteredReader.Instance);
    }

    /// <summary>The same for a text that may be no name, as a damaged file may have it.</summary>
    /// <returns>False for what is no name of a kind.</returns>
    public static bool TryNamed(string? name, [NotNullWhen(true)] out AddressKind? kind) =>
        (kind = ValueNames.IsName(name) ? Named(name!) : null) is not null;

    private static AddressKind OfHandle(string name, HandleNetwork network) => new(name, new HandleReader(network)) { IsEvidence = true };
}
