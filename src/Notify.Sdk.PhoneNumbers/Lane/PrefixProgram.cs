namespace Notify.Sdk.PhoneNumbers.Lane;

/// <summary>
/// A pattern of a national or international prefix as a small program that is run at the start of the digits, with the order
/// of options and the groups that the regular expression has.
/// </summary>
internal sealed class PrefixProgram
{
    /// <summary>Groups are kept as bytes of one number.</summary>
    internal const int MostGroups = 4;

    private const int AllDigits = 0x3FF;

    private readonly Instruction[] _code;

    // The digits that a match can begin with, as bits; all of them where a match may be empty.
    private readonly int _first;

    private PrefixProgram(Instruction[] code, int groups)
    {
        (_code, Groups) = (code, groups);
        _first = FirstDigits(0);
    }

    private enum Kind
    {
        Digit,
        Either,
        Jump,
        Save,
        End,
        Match,
    }

    internal int Groups { get; }

    /// <summary>Null where a construct is not known.</summary>
    internal static PrefixProgram? Compile(string text)
    {
        if (PatternParser.Parse(text, out var groups) is not { } pattern || groups > MostGroups)
            return null;
        List<Instruction> code = [];
        Write(pattern, code);
        code.Add(new(Kind.Match));
        return new([.. code], groups);
    }

    /// <summary>
    /// Matches at the start. Captures hold for each group its start and its end as bytes, each plus one; 0 is unset.
    /// </summary>
    internal bool TryMatch(ReadOnlySpan<byte> digits, out int end, out ulong captures)
    {
        if (digits.IsEmpty || (_first >> digits[0] & 1) != 0)
            return Run(0, digits, 0, 0, out end, out captures);
        (end, captures) = (0, 0);
        return false;
    }

    private int FirstDigits(int at) => _code[at] switch
    {
        { Kind: Kind.Digit } step => step.First,
        { Kind: Kind.Either } step => FirstDigits(step.First) | FirstDigits(step.Second),
        { Kind: Kind.Jump } step => FirstDigits(step.First),
        { Kind: Kind.Save } => FirstDigits(at + 1),
        _ => AllDigits,
    };

    private bool Run(int at, ReadOnlySpan<byte> digits, int position, ulong saved, out int end, out ulong captures)
    {
        while (true)
        {
            var step = _code[at];
            var goesOn = true;
            switch (step.Kind)
            {
                case Kind.Digit:
                    goesOn = position < digits.Length && (step.First >> digits[position] & 1) != 0;
                    position++;
                    at++;
                    break;
                case Kind.Either:
                    if (Run(step.First, digits, position, saved, out end, out captures))
                        return true;
                    at = step.Second;
                    break;
                case Kind.Jump:
                    at = step.First;
                    break;
                case Kind.Save:
                    saved = (saved & ~(0xFFUL << step.First)) | ((ulong)(position + 1) << step.First);
                    at++;
                    break;
                case Kind.End:
                    goesOn = position == digits.Length;
                    at++;
                    break;
                default:
                    end = position;
                    captures = saved;
                    return true;
            }

            if (goesOn)
                continue;
            end = 0;
            captures = 0;
            return false;
        }
    }

    private static void Write(Pattern pattern, List<Instruction> code)
    {
        switch (pattern)
        {
            case Pattern.Digits digits:
                code.Add(new(Kind.Digit, digits.Set));
                break;
            case Pattern.Sequence sequence:
                foreach (var part in sequence.Parts)
                    Write(part, code);
                break;
            case Pattern.Group group:
                code.Add(new(Kind.Save, (group.Number - 1) * 16));
                Write(group.Part, code);
                code.Add(new(Kind.Save, ((group.Number - 1) * 16) + 8));
                break;
            case Pattern.End:
                code.Add(new(Kind.End));
                break;
            case Pattern.Choice choice:
                WriteChoice(choice, code);
                break;
            case Pattern.Repeat repeat:
                WriteRepeat(repeat, code);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(pattern), pattern, "A kind of pattern that has no code.");
        }
    }

    private static void WriteChoice(Pattern.Choice choice, List<Instruction> code)
    {
        var jumps = new List<int>();
        foreach (var option in choice.Options.SkipLast(1))
        {
            var either = Reserve(code);
            Write(option, code);
            jumps.Add(Reserve(code));
            code[either] = new(Kind.Either, either + 1, code.Count);
        }

        Write(choice.Options[^1], code);
        foreach (var jump in jumps)
            code[jump] = new(Kind.Jump, code.Count);
    }

    private static void WriteRepeat(Pattern.Repeat repeat, List<Instruction> code)
    {
        for (var i = 0; i < repeat.Least; i++)
            Write(repeat.Part, code);
        var exits = new List<int>();
        for (var i = repeat.Least; i < repeat.Most; i++)
        {
            exits.Add(Reserve(code));
            Write(repeat.Part, code);
        }

        foreach (var exit in exits)
            code[exit] = new(Kind.Either, exit + 1, code.Count);
    }

    private static int Reserve(List<Instruction> code)
    {
        code.Add(default);
        return code.Count - 1;
    }

    private readonly record struct Instruction(Kind Kind, int First = 0, int Second = 0);
}
