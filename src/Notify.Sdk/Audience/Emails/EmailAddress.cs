using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Notify.Sdk.Audience;

/// <summary>
/// A proven e-mail address. Immutable and thread-safe; two are equal when their <see cref="Deliverable"/> forms are.
/// </summary>
/// <remarks>
/// <para>
/// Grammar: Mailbox of RFC 5321 §4.1.2 with UTF-8 by RFC 6531; no display name, comment, folding space, source route or
/// obsolete form, and no surrounding space. At most 64 octets before the <c>@</c>, 63 in a label, 254 in all.
/// </para>
/// <para>
/// Two forms, for two uses. Send to <see cref="Deliverable"/>, which keeps what the person typed before the <c>@</c>.
/// Compare people by <see cref="Identity"/>, and never send to it. Mailboxes are not probed: valid is not the same as
/// existing.
/// </para>
/// <para>
/// <see cref="ToString"/> is masked, so that an address does not reach a log or an exception by accident.
/// </para>
/// </remarks>
public sealed class EmailAddress : IEquatable<EmailAddress>
{
    /// <summary>The most octets that an address has (RFC 5321 §4.5.3.1.3, less the angle brackets), and so UTF-16 units.</summary>
    public const int MaxLength = 254;

    private readonly int _at;

    private EmailAddress(string deliverable, string identity, int at)
    {
        Deliverable = deliverable;
        Identity = identity;
        _at = at;
        HasUnicodeLocalPart = !Ascii.IsValid(LocalPartSpan);
    }

    /// <summary>
    /// What to send to: the local part as given (case, quotes and tag kept) in NFC, the domain in lower-case A-labels.
    /// Reading it again gives the same address.
    /// </summary>
    public string Deliverable { get; }

    /// <summary>
    /// A key for the person's mailbox, never to be sent to: lower case, quotes dropped where not needed, and by the rules
    /// of <see cref="EmailProviderRules"/>. The same string as <see cref="Deliverable"/> when they do not differ.
    /// </summary>
    public string Identity { get; }

    /// <summary>Whether sending needs a server with SMTPUTF8 (RFC 6531). An international domain alone does not.</summary>
    public bool HasUnicodeLocalPart { get; }

    /// <summary>The part of <see cref="Deliverable"/> before the <c>@</c>, quotes included. A new string each time.</summary>
    public string LocalPart => LocalPartSpan.ToString();

    /// <summary>The part of <see cref="Deliverable"/> after the <c>@</c>. A new string each time.</summary>
    public string Domain => DomainSpan.ToString();

    internal ReadOnlySpan<char> LocalPartSpan => Deliverable.AsSpan(0, _at);

    internal ReadOnlySpan<char> DomainSpan => Deliverable.AsSpan(_at + 1);

    /// <summary>Reads one bare address; refuses the forms of <see cref="UnusualEmailForms"/>.</summary>
    /// <param name="text">Untrusted text of any length. It is not trimmed.</param>
    /// <param name="address">The address, or null.</param>
    /// <param name="error">Why not, or <see cref="EmailAddressError.None"/>.</param>
    /// <returns>Whether the text is an address that this library sends to.</returns>
    /// <exception cref="InvalidOperationException">
    /// The text is not ASCII and the process lacks Unicode support (<see cref="UnicodeSupport"/>). Input never throws.
    /// </exception>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out EmailAddress? address, out EmailAddressError error) =>
        TryParse(text, UnusualEmailForms.None, out address, out error);

