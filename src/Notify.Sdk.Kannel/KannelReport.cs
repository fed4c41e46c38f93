using System.Security.Cryptography;

namespace Notify.Sdk.Kannel;

/// <summary>
/// What became of a message: a GET that Kannel makes to the address that went with it, in which it replaces <c>%d</c> (kind), <c>%F</c>
/// (id at the message centre) and <c>%A</c> (words of the message centre).
/// </summary>
internal static class KannelReport
{
    private const string Key = "key", Code = "code", Kind = "kind", Part = "part", Words = "words";

    /// <summary>The address for reports of a message; a percent sign of its own is doubled, because Kannel reads it.</summary>
    public static string AddressFor(Uri address, string key, string secret) =>
        address.AbsoluteUri.Replace("%", "%%", StringComparison.Ordinal)
            + $"?{Key}={key}&{Code}={Convert.ToHexStringLower(CodeOf(key, secret))}&{Kind}=%d&{Part}=%F&{Words}=%A";

    /// <summary>Whether a hook is a report, and not a reply.</summary>
    public static bool IsOne(HookRequest request) => request.Field(Key) is not null;

    /// <summary>Whether its code is one that we made for its key.</summary>
    public static bool IsGenuine(HookRequest request, IEnumerable<string> secrets)
    {
        var (key, code, isGenuine) = (request.Field(Key) ?? "", request.Field(Code), false);
        foreach (var secret in secrets)
            isGenuine |= HookSignature.Matches(code, CodeOf(key, secret));
        return isGenuine;
    }

    /// <summary>The receipt in it; nothing where the message still waits.</summary>
    /// <exception cref="FormatException">It is of no kind that Kannel has.</exception>
    public static HookContents Read(HookRequest request)
    {
        var (key, kind, words) = (request.Field(Key)!, request.Field(Kind), request.Field(Words) ?? "");
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

    private static byte[] CodeOf(string key, string secret) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(key));
}
