using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace Notify.Sdk.Audience;

/// <summary>
/// Reads single addresses by the rules of lists: what somebody wrote, and keys that a caller made by hand. Consents, stops and
/// registers are kept under the number without its extension. Thread-safe.
/// </summary>
public sealed class AddressIntake
{
    private readonly ContactNormalizer _normalizer;

    internal AddressIntake(ContactNormalizer normalizer) => _normalizer = normalizer;

    /// <summary>With the phone number engine of the library and no default country; the container has one with those of the application.</summary>
    public static AddressIntake Default { get; } = new(new(new DefaultPhoneNumberParser(), Options.Create(new AudienceOptions())));

    /// <summary>The key of what somebody wrote.</summary>
    /// <exception cref="ArgumentException">It cannot be read; the message says why, without the address.</exception>
    public AddressKey Read(RawAddress raw) => TryRead(raw, out var key, out var problem)
        ? key
        : throw new ArgumentException($"Expected an address that can be read, but got {raw} that cannot: {problem}", nameof(raw));

    /// <summary>The key of what somebody wrote, or what is wrong with it.</summary>
    public bool TryRead(RawAddress raw, out AddressKey key, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(raw);
        var account = _normalizer.Normalize(raw.ToContact());
        var first = account.Addresses.Count > 0 ? account.Addresses[0] : null;
        // Of a number in doubt nobody knows which of two it is; the last note says what to write.
        var isRead = first is not null && first.Key.ToOtherLine() is null;
        key = isRead ? first!.Key.ToLine() : default;
        problem = isRead ? null : account.Notes.Count > 0 ? account.Notes[^1].Detail : "It is empty.";
        return isRead;
    }

    /// <summary>
    /// The canonical form of a key that a caller made: an address in another spelling becomes the same key as in a list, and an
    /// extension is cut off. A number in the form of E.164 that no numbering plan knows stays as it is.
    /// </summary>
    /// <returns>False for a key that no address of the family has, and so could never be found.</returns>
    public bool TryCanonical(AddressKey key, out AddressKey canonical, [NotNullWhen(false)] out string? problem)
    {
        (canonical, problem) = (default, "the address is empty");
        if (string.IsNullOrWhiteSpace(key.Value))
            return false;
        switch (key.Family)
        {
            case AddressFamily.Email:
                return TryRead(RawAddress.Email(key.Value), out canonical, out problem);
            case AddressFamily.Phone:
                var number = key.ToLine();
                if (TryRead(RawAddress.Phone(number.Value), out canonical, out problem))
                    return true;
                if (!IsE164(number.Value))
                    return false;
                (canonical, problem) = (number, null);
                return true;
            case AddressFamily.Social when NetworkOf(key.Value) is { } network:
                return TryRead(RawAddress.Handle(network, key.Value), out canonical, out problem);
            default:
                problem = "the key of a handle begins with its network, for example 'tg:'";
                return false;
        }
    }

    /// <summary>As <see cref="TryCanonical"/>, for callers that can do nothing without it.</summary>
    /// <exception cref="ArgumentException">No address of the family has such a key; the message does not quote it.</exception>
    public AddressKey Canonical(AddressKey key) => TryCanonical(key, out var canonical, out var problem)
        ? canonical
        : throw new ArgumentException($"Expected the key of an address, but got {key.Family} text that is none: {problem} Read addresses with AddressIntake.Read.", nameof(key));

    /// <summary>ITU-T E.164: a plus and up to 15 digits, the first of them not zero. Seven is what the shortest numbers have.</summary>
    private static bool IsE164(string text) =>
        text.Length is >= 8 and <= 16 && text[0] == '+' && text[1] is >= '1' and <= '9' && !text.AsSpan(1).ContainsAnyExceptInRange('0', '9');

    private static SocialNetwork? NetworkOf(string stableId) => stableId.Split(':', 2) switch
    {
        ["fb", _] => SocialNetwork.Facebook,
        ["x", _] => SocialNetwork.X,
        ["tg", _] => SocialNetwork.Telegram,
        ["wa", _] => SocialNetwork.WhatsApp,
        ["slack", _] => SocialNetwork.Slack,
        _ => null,
    };
}
