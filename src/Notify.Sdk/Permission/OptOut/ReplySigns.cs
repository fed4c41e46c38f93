using System.Text;

namespace Notify.Sdk.Permission;

/// <summary>The signs that say stop, or worse: lines of kind <c>sign</c>, <c>verb-sign</c> and <c>insult</c>. Immutable.</summary>
internal sealed class ReplySigns
{
    /// <summary>What a sign is read as where it has an object: "🛑 texts".</summary>
    public const string Word = " stop ";

    private readonly HashSet<Rune> _halts;
    private readonly HashSet<Rune> _verbs;
    private readonly HashSet<Rune> _insults;

    private ReplySigns(IReadOnlyList<ReplyLine> lines)
    {
        _halts = Of(lines, "sign");
        _verbs = [.. Of(lines, "verb-sign"), .. _halts];
        _insults = Of(lines, "insult");
    }

    /// <summary>Those that come with the library.</summary>
    public static ReplySigns Shipped { get; } = new([.. ReplyLine.Shipped().Where(IsSign)]);

    /// <summary>Whether a line gives signs.</summary>
    public static bool IsSign(ReplyLine line) => line.Kind is "sign" or "verb-sign" or "insult";

    /// <summary>Whether the sign says stop where it stands before or behind an object.</summary>
    public bool IsVerb(Rune sign) => _verbs.Contains(sign);

    /// <summary>Whether a sign means stop even alone, stands where a verb would, or insults.</summary>
    public (bool Halts, bool Orders, bool Insults) In(ReadOnlySpan<char> text)
    {
        var (halts, orders, insults) = (false, false, false);
        if (Ascii.IsValid(text))
            return default;
        foreach (var rune in text.EnumerateRunes())
        {
            halts |= _halts.Contains(rune);
            orders |= _verbs.Contains(rune);
            insults |= _insults.Contains(rune);
        }

        return (halts, orders, insults);
    }

    private static HashSet<Rune> Of(IEnumerable<ReplyLine> lines, string kind) =>
        [.. lines.Where(l => l.Kind == kind).SelectMany(l => l.Text.EnumerateRunes()).Where(r => r.Value != '|')];
}
