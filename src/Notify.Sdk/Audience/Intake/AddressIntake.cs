using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using Notify.Sdk.Audience;

namespace Notify.Sdk;

/// <summary>
/// Reads single addresses by the rules of lists: what somebody wrote, and keys that a caller made by hand. Consents, stops and
/// registers are kept under the number without its extension. Thread-safe.
/// </summary>
public sealed class AddressIntake
{
    private readonly ContactNormalizer _normalizer;

    internal AddressIntake(ContactNormalizer normalizer) => _normalizer = normalizer;

    /// <summary>
    /// With the phone number engine of the library and no default country; the container has one with those of the application.
    /// </summary>
    public static AddressIntake Default { get; } = new(new(new DefaultPhoneNumberParser(), Options.Create(new AudienceOptions())));

    /// <summary>The channels and kinds of the host.</summary>
    internal ChannelCatalog Channels => _normalizer.Channels;

    /// <summary>
    /// The key of what somebody wrote. Of a number in doubt it is the key of both (<see cref="AddressKey.ToOtherLine"/>).
    /// </summary>
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
        key = first?.Key.WithoutExtension() ?? default;
        problem = first is not null ? null : account.Notes.Count > 0 ? account.Notes[^1].Detail : "It is empty.";
        return first is not null;
    }

    /// <summary>
    /// The canonical form of a key that a caller made: an address in another spelling becomes the same key as in a list, and an
    /// extension is cut off. A number in the form of E.164 that no numbering plan knows stays as it is, a number in doubt stays so, and
    /// so does
    /// the key of a kind that is not registered here.
    /// </summary>
    /// <returns>False for a key that no address of the kind has, and so could never be found.</returns>
    public bool TryCanonical(AddressKey key, out AddressKey canonical, [NotNullWhen(false)] out string? problem)
    {
        (canonical, problem) = (default, "the address is empty");
        if (string.IsNullOrWhiteSpace(key.Value))
            return false;
        if (key.Kind is null)
            return false;
        if (Channels.KindOf(key.Kind).IsNameOnly) // another process may know it, and a no must not be lost
        {
            (canonical, problem) = (key, null);
            return true;
        }

        return key.Kind == AddressKind.Phone
            ? TryCanonicalNumber(key, out canonical, out problem)
            : TryRead(RawAddress.Of(key.Kind, key.Value), out canonical, out problem);
    }

    /// <summary>
    /// As <see cref="TryCanonical"/>, each number by itself: the keys under which a list keeps what is said at the address.
    /// </summary>
    /// <exception cref="ArgumentException">No address of the kind has such a key; the message does not quote it.</exception>
    public IReadOnlyList<AddressKey> CanonicalLines(AddressKey key) => TryCanonical(key, out var canonical, out var problem)
        ? canonical.ToLines()
        : throw new ArgumentException(
            $"Expected the key of an address, but got a text that is none of kind {key.Kind}: {problem} Read addresses with "
                + $"AddressIntake.Read.",
            nameof(key));

    private bool TryCanonicalNumber(AddressKey key, out AddressKey canonical, [NotNullWhen(false)] out string? problem)
    {
        canonical = default;
        if (!TryCanonicalLine(key.ToLine(), out var line, out problem))
            return false;
        if (key.ToOtherLine() is not { } other)
        {
            canonical = line;
            return true;
        }

        if (!TryCanonicalLine(other, out var second, out problem))
            return false;
        canonical = new(AddressKind.Phone, PhoneIdentity.KeyOf(line.Value, extension: null, second.Value));
        return true;
    }

    private bool TryCanonicalLine(AddressKey line, out AddressKey canonical, [NotNullWhen(false)] out string? problem)
    {
        if (TryRead(RawAddress.Phone(line.Value), out canonical, out problem) && canonical.ToOtherLine() is null)
            return true;
        if (!IsE164(line.Value))
        {
            problem ??= "it may be one of two numbers; write it with + and country code";
            return false;
        }

        (canonical, problem) = (line, null);
        return true;
    }

    /// <summary>ITU-T E.164: a plus and up to 15 digits, the first of them not zero. Seven is what the shortest numbers have.</summary>
    private static bool IsE164(string text) =>
        text.Length is >= 8 and <= 16 && text[0] == '+' && text[1] is >= '1' and <= '9' && !text.AsSpan(1)
            .ContainsAnyExceptInRange('0', '9');
}
