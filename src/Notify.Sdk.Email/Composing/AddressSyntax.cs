using System.Buffers;
using System.Text;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Email.Composing;

/// <summary>
/// What may stand in a header: addresses by the grammar of <see cref="EmailAddress"/>, also the unusual forms that are
/// refused on lists of people, and dotted names.
/// </summary>
internal static class AddressSyntax
{
    private static readonly SearchValues<char> AtomText =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~");

    /// <summary>Splits an address into its local part as given and its domain in A-label form.</summary>
    /// <param name="address">The address.</param>
    /// <param name="local">The local part, quotes kept.</param>
    /// <param name="domain">The domain, ASCII.</param>
    /// <param name="problem">What is wrong, a sentence without the address.</param>
    public static bool TryRead(string address, out string local, out string domain, out string problem)
    {
        var parsed = Parse(address, out var fault);
        (local, domain, problem) = parsed is null ? ("", "", fault) : (parsed.LocalPart, parsed.Domain, "");
        return parsed is not null;
    }

    /// <summary>Null, or what is wrong, a sentence without the address.</summary>
    public static string? Problem(string address) => Parse(address, out var problem) is null ? problem : null;

    /// <summary>The address as written into a header; it has passed <see cref="Problem"/>.</summary>
    public static string HeaderForm(string address) => Parse(address, out _)?.Deliverable ?? "";

    /// <summary>Whether the local part is not ASCII.</summary>
    public static bool HasUtf8LocalPart(string address)
    {
        var at = address.LastIndexOf('@');
        return at >= 0 && !Ascii.IsValid(address.AsSpan(0, at));
    }

    /// <summary>Whether the text is atoms separated by single dots, ASCII only.</summary>
    public static bool IsDotAtom(ReadOnlySpan<char> text)
    {
        foreach (var range in text.Split('.'))
        {
            if (text[range].IsEmpty || text[range].ContainsAnyExcept(AtomText))
            {
                return false;
            }
        }

        return true;
    }

    // U+FFFD stands for letters that were lost in an earlier conversion: whoever that was, it is not this mailbox.
    private static EmailAddress? Parse(string address, out string problem)
    {
        var lost = address.Contains('\ufffd', StringComparison.Ordinal);
        var valid = EmailAddress.TryParse(address, UnusualEmailForms.All, out var parsed, out var error);
        problem = lost ? "The address has letters that were lost in a conversion." : error.Describe();
        return valid && !lost ? parsed : null;
    }
}