    /// <summary>Reads one bare address, and accepts unusual forms that are named.</summary>
    /// <param name="text">Untrusted text of any length. It is not trimmed.</param>
    /// <param name="accept">The forms to accept in spite of the policy.</param>
    /// <param name="address">The address, or null.</param>
    /// <param name="error">Why not, or <see cref="EmailAddressError.None"/>.</param>
    /// <returns>Whether the text is an acceptable address.</returns>
    /// <exception cref="InvalidOperationException">
    /// The text is not ASCII and the process lacks Unicode support (<see cref="UnicodeSupport"/>). Input never throws.
    /// </exception>
    public static bool TryParse(
        ReadOnlySpan<char> text, UnusualEmailForms accept, [NotNullWhen(true)] out EmailAddress? address, out EmailAddressError error)
    {
        Span<char> deliverable = stackalloc char[MaxLength];
        error = EmailAddressReader.Read(text, accept, deliverable, out var length, out var at);
        if (error != EmailAddressError.None)
        {
            address = null;
            return false;
        }

        deliverable = deliverable[..length];
        Span<char> identity = stackalloc char[MaxLength];
        identity = identity[..EmailIdentity.Write(deliverable, at, identity)];

        var deliverableText = deliverable.ToString();
        var identityText = identity.SequenceEqual(deliverable) ? deliverableText : identity.ToString();
        address = new EmailAddress(deliverableText, identityText, at);
        return true;
    }

    /// <summary>Reads one bare address that is known to be good, such as one from the program's own configuration.</summary>
    /// <param name="text">The address. It is not trimmed.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">
    /// The text is not an address that this library sends to. The message tells why, and holds none of the text.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// As for <see cref="TryParse(ReadOnlySpan{char}, out EmailAddress?, out EmailAddressError)"/>.
    /// </exception>
    public static EmailAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var address, out var error)
            ? address
            : throw new FormatException("Not an e-mail address: " + error.Describe());
    }

    /// <summary>
    /// Writes the <see cref="Identity"/> of an address without making an object, for reading long lists. Allocates
    /// nothing for ASCII.
    /// </summary>
    /// <param name="text">Untrusted text of any length. It is not trimmed.</param>
    /// <param name="destination">At least <see cref="MaxLength"/> long.</param>
    /// <param name="charsWritten">The length of the identity; 0 on refusal.</param>
    /// <param name="error">Why not, or <see cref="EmailAddressError.None"/>.</param>
    /// <returns>Whether the text is an address that this library sends to.</returns>
    /// <exception cref="ArgumentException">The destination is too short, whatever the text.</exception>
    /// <exception cref="InvalidOperationException">
    /// As for <see cref="TryParse(ReadOnlySpan{char}, out EmailAddress?, out EmailAddressError)"/>.
    /// </exception>
    public static bool TryWriteIdentity(
        ReadOnlySpan<char> text, Span<char> destination, out int charsWritten, out EmailAddressError error)
    {
        if (destination.Length < MaxLength)
            throw new ArgumentException($"Expected room for {MaxLength} characters, got {destination.Length}.", nameof(destination));

        charsWritten = 0;
        Span<char> deliverable = stackalloc char[MaxLength];
        error = EmailAddressReader.Read(text, UnusualEmailForms.None, deliverable, out var length, out var at);
        if (error != EmailAddressError.None) return false;
        charsWritten = EmailIdentity.Write(deliverable[..length], at, destination);
        return true;
    }

    /// <summary>Whether both are sent to in the same way. Compare <see cref="Identity"/> to ask about the mailbox.</summary>
    /// <param name="other">The other address.</param>
    public bool Equals(EmailAddress? other) =>
        other is not null && string.Equals(Deliverable, other.Deliverable, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EmailAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => Deliverable.GetHashCode(StringComparison.Ordinal);

    /// <summary>Whether both are null or sent to in the same way.</summary>
    /// <param name="left">An address or null.</param>
    /// <param name="right">An address or null.</param>
    public static bool operator ==(EmailAddress? left, EmailAddress? right) =>
        left is null ? right is null : left.Equals(right);

    /// <summary>Whether they differ in how they are sent to.</summary>
    /// <param name="left">An address or null.</param>
    /// <param name="right">An address or null.</param>
    public static bool operator !=(EmailAddress? left, EmailAddress? right) => !(left == right);

    /// <summary>
    /// The address masked for people and logs, such as <c>a***@example.com</c>: the first character before the <c>@</c>,
    /// three stars whatever the length, and the domain.
    /// </summary>
    public override string ToString()
    {
        Rune.DecodeFromUtf16(LocalPartSpan, out _, out var first);
        return string.Concat(LocalPartSpan[..first], "***@", DomainSpan);
    }
}
