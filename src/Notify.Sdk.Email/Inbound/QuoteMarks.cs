namespace Notify.Sdk.Email.Inbound;

/// <summary>Where the words of a person end, and the signature or the quotation of an earlier message begins.</summary>
internal static class QuoteMarks
{
    private const int LongestAttribution = 400;

    // The first word of an attribution, and the verb before its colon: "On Mon, 2 Nov 2026 at 10:04, Shop wrote:".
    private static readonly (string Start, string End)[] Attributions =
    [
        ("On ", "wrote:"), ("Am ", "schrieb"), ("Le ", "a écrit"), ("El ", "escribió"), ("Il ", "ha scritto"), ("Em ", "escreveu"),
        ("Op ", "schreef"), ("Den ", "skrev"), ("Den ", "skrev:"), ("På ", "skrev"), ("W dniu", "napisał"), ("Dnia ", "napisał"),
            ("", "написал"), ("", "пишет"),
        ("Dne ", "napsal"), ("", "yazdı"), ("", "kirjoitti"), ("", "さんは書きました"), ("", "のメール"), ("", "写道"), ("", "wrote:"),
    ];

    private static readonly string[] SenderFields = ["From:", "Von:", "De:", "Da:", "Van:", "Från:", "Fra:", "Od:", "От:", "差出人:", "发件人:"];

    private static readonly string[] DateFields =
        ["Sent:", "Date:", "Gesendet:", "Datum:", "Envoyé", "Enviado", "Inviato:", "Data:", "Verzonden:", "Skickat:", "Sendt:",
            "Wysłano:", "Отправлено:", "送信日時:", "发送时间:"];

    private static readonly string[] Devices = ["Sent from my ", "Sent from Outlook", "Get Outlook for", "Von meinem ", "Gesendet von ",
        "Envoyé de mon ", "Envoyé depuis ", "Enviado desde mi ", "Inviato da ", "Enviado do meu "];

    /// <summary>Whether what follows from this line on is no longer the person's.</summary>
    public static bool BeginsTail(string[] lines, int index)
    {
        var line = lines[index].TrimEnd('\r');
        var trimmed = line.Trim();
        return line is "-- " or "--"
            || IsSeparator(trimmed)
            || Devices.Any(device => trimmed.StartsWith(device, StringComparison.Ordinal))
            || IsOutlookHeader(lines, index)
            || IsAttribution(lines, index);
    }

    // "-----Original Message-----" in any language, and the rule that Outlook draws.
    private static bool IsSeparator(string line) =>
        (line.Length >= 20 && !line.AsSpan().ContainsAnyExcept('_'))
        || (line.Length is > 10 and < 80 && line.StartsWith("-----", StringComparison.Ordinal)
            && line.EndsWith("-----", StringComparison.Ordinal) && line.Any(char.IsLetter));

    private static bool IsOutlookHeader(string[] lines, int index) =>
        StartsWithAny(lines[index], SenderFields) && lines.Skip(index + 1).Take(4).Any(line => StartsWithAny(line, DateFields));

    private static bool StartsWithAny(string line, string[] words)
    {
        var start = line.AsSpan().TrimStart(" *");
        foreach (var word in words)
        {
            if (start.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    // It names a date, so it has a digit. Programs fold it over up to three lines.
    private static bool IsAttribution(string[] lines, int index)
    {
        var joined = lines[index].Trim();
        var folded = HasOpenBracket(joined);
        for (var i = index; ; joined = $"{joined} {lines[i].Trim()}")
        {
            if (joined.Length is 0 or > LongestAttribution)
                return false;
            if (joined[^1] is ':' or '：' && joined.Any(char.IsDigit))
                return Attributions.Any(mark => Fits(joined, mark, mayBeFolded: folded || i == index));
            if (++i == index + 3 || i >= lines.Length || string.IsNullOrWhiteSpace(lines[i]))
                return false;
        }
    }

    // "... Shop <" with the address on the next line
    private static bool HasOpenBracket(string line) => line.LastIndexOf('<') > line.LastIndexOf('>');

    // Where nothing tells its first line, only one that breaks off within an address may go on in the next.
    private static bool Fits(string line, (string Start, string End) mark, bool mayBeFolded) =>
        (mark.Start.Length > 0 || mayBeFolded)
        && line.StartsWith(mark.Start, StringComparison.Ordinal)
        && line.IndexOf(mark.End, mark.Start.Length, StringComparison.Ordinal) is >= 0 and var at
        && (mark.Start.Length > 0 || line.Length - at <= mark.End.Length + 40);
}
