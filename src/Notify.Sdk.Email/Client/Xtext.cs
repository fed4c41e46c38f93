using System.Globalization;
using System.Text;

namespace Notify.Sdk.Email.Client;

/// <summary>Escapes values of DSN parameters (RFC 3461 section 4, RFC 6533 section 3).</summary>
internal static class Xtext
{
    /// <summary>ASCII; whatever could end the parameter becomes <c>+XX</c>.</summary>
    public static void Write(SendBuffer output, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            var plain = c is >= '!' and <= '~' and not ('+' or '=');
            output.Add(plain ? [c] : string.Create(CultureInfo.InvariantCulture, $"+{(int)c:X2}"));
        }
    }

    /// <summary>The recipient with its type: <c>rfc822</c>, or <c>utf-8</c> with <c>\x{…}</c> for what is not ASCII.</summary>
    public static void WriteRecipient(SendBuffer output, string address)
    {
        if (Ascii.IsValid(address))
        {
            output.Add("rfc822;"u8);
            Write(output, address);
            return;
        }

        output.Add("utf-8;"u8);
        foreach (var rune in address.EnumerateRunes())
        {
            var plain = rune.Value is >= '!' and <= '~' and not ('+' or '=' or '\\');
            output.Add(plain ? [(char)rune.Value] : string.Create(CultureInfo.InvariantCulture, $"\\x{{{rune.Value:X2}}}"));
        }
    }
}
