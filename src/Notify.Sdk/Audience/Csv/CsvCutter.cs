using System.Text;

namespace Notify.Sdk.Audience;

/// <summary>
/// Finds rows among bytes and leaves out what is broken. After a broken row the search goes on with the line after its
/// first one: a quotation mark that is never closed costs one line. Where a row begins depends on the rows before it, so
/// there is one cutter for a file; what is cut can be read by several threads.
/// </summary>
/// <remarks>
/// Plain rows (most are) are found by <see cref="CsvSweep"/>. Every other is decoded here and walked over sign by sign.
/// </remarks>
internal sealed class CsvCutter(ContactCsvOptions options, CsvErrors errors)
{
    // Every line of a broken row is looked at again, so this also bounds the work for a hostile file.
    private const int MaximumLinesPerRow = 64;

    private const char ByteOrderMark = '\uFEFF';

    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    private readonly int _maximumLength = options.MaximumLineLength;

    // A sign has three bytes at most for each UTF-16 unit, so more bytes than this are too long whatever they are.
    private readonly long _maximumBytes = (3L * options.MaximumLineLength) + 4;

    private char[] _text = new char[512];
    private char? _declared; // by a first line "sep=;"
    private bool _discarding;
    private CsvJudge? _judge;
    private CsvSweep? _sweep;

    /// <summary>The line on which the next row begins, or the row just found ended; the first is 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>The line on which the row just found begins.</summary>
    public int RowLine { get; private set; }

    /// <summary>What stands between fields; known once the header is found, which is the first row.</summary>
    public char Delimiter { get; private set; }

    /// <summary>Fields of every row; known with the header.</summary>
    public int Fields { get; private set; }

    /// <summary>Finds rows after the header in a copy of what is at hand; tells nobody of what is broken.</summary>
    public CsvCutter Sampler() => new(options, new(_ => { })) { Delimiter = Delimiter, Fields = Fields };

    /// <summary>Who says, for every row after the header, whether its values can be used.</summary>
    public void JudgeBy(CsvJudge judge)
    {
        _judge = judge;
        _sweep = new(Delimiter, Fields, judge, _maximumLength);
    }

    /// <summary>Adds the rows that are at hand to an index of rows.</summary>
    /// <inheritdoc cref="Next"/>
    public void TakeAll(ReadOnlySpan<byte> bytes, ref int at, bool final, CsvIndex rows)
    {
        while (true)
        {
            if (!_discarding)
                Line += _sweep!.Take(bytes, ref at, Line, rows);
            if (Next(bytes, ref at, final, out var row) != CsvCut.Row)
                return;
            rows.Add(row, RowLine);
        }
    }

    /// <summary>Looks for the next row.</summary>
    /// <param name="bytes">What is at hand of the file.</param>
    /// <param name="at">Where to begin; moved past what need not be seen again.</param>
    /// <param name="final">Whether the file ends where the bytes do.</param>
    /// <param name="row">The row.</param>
    /// <exception cref="NotifyException">The header is broken; or a row is, and nobody listens.</exception>
    public CsvCut Next(ReadOnlySpan<byte> bytes, ref int at, bool final, out CsvPlace row)
    {
        row = default;
        while (true)
        {
            var found = CsvLine.TryFind(bytes, at, final, out var line);
            if (_discarding)
            {
                if (!Discard(bytes, ref at, found, final, line))
                    return final ? CsvCut.End : CsvCut.More;
                continue;
            }

            if (!found)
            {
                _discarding = !final && bytes.Length - at > _maximumBytes;
                if (_discarding)
                    continue;
                return final ? CsvCut.End : CsvCut.More;
            }

            if (Look(bytes, ref at, final, line, out row) is not CsvCut.End and var cut)
                return cut;
        }
    }

    /// <summary>Reads past a line that is too long; false when its end is not at hand.</summary>
    private bool Discard(ReadOnlySpan<byte> bytes, ref int at, bool found, bool final, CsvLine line)
    {
        at = found ? line.Next : bytes.EndsWith((byte)'\r') ? bytes.Length - 1 : bytes.Length;
        if (!found && !final)
            return false;
        _discarding = false;
        RefuseTooLong();
        return found;
    }

