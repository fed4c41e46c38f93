namespace Notify.Sdk.PhoneNumbers.Lane;

/// <summary>
/// Reads the regular expressions of the metadata. A construct that it does not know makes it say so; the region then stays
/// with the library, whatever an update brings.
/// </summary>
internal sealed class PatternParser
{
    private const int AnyDigit = 0x3FF;
    private const int MostRepeats = 40;

    private readonly string _text;
    private int _at;
    private int _groups;
    private bool _isUnknown;

    private PatternParser(string text) => _text = text;

    /// <summary>Null where a construct is not known.</summary>
    internal static Pattern? Parse(string text) => Parse(text, out _);

    /// <summary>Null where a construct is not known.</summary>
    internal static Pattern? Parse(string text, out int groups)
    {
        var parser = new PatternParser(text);
        var pattern = parser.ReadChoice();
        groups = parser._groups;
        return parser._isUnknown || parser._at < text.Length ? null : pattern;
    }

    private char Next => _at < _text.Length ? _text[_at] : '\0';

    private Pattern ReadChoice()
    {
        var options = new List<Pattern> { ReadSequence() };
        while (Next == '|')
        {
            _at++;
            options.Add(ReadSequence());
        }

        return options.Count == 1 ? options[0] : new Pattern.Choice(options);
    }

    private Pattern ReadSequence()
    {
        var parts = new List<Pattern>();
        while (_at < _text.Length && Next is not ('|' or ')') && !_isUnknown)
            parts.Add(ReadRepeat(ReadPart()));
        return parts.Count == 1 ? parts[0] : new Pattern.Sequence(parts);
    }

    private Pattern ReadPart()
    {
        var character = _text[_at++];
        switch (character)
        {
            case >= '0' and <= '9':
                return new Pattern.Digits(1 << (character - '0'));
            case '\\' when Next == 'd':
                _at++;
                return new Pattern.Digits(AnyDigit);
            case '[':
                return ReadClass();
            case '(':
                return ReadGroup();
            case '$':
                return new Pattern.End();
            case '~':
                // A pause for a second dialling tone: it never stands in a number whose punctuation was taken away.
                return new Pattern.Digits(0);
            default:
                return Unknown();
        }
    }

    private Pattern.Digits ReadClass()
    {
        var set = 0;
        while (Next is >= '0' and <= '9')
        {
            var (first, last) = (Next - '0', Next - '0');
            _at++;
            if (Next == '-')
            {
                _at++;
                last = Next is >= '0' and <= '9' ? Next - '0' : -1;
                _at++;
            }

            if (last < first)
                return Unknown();
            set |= ((2 << last) - 1) & ~((1 << first) - 1);
        }

        return Expect(']') ? new Pattern.Digits(set) : Unknown();
    }

    private Pattern ReadGroup()
    {
        var number = 0;
        if (Next != '?')
            number = ++_groups;
        else if (_text.AsSpan(_at).StartsWith("?:", StringComparison.Ordinal))
            _at += 2;
        else
            return Unknown();
        var part = ReadChoice();
        if (!Expect(')'))
            return Unknown();
        return number == 0 ? part : new Pattern.Group(number, part);
    }

    private Pattern ReadRepeat(Pattern part)
    {
        if (Next == '?')
        {
            _at++;
            return new Pattern.Repeat(part, 0, 1);
        }

        if (Next != '{')
            return part;
        _at++;
        var least = ReadCount();
        var most = least;
        if (Next == ',')
        {
            _at++;
            most = ReadCount();
        }

        return Expect('}') && least >= 0 && most >= least && most <= MostRepeats ? new Pattern.Repeat(part, least, most) : Unknown();
    }

    private int ReadCount()
    {
        var count = -1;
        for (; Next is >= '0' and <= '9' && count <= MostRepeats; _at++)
            count = (Math.Max(count, 0) * 10) + Next - '0';
        return count;
    }

    private bool Expect(char character)
    {
        if (Next != character)
            return false;
        _at++;
        return true;
    }

    private Pattern.Digits Unknown()
    {
        _isUnknown = true;
        return new(0);
    }
}
