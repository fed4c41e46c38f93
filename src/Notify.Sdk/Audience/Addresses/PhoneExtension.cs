namespace Notify.Sdk.Audience;

/// <summary>Reads the extension that stands behind a number.</summary>
internal static class PhoneExtension
{
    private const string Around = " .:=,#-";
    private const int MostBehindLabel = 20;
    private const int MostBehindSign = 9;

    // Behind a single comma a longer run is another number, or its ending.
    private const int MostBehindComma = 5;

    // A label that another one begins with comes after it.
    private static readonly string[] Labels =
    [
        "extensión", "extension", "extn", "ext", "xtn", "anexo", "доб", "durchwahl", "dw", "klappe", "kl",
        "poste", "ramal", "interno", "int", "wewnętrzny", "wewnetrzny", "wewn", "wew", "apparat", "app", "nebenstelle", "nst",
        "anknytning", "ankn", "toestel", "tst", "option", "opt", "内線", "内线", "分机", "分機", "转", "轉", "д", "p", "r", "x",
    ];

    private static readonly string[] NumberWords = ["no", "nr", "num", "№", "n°", "nº"];

    // What follows is another number, or its ending.
    private static readonly string[] Conjunctions =
        ["or", "and", "oder", "und", "u", "o", "y", "e", "ou", "et", "of", "en", "og", "och", "eller", "lub", "i", "или", "и"];

    /// <param name="text">What follows the number, beginning with the first sign that is none of a number.</param>
    /// <param name="extension">ASCII digits.</param>
    public static bool TryRead(ReadOnlySpan<char> text, out string? extension)
    {
        extension = null;
        var most = text[0] switch
        {
            '#' or '*' => MostBehindSign,
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

    /// <summary>
    /// A few digits behind words that are not known to name an extension, at the end: which desk it is, perhaps.
    /// </summary>
    /// <param name="text">As of <see cref="TryRead"/>.</param>
    public static string? Ending(ReadOnlySpan<char> text)
    {
        text = text.TrimEnd(" .)");
        var start = text.LastIndexOfAnyExceptInRange('0', '9') + 1;
        var words = text[..start].Trim(Around);
        if (start == text.Length || text.Length - start > MostBehindComma) return null;
        if (words.IsEmpty || !char.IsLetter(words[0]) || words.ContainsAnyInRange('0', '9')) return null;
        foreach (var conjunction in Conjunctions)
            if (words.Equals(conjunction, StringComparison.OrdinalIgnoreCase)) return null;
        return text[start..].ToString();
    }

    private static bool TryCutLabel(ref ReadOnlySpan<char> text)
    {
        foreach (var label in Labels)
        {
            if (!text.StartsWith(label, StringComparison.OrdinalIgnoreCase)) continue;
            var rest = WithoutNumberWord(text[label.Length..].TrimStart(Around));
            if (rest.IsEmpty || !char.IsAsciiDigit(rest[0])) continue;
            text = rest;
            return true;
        }

        return false;
    }

    /// <summary>As in "extension no. 7".</summary>
    private static ReadOnlySpan<char> WithoutNumberWord(ReadOnlySpan<char> text)
    {
        foreach (var word in NumberWords)
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase)) return text[word.Length..].TrimStart(Around);
        return text;
    }
}
