namespace Notify.Sdk.PhoneNumbers.Lane;

/// <summary>
/// A pattern of the metadata as a tree. Only what numbering plans use: digits, sequences, choices, bounded repeats, groups.
/// </summary>
internal abstract record Pattern
{
    /// <summary>One digit of a set, bit n for the digit n; an empty set never matches.</summary>
    internal sealed record Digits(int Set) : Pattern;

    internal sealed record Sequence(IReadOnlyList<Pattern> Parts) : Pattern;

    /// <summary>The first option that leads to a match counts.</summary>
    internal sealed record Choice(IReadOnlyList<Pattern> Options) : Pattern;

    /// <summary>As often as possible within the bounds.</summary>
    internal sealed record Repeat(Pattern Part, int Least, int Most) : Pattern;

    /// <summary>Remembers what the part matched; numbers start at 1.</summary>
    internal sealed record Group(int Number, Pattern Part) : Pattern;

    /// <summary>The end of the text.</summary>
    internal sealed record End : Pattern;
}
