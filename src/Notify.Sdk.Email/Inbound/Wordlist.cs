namespace Notify.Sdk.Email.Inbound;

/// <summary>Reads the lists of words of this folder: sections in brackets, one phrase a line.</summary>
internal static class Wordlist
{
    /// <summary>The phrases of each section; lines before the first one and those that begin with a number sign are comments.</summary>
    public static Dictionary<string, string[]> Read(string file)
    {
        using var text = new StreamReader(typeof(Wordlist).Assembly.GetManifestResourceStream($"Notify.Sdk.Email.Inbound.{file}")!);
        return text.ReadToEnd().ReplaceLineEndings("\n").Split("\n[").Skip(1)
            .Select(section => section.Split("]\n"))
            .ToDictionary(section => section[0], section => section[1].Split('\n')
                .Where(line => line.Length > 0 && line[0] != '#').ToArray());
    }
}
