using System.Text;

namespace Notify.Sdk.Audience;

/// <summary>Tells from its first bytes in which encoding a list is, and whether it is a list at all.</summary>
internal static class CsvEncoding
{
    /// <summary>Fewer bytes say too little, where there are more.</summary>
    public const int FewestBytes = 512;

    /// <summary>How much of a file is looked at.</summary>
    public const int MostBytes = 1 << 20;

    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>The encoding; null for UTF-8.</summary>
    /// <param name="bytes">The beginning of the file.</param>
    /// <param name="declared">What the caller says; null to find out.</param>
    /// <exception cref="NotifyException">It is a file of another kind, or in an encoding that would break letters.</exception>
    public static Encoding? Of(ReadOnlySpan<byte> bytes, Encoding? declared)
    {
        RefuseOthers(bytes);
        if (declared is not null)
            return declared is UTF8Encoding ? null : declared;
        if (bytes is [0xFF, 0xFE, ..])
            return Encoding.Unicode;
        if (bytes is [0xFE, 0xFF, ..])
            return Encoding.BigEndianUnicode;
        if (IsUtf16(bytes, 1))
            return new UnicodeEncoding(bigEndian: false, byteOrderMark: false);
        if (IsUtf16(bytes, 0))
            return new UnicodeEncoding(bigEndian: true, byteOrderMark: false);
        return IsUtf8(bytes) ? null : WesternOrNone(bytes);
    }

    /// <summary>The name for people.</summary>
    public static string NameOf(Encoding? encoding) => encoding switch
    {
        null => "UTF-8",
        UnicodeEncoding => "UTF-16",
        { CodePage: 1252 } => "Windows-1252",
        _ => encoding.WebName,
    };

    private static void RefuseOthers(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("PK\x03\x04"u8))
            throw Other("an Excel workbook (.xlsx) or another archive", "Open it in the spreadsheet and save it as \"CSV UTF-8\".");
        if (bytes is [0xD0, 0xCF, 0x11, 0xE0, ..])
            throw Other("an Excel workbook (.xls)", "Open it in the spreadsheet and save it as \"CSV UTF-8\".");
        if (bytes.StartsWith("%PDF"u8))
            throw Other("a PDF document", "Export the list as CSV.");
        if (bytes is [0x1F, 0x8B, ..])
            throw Other("a compressed file (gzip)", "Unpack it first.");
        var text = bytes.TrimStart(" \t\r\n\uFEFF"u8);
        if (text is [(byte)'<', ..])
            throw Other(
                "a web page or XML",
                "The program may have answered with a page to sign in: sign in, export again, and look at the first line.");
        if (text.StartsWith("[{"u8) || text.StartsWith("{\""u8))
            throw Other("JSON", "Export the list as CSV.");
        if (text.StartsWith("BEGIN:VCARD"u8))
            throw Other("a file of vCards (.vcf)", "Export the contacts as CSV.");
    }

    private static NotifyException Other(string what, string remedy) => new($"Line 1, column 1: the file is {what}, and no CSV. {remedy}");

    /// <summary>Whether every other byte of a text is NUL, as in UTF-16 without a byte order mark.</summary>
    private static bool IsUtf16(ReadOnlySpan<byte> bytes, int at)
    {
        var (nuls, pairs) = (0, Math.Min(bytes.Length, 400) / 2);
        for (var i = 0; i < pairs; i++)
        {
            if (bytes[(2 * i) + at] == 0)
                nuls++;
            if (bytes[(2 * i) + 1 - at] == 0)
                return false;
        }

        return pairs > 4 && nuls * 10 > pairs * 8;
    }

    /// <summary>Whether it is UTF-8, or at least has letters in it: then single broken lines are told of, and the rest is read.</summary>
    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        var (broken, letters) = (false, false);
        while (bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is >= 0 and var wide)
        {
            bytes = bytes[wide..];
            var status = Rune.DecodeFromUtf8(bytes, out _, out var length);
            letters |= status == System.Buffers.OperationStatus.Done;
            broken |= status == System.Buffers.OperationStatus.InvalidData;
            if (letters || status == System.Buffers.OperationStatus.NeedMoreData)
                break; // one whole letter is no accident; the last one may be cut off
            bytes = bytes[length..];
        }

        return letters || !broken;
    }

    private static Encoding WesternOrNone(ReadOnlySpan<byte> bytes)
    {
        var text = Western.GetString(bytes);
        var (line, accents, doubles) = (1, 0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n')
                line++;
            if (c < 0x80)
                continue;
            if (char.IsControl(c) || (!char.IsLetter(c) && IsInWord(text, i)) || IsAtWord(text, i))
                throw Broken(line);
            if (!char.IsLetter(c))
                continue;
            accents++;
            if (i > 0 && text[i - 1] >= 0x80 && char.IsLetter(text[i - 1]))
                doubles++;
        }

        return doubles * 3 > accents ? throw Broken(line) : Western; // whole words of accents are letters of another script
    }

    /// <summary>Signs that no word has inside.</summary>
    private static bool IsInWord(string text, int at) =>
        at > 0 && at + 1 < text.Length && char.IsLetter(text[at - 1]) && char.IsLetter(text[at + 1])
            && text[at] is not ('\u2019' or '\u2018' or '\u00B4' or '\u00B7' or '\u00AD' or '\u2013' or '\u00A0');

    /// <summary>Signs that no word begins or ends with: Central European and Macintosh letters, read as Western ones.</summary>
    private static bool IsAtWord(string text, int at) => text[at] is '\u00A3' or '\u00AF' or '\u00BF' or '\u00A7' or '\u0178'
        && ((at + 1 < text.Length && char.IsLetter(text[at + 1]) && text[at] != '\u00BF') || (at > 0 && char.IsLetter(text[at - 1])));

    private static NotifyException Broken(int line) => new(
        $"Line {line}: the file is neither UTF-8 nor Windows-1252; read as the latter, letters would be broken. Save it as \"CSV UTF-8\", "
            + $"or say what it is in with ContactCsvOptions.Encoding.");
}
