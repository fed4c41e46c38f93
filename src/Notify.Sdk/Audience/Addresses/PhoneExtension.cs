namespace Notify.Sdk.Audience;

/// <summary>Reads the extension that stands behind a number.</summary>
internal static class PhoneExtension
{
    private const int MostBehindLabel = 20;
    private const int MostBehindSign = 9;

    // Behind a single comma a longer run is another number, or its ending.
    private const int MostBehindComma = 5;

    // A label that another one begins with comes after it.
    private static readonly string[] Labels =
    [
        "extensión", "extension", "extn", "ext", "xtn", "anexo", "доб", "durchwahl", "dw", "klappe", "kl",
        "poste", "ramal", "interno", "int", "wew", "x",
    ];

    /// <param name="text">What follows the number, beginning with the first sign that is none of a number.</param>
    /// <param name="extension">ASCII digits.</param>
    public static bool TryRead(ReadOnlySpan<char> text, out string? extension)
    {
        extension = null;
        var most = text[0] switch
        {
            '#' or '~' => MostBehindSign,
            ',' => text is [',', ',', ..] ? MostBehindSign : MostBehindComma,
            ';' => MostBehindComma,
            _ => 0,
        };
        if (most > 0) text = text[1..].TrimStart(" ,");
        var isLabelled = TryCutLabel(ref text);
        if (isLabelled) most = MostBehindLabel;
        var length = text.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : text.Length;
        // More digits behind a sign: then it was no extension but a second number.
        if (length == 0 || length > most || (!isLabelled && text[length..].ContainsAnyInRange('0', '9'))) return false;
        extension = text[..length].ToString();
        return true;
    }

    private static bool TryCutLabel(ref ReadOnlySpan<char> text)
    {
        foreach (var label in Labels)
        {
            if (!text.StartsWith(label, StringComparison.OrdinalIgnoreCase)) continue;
            var rest = text[label.Length..].TrimStart(" .:=,#-");
            if (rest.IsEmpty || !char.IsAsciiDigit(rest[0])) continue;
            text = rest;
            return true;
        }

        return false;
    }
}