    /// <summary>Decodes a line and those that belong to it. <see cref="CsvCut.End"/>: there is no row here, go on.</summary>
    private CsvCut Look(ReadOnlySpan<byte> bytes, ref int at, bool final, CsvLine first, out CsvPlace row)
    {
        row = default;
        var text = Decode(bytes, first);
        if (text.Length > _maximumLength)
        {
            at = first.Next;
            RefuseTooLong();
            return CsvCut.End;
        }

        if ((Fields == 0 ? text.TrimStart(ByteOrderMark) : text).IsWhiteSpace())
        {
            (at, Line) = (first.Next, Line + 1);
            return CsvCut.End;
        }

        if (Fields == 0 && IsDeclaration(text))
        {
            (at, Line) = (first.Next, Line + 1);
            return CsvCut.End;
        }

        if (Fields == 0)
            text = BeginHeader(text, ref first);
        var (last, lines, length) = (first, 1, text.Length);
        var scan = new CsvScan(Delimiter);
        var sound = scan.Take(text);
        while (sound && scan.IsOpen)
        {
            if (lines == MaximumLinesPerRow)
                return Refuse(first, ref at, CsvFault.Unclosed);
            if (!CsvLine.TryFind(bytes, last.Next, final, out last))
            {
                if (!final && bytes.Length - first.Start <= _maximumBytes)
                    return CsvCut.More;
                return Refuse(first, ref at, CsvFault.Unclosed);
            }

            text = Decode(bytes, last);
            lines++;
            length += text.Length + 1;
            if (length > _maximumLength)
                return Refuse(first, ref at, CsvFault.Unclosed);
            sound = scan.Take(text);
        }

        var place = new CsvPlace(first.Start, last.End - first.Start);
        if (FaultOf(bytes.Slice(place.Start, place.Length), scan.Fields, sound, lines > 1) is { } fault)
            return Refuse(first, ref at, fault);
        (RowLine, Line, at) = (Line, Line + lines, last.Next);
        if (_judge?.Accepts(bytes.Slice(place.Start, place.Length), RowLine) == false)
            return CsvCut.End;
        (Fields, row) = (scan.Fields, place);
        return CsvCut.Row;
    }

    private CsvFault? FaultOf(ReadOnlySpan<byte> row, int fields, bool sound, bool hasSeveralLines)
    {
        if (!sound)
            return hasSeveralLines ? CsvFault.Unclosed : CsvFault.Stray;
        if (Fields > 0 && fields != Fields)
            return hasSeveralLines ? CsvFault.Unclosed : _judge?.IsAnotherHeader(row) == true
                ? CsvFault.AnotherHeader : CsvFault.Columns(Fields, fields);
        if (row.Contains((byte)0))
            return CsvFault.Nul;
        return CsvSweep.IsUtf8(row) ? null : CsvFault.NotUtf8;
    }

    /// <summary>The header says what stands between fields. A byte order mark is no part of it.</summary>
    private ReadOnlySpan<char> BeginHeader(ReadOnlySpan<char> text, scoped ref CsvLine line)
    {
        var trimmed = text.TrimStart(ByteOrderMark);
        line = line with { Start = line.Start + (3 * (text.Length - trimmed.Length)) };
        if (trimmed.Contains('\0'))
            throw new NotifyException("The CSV file is not UTF-8: its header holds NUL characters, as UTF-16 has. Save the file as UTF-8.");
        if (trimmed.Contains('\uFFFD'))
            throw new NotifyException("The CSV file is not UTF-8: its header cannot be decoded. Save the file as UTF-8.");
        Delimiter = options.Delimiter ?? _declared ?? MostFrequent(trimmed);
        return trimmed;
    }

    /// <summary>A first line for spreadsheets that says what stands between fields: <c>sep=;</c>.</summary>
    private bool IsDeclaration(ReadOnlySpan<char> text)
    {
        if (text.TrimStart(ByteOrderMark).Trim("\" ") is not ['s' or 'S', 'e' or 'E', 'p' or 'P', '=', .. { Length: 1 } declared]
            || _declared is not null)
            return false;
        _declared = declared[0];
        return true;
    }

    private static char MostFrequent(ReadOnlySpan<char> text)
    {
        var best = Delimiters[0];
        foreach (var delimiter in Delimiters)
        {
            if (text.Count(delimiter) > text.Count(best))
                best = delimiter;
        }

        return best;
    }

    private ReadOnlySpan<char> Decode(ReadOnlySpan<byte> bytes, CsvLine line)
    {
        var encoded = bytes[line.Start..line.End];
        if (_text.Length < encoded.Length)
            _text = new char[Math.Max(encoded.Length, _text.Length * 2)];
        return _text.AsSpan(0, Encoding.UTF8.GetChars(encoded, _text));
    }

    private void RefuseTooLong() => Refuse(CsvFault.TooLong(_maximumLength));

    /// <summary>Refuses the first line of the row; the others are looked at again.</summary>
    private CsvCut Refuse(CsvLine first, ref int at, CsvFault fault)
    {
        at = first.Next;
        Refuse(fault);
        return CsvCut.End;
    }

    private void Refuse(CsvFault fault)
    {
        var line = Line++;
        if (Fields == 0)
            throw new NotifyException($"The header of the CSV file (line {line}) cannot be read. {fault.Problem} {fault.Remedy}");
        errors.SkipRow(line, null, fault.Problem, fault.Remedy);
    }
}
