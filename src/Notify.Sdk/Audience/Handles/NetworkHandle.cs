using System.Diagnostics.CodeAnalysis;

namespace Notify.Sdk.Audience;

/// <summary>
/// A person's address on a social network. Immutable and thread-safe; two are equal when network and
/// <see cref="StableId"/> are.
/// </summary>
/// <remarks>
/// <para>
/// A numeric id stays with its account; a name can be given up and taken by someone else. So a name is read and kept as
/// a hint for finding the id, and <see cref="IsSendable"/> says whether a message can be addressed at all.
/// </para>
/// <para>
/// <see cref="ToString"/> is masked. Reading <see cref="StableId"/> again gives the same handle.
/// </para>
/// </remarks>
internal sealed class NetworkHandle : IEquatable<NetworkHandle>
{
    private const int MaxInput = 512;

    private NetworkHandle(HandleNetwork network, string stableId, bool isSendable)
    {
        Network = network;
        StableId = stableId;
        IsSendable = isSendable;
    }

    /// <summary>The network that the handle is on.</summary>
    public HandleNetwork Network { get; }

    /// <summary>
    /// The key: <c>fb:page:psid</c>, <c>x:id</c>, <c>tg:chat</c>, <c>wa:digits</c>, <c>slack:TEAM:USER</c>, or a hint such
    /// as <c>x:@name</c>. Unique across networks by its prefix.
    /// </summary>
    public string StableId { get; }

    /// <summary>Whether a message can be addressed by it. False for a name, which is only a hint.</summary>
    public bool IsSendable { get; }

    /// <summary>The phone number that a handle of WhatsApp is, in the form of E.164; null where it is none.</summary>
    public string? Number =>
        Network == HandleNetwork.WhatsApp && char.IsAsciiDigit(StableId[^1]) && !StableId.Contains('.', StringComparison.Ordinal)
        ? string.Concat("+", StableId.AsSpan("wa:".Length)) : null;

    /// <summary>Reads an id, a name with or without <c>@</c>, a profile link, or a <see cref="StableId"/>.</summary>
    /// <remarks>
    /// Digits alone are an id at X and Telegram, a phone number at WhatsApp, and refused at Facebook, where they could be
    /// of any page. With an <c>@</c> in front they are a name.
    /// </remarks>
    /// <param name="network">The network that the text is said to belong to; a link to another is refused.</param>
    /// <param name="text">Untrusted text of any length. It is not trimmed.</param>
    /// <param name="handle">The handle, or null.</param>
    /// <param name="error">Why not, or <see cref="HandleError.None"/>.</param>
    /// <returns>Whether the text is a handle of the network. Input never throws.</returns>
    public static bool TryParse(
        HandleNetwork network, ReadOnlySpan<char> text, [NotNullWhen(true)] out NetworkHandle? handle, out HandleError error)
    {
        handle = null;
        var key = "";
        var isSendable = false;
        error = CheckText(text);
        if (error != HandleError.None) return false;

        error = network switch
        {
            HandleNetwork.Facebook => FacebookHandle.Read(text, out key, out isSendable),
            HandleNetwork.X => XHandle.Read(text, out key, out isSendable),
            HandleNetwork.Telegram => TelegramHandle.Read(text, out key, out isSendable),
            HandleNetwork.WhatsApp => WhatsAppHandle.Read(text, out key, out isSendable),
            HandleNetwork.Slack => SlackHandle.Read(text, out key, out isSendable),
            _ => HandleError.UnknownNetwork,
        };
        if (error != HandleError.None) return false;

        handle = new NetworkHandle(network, key, isSendable);
        return true;
    }

    /// <summary>Whether both are the same handle on the same network.</summary>
    /// <param name="other">The other handle.</param>
    public bool Equals(NetworkHandle? other) =>
        other is not null && Network == other.Network && string.Equals(StableId, other.StableId, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NetworkHandle);

    /// <inheritdoc/>
    public override int GetHashCode() => StableId.GetHashCode(StringComparison.Ordinal);

    /// <summary>Whether both are null or the same handle.</summary>
    /// <param name="left">A handle or null.</param>
    /// <param name="right">A handle or null.</param>
    public static bool operator ==(NetworkHandle? left, NetworkHandle? right) =>
        left is null ? right is null : left.Equals(right);

    /// <summary>Whether they are different handles.</summary>
    /// <param name="left">A handle or null.</param>
    /// <param name="right">A handle or null.</param>
    public static bool operator !=(NetworkHandle? left, NetworkHandle? right) => !(left == right);

    /// <summary>The handle masked for people and logs: <c>x:@j***</c>, <c>wa:4***</c>. Three stars whatever the length.</summary>
    public override string ToString()
    {
        var visible = StableId.IndexOf(':') + 2;
        // A leading mark tells the kind, not the person.
        if (StableId[visible - 1] is '@' or '-') visible++;
        return string.Concat(StableId.AsSpan(0, visible), "***");
    }

    // Every network's ids and names are ASCII. What looks like one in other letters is an imitation.
    private static HandleError CheckText(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return HandleError.Empty;
        if (text.Length > MaxInput) return HandleError.TooLong;
        return text.ContainsAnyExceptInRange(' ', '~') || text[0] == ' ' || text[^1] == ' '
            ? HandleError.ForbiddenCharacter
            : HandleError.None;
    }
}
