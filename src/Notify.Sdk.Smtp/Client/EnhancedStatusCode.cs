using System.Globalization;

namespace Notify.Sdk.Smtp.Client;

/// <summary>
/// An enhanced status code such as 5.1.1 (RFC 3463, carried in replies by RFC 2034). The default is "none".
/// </summary>
/// <param name="Class">2 success, 4 not now, 5 for good.</param>
/// <param name="Subject">1 address, 2 mailbox, 3 system, 4 network, 5 protocol, 6 content, 7 policy.</param>
/// <param name="Detail">0 to 999.</param>
internal readonly record struct EnhancedStatusCode(byte Class, short Subject, short Detail)
{
    /// <summary>Whether there is none.</summary>
    public bool IsNone => Class == 0;

    /// <summary>
    /// Whether it says that this address does not exist or takes nothing, so that it must not be used again. Codes about
    /// policy (5.7.x), content, size and full mailboxes do not: they speak of the sender or of the moment.
    /// </summary>
    public bool CondemnsAddress => (Class, Subject, Detail) is (5, 1, 1) or (5, 1, 2) or (5, 1, 3) or (5, 1, 6) or (5, 1, 10) or (5, 2, 1);

    /// <summary>Reads it from the start of a reply's text.</summary>
    /// <param name="text">The text after the reply code.</param>
    /// <param name="replyCode">The code that it must agree with: 550 and 2.0.0 do not go together.</param>
    public static EnhancedStatusCode Read(ReadOnlySpan<char> text, int replyCode)
    {
        var end = text.IndexOfAny(' ', '\n');
        var token = end < 0 ? text : text[..end];
        if (token.Length is < 5 or > 9 || token[1] != '.' || token[0] != (char)('0' + (replyCode / 100)) || token[0] is not ('2' or '4' or '5'))
        {
            return default;
        }

        var rest = token[2..];
        var dot = rest.IndexOf('.');
        return dot is > 0 and <= 3 && Number(rest[..dot], out var subject) && Number(rest[(dot + 1)..], out var detail)
            ? new((byte)(token[0] - '0'), subject, detail)
            : default;
    }

    /// <summary>Such as <c>5.1.1</c>; empty for none.</summary>
    public override string ToString() => IsNone ? "" : string.Create(CultureInfo.InvariantCulture, $"{Class}.{Subject}.{Detail}");

    private static bool Number(ReadOnlySpan<char> digits, out short value)
    {
        value = 0;
        return digits.Length is > 0 and <= 3 && short.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
