using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Notify.Sdk.Benchmarks.PhoneNumbers;

/// <summary>Texts as contact lists hold them, each with a default region.</summary>
public sealed class PhoneInputs
{
    private PhoneInputs(string[] texts, string[] regions) => (Texts, Regions) = (texts, regions);

    public static string SamplePath => Path.Combine(AppContext.BaseDirectory, "PhoneNumbers", "phone-inputs.tsv.gz");

    public string[] Texts { get; }

    public string[] Regions { get; }

    public static PhoneInputs Read(string path)
    {
        using var file = File.OpenRead(path);
        using var gzip = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(gzip, Encoding.UTF8);
        var texts = new List<string>();
        var regions = new List<string>();
        foreach (var line in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            texts.Add(Unescape(line[..tab]));
            regions.Add(string.Intern(line[(tab + 1)..]));
        }

        return new PhoneInputs([.. texts], [.. regions]);
    }

    /// <summary>The texts that pass, with their regions.</summary>
    public PhoneInputs Where(Func<string, string, bool> passes)
    {
        var kept = Enumerable.Range(0, Texts.Length).Where(i => passes(Texts[i], Regions[i])).ToList();
        return new([.. kept.Select(i => Texts[i])], [.. kept.Select(i => Regions[i])]);
    }

    private static string Unescape(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }

            var code = text[++i];
            result.Append(code switch { 't' => '\t', 'n' => '\n', 'r' => '\r', _ => code });
            if (code != 'u')
                continue;
            result[^1] = (char)int.Parse(text.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            i += 4;
        }

        return result.ToString();
    }
}
