using Notify.Sdk.Email.Composing;

namespace Notify.Sdk.Email.Inbound;

/// <summary>
/// Return paths that say which message bounced, and that nobody else can make up: <c>bounce+KEY.MAC@example.com</c>, KEY being
/// the idempotency key of the message and MAC 80 bits of HMAC-SHA-256 in base 32. Thread-safe.
/// </summary>
/// <remarks>Two keys allow a change: make addresses with the new one and go on taking those of the old one.</remarks>
public sealed class VerpAddress
{
    private const int MacLength = 16;
    private const int MacOctets = 10;
    private const int LongestLocal = 64;

    // An idempotency key is 26 characters, and for a later route a dot and its number: up to ".999".
    private const int LongestKey = 30;
    private const int LongestMailbox = LongestLocal - 1 - LongestKey - 1 - MacLength;

    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    private readonly string _prefix;
    private readonly string _domain;
    private readonly byte[] _key;
    private readonly byte[] _oldKey;

    /// <summary>Sets the mailbox and the keys.</summary>
    /// <param name="mailbox">
    /// Where bounces arrive, with sub-addresses: <c>bounce@example.com</c> receives <c>bounce+x@example.com</c>.
    /// At most 16 octets before the '@': the key of every route has to fit into 64 with it (RFC 5321 section 4.5.3.1.1).
    /// </param>
    /// <param name="key">The secret, 16 octets or more.</param>
    /// <param name="previousKey">The secret that was used before, or null.</param>
    /// <exception cref="ArgumentException">The mailbox is no address or too long, or a secret is too short.</exception>
    public VerpAddress(string mailbox, byte[] key, byte[]? previousKey = null)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        ArgumentNullException.ThrowIfNull(key);
        var address = AddressSyntax.Read(mailbox, out var problem)
            ?? throw new ArgumentException($"Expected an address such as bounce@example.com. {problem}", nameof(mailbox));
        (var local, _domain) = (address.LocalPart, address.Domain);
        if (!AddressSyntax.IsDotAtom(local) || local.Contains('+', StringComparison.Ordinal))
            throw new ArgumentException("Expected an address such as bounce@example.com: ASCII, without quotes and '+' before the '@'.",
                nameof(mailbox));
        if (local.Length > LongestMailbox)
            throw new ArgumentException(
                $"The mailbox has {local.Length} octets before the '@', and at most {LongestMailbox} leave room for the key of a message. "
                + $"Choose a shorter one, such as bounce@example.com.", nameof(mailbox));
        _key = Checked(key, nameof(key));
        _oldKey = previousKey is null ? _key : Checked(previousKey, nameof(previousKey));
        _prefix = local + "+";
    }

    /// <summary>The return path of a message.</summary>
    /// <param name="idempotencyKey"><see cref="OutgoingMessage.IdempotencyKey"/>: ASCII letters, digits, dots and hyphens.</param>
    /// <exception cref="ArgumentException">The key holds something else, or does not fit into 64 octets with the rest.</exception>
    public string Create(string idempotencyKey)
    {
        ArgumentNullException.ThrowIfNull(idempotencyKey);
        if (!Correlation.IsKey(idempotencyKey))
            throw new ArgumentException("Expected a key of ASCII letters, digits, single dots and hyphens.", nameof(idempotencyKey));
        var local = $"{_prefix}{idempotencyKey}.{Mac(_key, idempotencyKey)}";
        return local.Length <= LongestLocal
            ? $"{local}@{_domain}"
            : throw new ArgumentException(
                $"The return path would have {local.Length} octets before the '@', and {LongestLocal} are allowed (RFC 5321 section "
                + $"4.5.3.1.1). Shorten the mailbox.", nameof(idempotencyKey));
    }

    /// <summary>
    /// Whether an address is one that this secret, or the one before, made; then also the key of the message. Takes the same
    /// time whichever octet is wrong. Servers that change an address to lower case are forgiven.
    /// </summary>
    public bool TryVerify(string? address, out string idempotencyKey)
    {
        idempotencyKey = "";
        if (address is null || address.Length > 320)
            return false;
        address = address.Trim().TrimStart('<').TrimEnd('>');
        var at = address.LastIndexOf('@');
        var dot = at < 0 ? -1 : address.LastIndexOf('.', at);
        if (dot <= _prefix.Length || at - dot - 1 != MacLength || !address.StartsWith(_prefix, StringComparison.OrdinalIgnoreCase)
            || !address.AsSpan(at + 1).Equals(_domain, StringComparison.OrdinalIgnoreCase)
            || address[_prefix.Length..dot] is not { } key || !Correlation.IsKey(key))
            return false;
        var mac = Encoding.ASCII.GetBytes(address[(dot + 1)..at].ToLowerInvariant());
        var fits = Fits(_key, key, mac) | Fits(_oldKey, key, mac);
        idempotencyKey = fits ? key : "";
        return fits;
    }

    /// <summary>The words "return paths"; no address, no secret.</summary>
    public override string ToString() => "return paths";

    private static bool Fits(byte[] secret, string key, byte[] mac) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Mac(secret, key)), mac);

    // The key in lower case, so that the address survives a server that changes its case.
    private static string Mac(byte[] secret, string key)
    {
        var hash = HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes($"verp\n{key.ToLowerInvariant()}"));
        return string.Create(MacLength, hash, static (text, hash) =>
        {
            var bits = new System.Numerics.BigInteger(hash.AsSpan(0, MacOctets), isUnsigned: true, isBigEndian: true);
            for (var i = MacLength - 1; i >= 0; i--)
            {
                text[i] = Alphabet[(int)(bits & 31)];
                bits >>= 5;
            }
        });
    }

    private static byte[] Checked(byte[] key, string name) => key.Length >= 16
        ? [.. key]
        : throw new ArgumentException($"Expected a secret of at least 16 random octets, but it has {key.Length}.", name);
}
