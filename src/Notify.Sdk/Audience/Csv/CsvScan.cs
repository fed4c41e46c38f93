namespace Notify.Sdk.Audience;

/// <summary>
/// Walks over the lines of one row and says whether it is whole: RFC 4180 with spaces allowed around a quoted field. Only
/// rows that pass are split into fields, so that one stray quotation mark cannot swallow the rows after it.
/// </summary>
internal struct CsvScan(char delimiter)
{
    private Place _place;

    private enum Place : byte
    {
        FieldStart,
        Unquoted,
        Quoted,
        QuoteInQuoted,
        AfterQuoted,

        /// <summary>Behind an equals sign, with which spreadsheets keep text from being a number: <c>="00123"</c>.</summary>
        Formula,
    }

    /// <summary>Fields seen so far.</summary>
    public int Fields { get; private set; } = 1;

    /// <summary>True while a quoted field goes on in the next line.</summary>
    public readonly bool IsOpen => _place == Place.Quoted;

    /// <summary>Takes a line; false when a quotation mark stands where none can.</summary>
    public bool Take(ReadOnlySpan<char> line)
    {
        for (var at = 0; at < line.Length; at++)
        {
            var next = NextOfNote(line[at..]);
            if (next < 0)
                break;
            at += next;
            if (!Step(line[at]))
                return false;
        }

        if (_place == Place.QuoteInQuoted)
            _place = Place.AfterQuoted;
        return true;
    }

    /// <summary>Where the first sign is that can change the place; -1 when none does.</summary>
    private readonly int NextOfNote(ReadOnlySpan<char> rest) => _place switch
    {
        Place.Quoted => rest.IndexOf('"'),
        Place.Unquoted => rest.IndexOfAny('"', delimiter),
        _ => 0,
    };

    private bool Step(char c)
    {
        switch (_place)
        {
            case Place.Quoted:
                if (c == '"')
                    _place = Place.QuoteInQuoted;
                return true;
            case Place.QuoteInQuoted when c == '"':
                _place = Place.Quoted;
                return true;
        }

        if (c == delimiter)
        {
            Fields++;
            _place = Place.FieldStart;
            return true;
        }

        return _place switch
        {
            Place.FieldStart => StartField(c),
            Place.Formula => Open(c),
            Place.Unquoted => c != '"',
            _ => AfterQuoted(c),
        };
    }

    private bool StartField(char c)
    {
        if (c != ' ')
            _place = c == '"' ? Place.Quoted : c == '=' ? Place.Formula : Place.Unquoted;
        return true;
    }

    private bool Open(char c)
    {
        _place = c == '"' ? Place.Quoted : Place.Unquoted;
        return true;
    }

    private bool AfterQuoted(char c)
    {
        _place = Place.AfterQuoted;
        return c == ' ';
    }
}
