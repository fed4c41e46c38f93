using System.Text;

namespace Notify.Sdk.Audience;

/// <summary>
/// Text in, deliverable form out, on the caller's buffers: a list of ten million accounts is read without an object per
/// address. Each step may refuse; the first refusal is the answer.
/// </summary>
internal static class EmailAddressReader
{
    /// <summary>
    /// Input beyond this is refused unread. It is generous: decomposed accents and characters that UTS 46 maps away make
    /// an address shorter, yet never by this much.
    /// </summary>
    internal const int MaxInput = 1024;

    /// <param name="text">Untrusted text. It is not trimmed: what surrounds an address is the caller's to know.</param>
    /// <param name="accept">Forms to accept in spite of the policy.</param>
    /// <param name="destination">At least <see cref="EmailAddress.MaxLength"/> long.</param>
    /// <param name="written">The length of the deliverable form.</param>
    /// <param name="at">Where its separating <c>@</c> stands.</param>
    internal static EmailAddressError Read(
        ReadOnlySpan<char> text, UnusualEmailForms accept, Span<char> destination, out int written, out int at)
    {
        written = at = 0;
        if (text.IsEmpty) return EmailAddressError.Empty;
        if (text.Length > MaxInput) return EmailAddressError.TooLong;

        var error = EmailLocalPart.FindEnd(text, out var end);
        if (error != EmailAddressError.None) return error;

        error = WriteLocalPart(text[..end], accept, destination, out at, out var localOctets);
        if (error != EmailAddressError.None) return error;

        destination[at] = '@';
        // ASCII from here on, so characters are octets; the destination ends where the limit is reached.
        var room = EmailAddress.MaxLength - localOctets - 1;
        error = WriteDomain(text[(end + 1)..], accept, destination.Slice(at + 1, room), out var domainLength);
        written = at + 1 + domainLength;
        return error;
    }

    private static EmailAddressError WriteLocalPart(
        ReadOnlySpan<char> local, UnusualEmailForms accept, Span<char> destination, out int written, out int octets)
    {
        written = octets = 0;
        if (!Ascii.IsValid(local))
        {
            UnicodeSupport.EnsureAvailable();
            if (ForbiddenCharacters.Occur(local, allowJoiners: false)) return EmailAddressError.ForbiddenCharacter;
            // Before the grammar, not after: NFC turns the Greek question mark into a semicolon (RFC 6532 §3.1).
            local = local.ToString().Normalize(NormalizationForm.FormC);
        }

        var error = EmailLocalPart.Check(local);
        if (error != EmailAddressError.None) return error;
        if ((accept & UnusualEmailForms.Symbols) == 0 && EmailLocalPart.HasSymbols(local)) return EmailAddressError.SymbolInLocalPart;
        local.CopyTo(destination);
        written = local.Length;
        octets = Encoding.UTF8.GetByteCount(local);
        return EmailAddressError.None;
    }

    private static EmailAddressError WriteDomain(
        ReadOnlySpan<char> domain, UnusualEmailForms accept, Span<char> destination, out int written)
    {
        written = 0;
        if (domain.IsEmpty) return EmailAddressError.NoDomain;
        if (domain[0] == '[') return WriteLiteral(domain, accept, destination, out written);

        var error = EmailDomain.Fold(domain, destination, out written);
        return error != EmailAddressError.None ? error : EmailDomain.CheckPolicy(destination[..written], accept);
    }

    private static EmailAddressError WriteLiteral(
        ReadOnlySpan<char> literal, UnusualEmailForms accept, Span<char> destination, out int written)
    {
        written = 0;
        if (!EmailAddressLiteral.IsValid(literal)) return EmailAddressError.InvalidAddressLiteral;
        if ((accept & UnusualEmailForms.AddressLiteral) == 0) return EmailAddressError.AddressLiteral;
        written = EmailAddressLiteral.Write(literal, destination);
        return EmailAddressError.None;
    }
}
