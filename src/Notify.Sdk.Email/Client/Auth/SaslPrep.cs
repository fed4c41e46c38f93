using System.Text;

namespace Notify.Sdk.Email.Client.Auth;

/// <summary>
/// SASLprep (RFC 4013): the same name or password typed on two keyboards becomes the same octets, and what could not be typed
/// twice the same way is refused. ASCII without control characters stays as it is.
/// </summary>
internal static class SaslPrep
{
    /// <summary>The prepared form, as SCRAM wants it: a "stored string" (RFC 5802 section 2.2, RFC 3454 section 7).</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is, for the message: "user name" or "password".</param>
    /// <exception cref="SaslException">It cannot be prepared. The message does not repeat it.</exception>
    public static string Prepare(string text, string what)
    {
        var mapped = Map(text);
        if (mapped.EnumerateRunes().Any(rune => SaslPrepTables.Unassigned.Contains(rune.Value)))
        {
            throw Refused(what, "a character that Unicode 3.2 does not have, such as an emoji");
        }

        var prepared = Normalize(mapped, what);
        RefuseProhibited(prepared, what);
        RefuseMixedDirections(prepared, what);
        return prepared.Length > 0 || text.Length == 0 ? prepared : throw Refused(what, "nothing but invisible characters");
    }

    /// <summary>
    /// Refuses what no server takes that prepares what it is sent (RFC 4616 section 2). The text itself is sent as it was typed:
    /// with PLAIN the server prepares, and many compare octets.
    /// </summary>
    /// <exception cref="SaslException">It holds prohibited characters. The message does not repeat it.</exception>
    public static void Check(string text, string what) => RefuseProhibited(Map(text), what);

    private static string Map(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var mapped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // half a surrogate pair becomes U+FFFD, which is prohibited
        {
            if (SaslPrepTables.NonAsciiSpaces.Contains(rune.Value))
            {
                mapped.Append(' ');
            }
            else if (!SaslPrepTables.MappedToNothing.Contains(rune.Value))
            {
                mapped.Append(rune.ToString());
            }
        }

        return mapped.ToString();
    }

    private static string Normalize(string text, string what)
    {
        try
        {
            return Ascii.IsValid(text) ? text : text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            throw Refused(what, "a code point that is no character"); // table C.4
        }
    }

    private static void RefuseProhibited(string text, string what)
    {
        if (text.EnumerateRunes().Any(rune => SaslPrepTables.Prohibited.Contains(rune.Value)))
        {
            throw Refused(what, "a control, private-use or similar character that no keyboard should give");
        }
    }

    // RFC 3454 section 6.
    private static void RefuseMixedDirections(string text, string what)
    {
        if (!text.EnumerateRunes().Any(rune => SaslPrepTables.RightToLeft.Contains(rune.Value)))
        {
            return;
        }

        var runes = text.EnumerateRunes().ToArray();
        if (!SaslPrepTables.RightToLeft.Contains(runes[0].Value) || !SaslPrepTables.RightToLeft.Contains(runes[^1].Value)
            || Array.Exists(runes, rune => SaslPrepTables.LeftToRight.Contains(rune.Value)))
        {
            throw Refused(what, "letters written from right to left together with others");
        }
    }

    private static SaslException Refused(string what, string why) =>
        new($"the {what} holds {why}, which SASLprep (RFC 4013) does not allow. Choose another one");
}
