using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Notify.Sdk.PhoneNumbers.Tests.Oracle;

/// <summary>Reads the lines of a corpus: tab separated, escaped, gzipped or plain.</summary>
internal static class CorpusFile
{
    public static IEnumerable<string[]> Read(string name)
    {
        var path = Path.IsPathRooted(name) ? name : Path.Combine(AppContext.BaseDirectory, "Corpora", name);
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // An input may hold characters that ReadLine takes for the end of a line only in other encodings; LF ends a line here.
        foreach (var line in reader.ReadToEnd().Split('\n'))
        {
            if (line.Length > 0)
                yield return line.Split('\t');
        }
    }

    public static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
            return text;
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                result.Append(text[i]);
                continue;
            }

            switch (text[++i])
            {
                case 't': result.Append('\t'); break;
                case 'n': result.Append('\n'); break;
                case 'r': result.Append('\r'); break;
                case 'u':
                    result.Append((char)int.Parse(text.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                    i += 4;
                    break;
                default: result.Append(text[i]); break;
            }
        }

        return result.ToString();
    }

    public static string Escape(string text)
    {
        var result = new StringBuilder();
        foreach (var character in text)
        {
            result.Append(character switch
            {
                '\\' => "\\\\",
                '\t' => "\\t",
                '\n' => "\\n",
                '\r' => "\\r",
                '\u2028' or '\u2029' or '\u0085' or '\v' or '\f' or '\0' => $"\\u{(int)character:x4}",
                _ => character.ToString(),
            });
        }

        return result.ToString();
    }
}
