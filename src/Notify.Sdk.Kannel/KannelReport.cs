namespace Notify.Sdk.Kannel;

/// <summary>
/// What became of a message: a GET that Kannel makes to the address that went with it, in which it replaces <c>%d</c> (kind), <c>%F</c>
/// (id at the message centre) and <c>%A</c> (words of the message centre).
/// </summary>
internal static class KannelReport
{
    private const string Kind = "kind", Part = "part", Words = "words";

    /// <summary>The address for reports of a message; a percent sign of its own is doubled, because Kannel reads it.</summary>
    public static string AddressFor(Uri address, string key, string secret) =>
        ReportAddress.For(address, key, secret).Replace("%", "%%", StringComparison.Ordinal) + $"&{Kind}=%d&{Part}=%F&{Words}=%A";

    /// <summary>The receipt in it; nothing where the message still waits.</summary>
    /// <exception cref="FormatException">It is of no kind that Kannel has.</exception>
    public static HookContents Read(HookRequest request)
    {
        var (key, kind, words) = (ReportAddress.KeyOf(request)!, request.Field(Kind), request.Field(Words) ?? "");
        ReceiptKind? said = kind switch
        {
            "1" => ReceiptKind.Delivered,
            "2" => ReceiptKind.Failed,
            "4" => null, // it waits in a queue of the message centre
            "8" => ReceiptKind.Accepted,
            "16" => IsOfAddress(words) ? ReceiptKind.Bounced : ReceiptKind.Failed,
            _ => throw new FormatException("A report of Kannel is of kind 1, 2, 4, 8 or 16."),
        };
        return said is not { } receipt ? HookContents.Nothing : HookContents.Of(
            new Receipt(request.Provider, $"{key}/{kind}/{request.Field(Part)}", key, receipt, request.ReceivedAt, WordOf(words))
            {
                IdempotencyKey = key,
            });
    }

    /// <summary>ESME_RINVDSTADR, the one status of SMPP 3.4 (section 5.1.3) that says that the number is none.</summary>
    private static bool IsOfAddress(string words) => words.StartsWith("NACK/11/", StringComparison.Ordinal)
        || words.StartsWith("NACK/0x0000000b/", StringComparison.OrdinalIgnoreCase);

    /// <summary>The status of a refusal, or the state of a report: short words of the protocol, and never an address.</summary>
    private static string WordOf(string words)
    {
        if (words.StartsWith("NACK/", StringComparison.Ordinal))
            return $"status {string.Concat(words.Split('/')[1].Where(char.IsAsciiLetterOrDigit))}";
        var at = words.IndexOf("stat:", StringComparison.Ordinal);
        return at < 0 ? "" : string.Concat(words[(at + 5)..].TakeWhile(char.IsAsciiLetterUpper).Take(7));
    }
}
