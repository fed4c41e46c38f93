using Notify.Sdk.Audience;

namespace Notify.Sdk.Email.Composing;

/// <summary>
/// What may stand in a header: addresses by the grammar of <see cref="EmailAddress"/>, also the unusual forms that are
/// refused on lists of people, and dotted names.
/// </summary>
internal static partial class AddressSyntax
{
    /// <summary>The address, or null and what is wrong with it: a sentence without the address.</summary>
    public static EmailAddress? Read(string? address, out string problem)
    {
        // U+FFFD stands for letters that were lost in an earlier conversion: whoever that was, it is not this mailbox.
        var lost = address?.Contains('\ufffd', StringComparison.Ordinal) == true;
        var valid = EmailAddress.TryParse(address, UnusualEmailForms.All, out var parsed, out var error);
        problem = lost ? "The address has letters that were lost in a conversion." : error.Describe();
        return valid && !lost ? parsed : null;
    }

    /// <summary>Whether the text is atoms separated by single dots, ASCII only.</summary>
    public static bool IsDotAtom(ReadOnlySpan<char> text) => DotAtom().IsMatch(text);

    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex DotAtom();
}
