namespace Notify.Sdk.Email;

/// <summary>
/// An enhanced status code: class, subject, detail, for example 5.1.1 (RFC 3463; in replies by RFC 2034, in bounces by RFC 3464).
/// </summary>
/// <param name="Class">2 success, 4 for now, 5 for good.</param>
/// <param name="Subject">1 address, 2 mailbox, 3 system, 4 network, 5 protocol, 6 content, 7 policy, 0 other.</param>
/// <param name="Detail">0 to 999.</param>
public readonly partial record struct EnhancedStatusCode(int Class, int Subject, int Detail)
{
    private const int LongestWithNeighbour = 11;

    private static readonly string[] Subjects = ["no reason given", "the address", "the mailbox", "the receiving system",
        "network or routing", "the protocol", "the content", "policy or security"];

    /// <summary>Whether it says more than that something failed.</summary>
    public bool IsSpecific => Subject != 0 || Detail != 0;

    /// <summary>
    /// Whether it says that this address does not exist or takes nothing, so that it must not be used again: 5.1.1, 5.1.2, 5.1.3,
    /// 5.1.6, 5.1.10 and 5.2.1. Codes about policy (5.7.x), content, size and full mailboxes do not: they speak of the sender
    /// or of the moment.
    /// </summary>
    public bool CondemnsAddress => (Class, Subject, Detail) is (5, 1, 1 or 2 or 3 or 6 or 10) or (5, 2, 1);

    /// <summary>The code with dots.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Class}.{Subject}.{Detail}");

    /// <summary>The code and what it is about.</summary>
    internal string Describe() => $"{this}, {Subjects[Subject < Subjects.Length ? Subject : 0]}";

    /// <summary>Reads a code at the start of a text.</summary>
    public static bool TryParse(string? text, out EnhancedStatusCode status)
    {
        status = First(text.AsSpan().TrimStart(), atStart: true) ?? default;
        return status.Class != 0;
    }

    /// <summary>The first code in a text, or null. Parts of addresses of machines are no codes.</summary>
    public static EnhancedStatusCode? Find(ReadOnlySpan<char> text) => First(text, atStart: false);

    private static EnhancedStatusCode? First(ReadOnlySpan<char> text, bool atStart)
    {
        foreach (var match in Code().EnumerateMatches(atStart ? text[..Math.Min(text.Length, LongestWithNeighbour)] : text))
            return atStart && match.Index > 0 ? null : Read(text.Slice(match.Index, match.Length));

        return null;
    }

    private static EnhancedStatusCode Read(ReadOnlySpan<char> code)
    {
        Span<Range> parts = stackalloc Range[3];
        code.Split(parts, '.');
        return new(Number(code[parts[0]]), Number(code[parts[1]]), Number(code[parts[2]]));
    }

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}.@])[245]\.[0-9]{1,3}\.[0-9]{1,3}(?![\p{L}\p{Nd}@]|\.[0-9])")]
    private static partial Regex Code();
}
