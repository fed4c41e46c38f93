using System.Globalization;
using System.Text;

namespace Notify.Sdk.Smtp.Client.Auth;

/// <summary>How names and passwords are written in SASL.</summary>
internal static class SaslText
{
    /// <summary>A name in a list of attributes (RFC 5801 section 4, RFC 5802 section 5.1).</summary>
    public static string Escape(string name) =>
        name.Replace("=", "=3D", StringComparison.Ordinal).Replace(",", "=2C", StringComparison.Ordinal);

    /// <summary>
    /// The mapping and normalisation of SASLprep (RFC 4013 sections 2.1 and 2.2), so that the same password typed on two
    /// keyboards is the same octets. ASCII stays as it is.
    /// </summary>
    public static string Prepare(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var mapped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category == UnicodeCategory.SpaceSeparator)
            {
                mapped.Append(' ');
            }
            else if (rune.Value is not (0xAD or 0x34F or 0x1806 or (>= 0x180B and <= 0x180D) or (>= 0x200B and <= 0x200D) or 0x2060 or (>= 0xFE00 and <= 0xFE0F) or 0xFEFF))
            {
                mapped.Append(rune.ToString());
            }
        }

        return mapped.ToString().Normalize(NormalizationForm.FormKC);
    }
}
