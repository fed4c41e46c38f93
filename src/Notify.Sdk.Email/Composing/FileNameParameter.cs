using System.Buffers;
using System.Text;

namespace Notify.Sdk.Email.Composing;

/// <summary>
/// Writes the name of an attachment. A plain name is a quoted <c>filename</c>; any other is an extended <c>filename*</c> in
/// UTF-8 (RFC 2231), split over lines without splitting a character, then a <c>filename</c> in ASCII for programs that do
/// not know it. The extended one stands first: parsers that keep one of the two keep the first.
/// </summary>
internal static class FileNameParameter
{
    private const int LongestPlain = 60;
    private const int LongestValue = 50;

    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 !#$&'()+,-.=@[]^_`{}~;");

    private static readonly SearchValues<char> Unescaped =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$&+-.^_`{|}~");

    /// <summary>Writes the parameters after a value that is not yet followed by a semicolon.</summary>
    public static void Write(HeaderWriter header, string fileName)
    {
        if (fileName.Length > LongestPlain || fileName.AsSpan().ContainsAnyExcept(Plain))
        {
            WriteExtended(header, fileName);
        }

        header.Raw(";");
        header.Word($"filename=\"{Fallback(fileName)}\"");
    }

    /// <summary>The name in plain ASCII, at most 60 characters, its extension kept.</summary>
    public static string Fallback(string fileName)
    {
        var ascii = new StringBuilder();
        foreach (var rune in fileName.EnumerateRunes())
        {
            ascii.Append(rune.IsAscii && Plain.Contains((char)rune.Value) ? (char)rune.Value : '_');
        }

        var name = ascii.ToString();
        if (name.Length <= LongestPlain)
        {
            return name;
        }

        var dot = name.LastIndexOf('.');
        var extension = dot > 0 && name.Length - dot <= 10 ? name[dot..] : "";
        return string.Concat(name.AsSpan(0, LongestPlain - extension.Length), extension);
    }

    private static void WriteExtended(HeaderWriter header, string fileName)
    {
        var values = Split(fileName);
        for (var i = 0; i < values.Count; i++)
        {
            header.Raw(";");
            header.Word(values.Count == 1 ? $"filename*={values[i]}" : $"filename*{i}*={values[i]}");
        }
    }

    private static List<string> Split(string fileName)
    {
        var values = new List<string>();
        var value = new StringBuilder("utf-8''");
        foreach (var rune in fileName.EnumerateRunes())
        {
            var escaped = Escape(rune);
            if (value.Length + escaped.Length > LongestValue)
            {
                values.Add(value.ToString());
                value.Clear();
            }

            value.Append(escaped);
        }

        values.Add(value.ToString());
        return values;
    }

    private static string Escape(Rune rune)
    {
        if (rune.IsAscii && Unescaped.Contains((char)rune.Value))
        {
            return rune.ToString();
        }

        Span<byte> octets = stackalloc byte[4];
        var text = new StringBuilder(12);
        foreach (var octet in octets[..rune.EncodeToUtf8(octets)])
        {
            text.Append('%').Append((char)Hex.Digit(octet >> 4)).Append((char)Hex.Digit(octet & 15));
        }

        return text.ToString();
    }
}
