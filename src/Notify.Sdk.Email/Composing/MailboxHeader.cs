using System.Text;

namespace Notify.Sdk.Email.Composing;

/// <summary>Writes a field that holds one mailbox (RFC 5322 section 3.4).</summary>
internal static class MailboxHeader
{
    private const int LongestQuoted = 60;

    /// <summary>Writes a whole field. The mailbox has been checked.</summary>
    public static void Write(HeaderWriter header, string name, Mailbox mailbox)
    {
        header.Start(name);
        var address = AddressSyntax.HeaderForm(mailbox.Address);
        if (mailbox.DisplayName.Length == 0)
        {
            header.Word(address);
        }
        else
        {
            WriteName(header, mailbox.DisplayName);
            header.Word($"<{address}>");
        }

        header.End();
    }

    private static void WriteName(HeaderWriter header, string name)
    {
        if (HeaderText.IsPlain(name, header.Utf8) && Encoding.UTF8.GetByteCount(name) <= LongestQuoted)
        {
            header.Word(IsPhrase(name) ? name : Quoted(name));
        }
        else
        {
            EncodedWord.Write(header, name);
        }
    }

    private static bool IsPhrase(string name)
    {
        foreach (var c in name)
        {
            if (c != ' ' && !char.IsAsciiLetterOrDigit(c))
            {
                return false;
            }
        }

        return !name.Contains("  ", StringComparison.Ordinal);
    }

    private static string Quoted(string name) =>
        $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
