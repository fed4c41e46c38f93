namespace Notify.Sdk.PhoneNumbers.Lane;

/// <summary>
/// A pattern of a national or international prefix as a small program that is run at the start of the digits, with the order
/// of options and the groups that the regular expression has.
/// </summary>
internal sealed class PrefixProgram
{
    /// <summary>Groups are kept as bytes of one number.</summary>
    internal const int MostGroups = 4;

    private readonly List<Instruction> _code = [];

    private PrefixProgram(int groups) => Groups = groups;

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
        var program = new PrefixProgram(groups);
        program.Write(pattern);
        program._code.Add(new(Kind.Match));
        return program;
    }

    /// <summary>
    /// Matches at the start. Captures hold for each group its start and its end as bytes, each plus one; 0 is unset.
    /// </summary>
    internal bool TryMatch(ReadOnlySpan<byte> digits, out int end, out ulong captures) => Run(0, digits, 0, 0, out end, out captures);

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

    private void Write(Pattern pattern)
    {
        switch (pattern)
        {
            case Pattern.Digits digits:
                _code.Add(new(Kind.Digit, digits.Set));
                break;
            case Pattern.Sequence sequence:
                foreach (var part in sequence.Parts)
                    Write(part);
                break;
            case Pattern.Group group:
                _code.Add(new(Kind.Save, (group.Number - 1) * 16));
                Write(group.Part);
                _code.Add(new(Kind.Save, ((group.Number - 1) * 16) + 8));
                break;
            case Pattern.End:
                _code.Add(new(Kind.End));
                break;
            case Pattern.Choice choice:
                WriteChoice(choice);
                break;
            case Pattern.Repeat repeat:
                WriteRepeat(repeat);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(pattern), pattern, "A kind of pattern that has no code.");
        }
    }

    private void WriteChoice(Pattern.Choice choice)
    {
        var jumps = new List<int>();
        foreach (var option in choice.Options.SkipLast(1))
        {
            var either = Reserve();
            Write(option);
            jumps.Add(Reserve());
            _code[either] = new(Kind.Either, either + 1, _code.Count);
        }

        Write(choice.Options[^1]);
        foreach (var jump in jumps)
            _code[jump] = new(Kind.Jump, _code.Count);
    }

    private void WriteRepeat(Pattern.Repeat repeat)
    {
        for (var i = 0; i < repeat.Least; i++)
            Write(repeat.Part);
        var exits = new List<int>();
        for (var i = repeat.Least; i < repeat.Most; i++)
        {
            exits.Add(Reserve());
            Write(repeat.Part);
        }

        foreach (var exit in exits)
            _code[exit] = new(Kind.Either, exit + 1, _code.Count);
    }

    private int Reserve()
    {
        _code.Add(default);
        return _code.Count - 1;
    }

    private readonly record struct Instruction(Kind Kind, int First = 0, int Second = 0);
}
