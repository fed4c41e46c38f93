namespace Notify.Sdk.Audience;

/// <summary>Says of a row whether its values can be used, and tells what cannot. Rows are judged in the order of the file, once.</summary>
internal sealed class CsvJudge
{
    private readonly CsvErrors _errors;
    private readonly CsvFields _fields;
    private readonly CsvHeader _header;
    private readonly CsvDates _dates;
    private readonly CsvColumn? _accountId;
    private readonly CsvColumn[] _judged;
    private readonly CsvColumn? _quietFrom;
    private readonly CsvColumn? _quietTo;
    private readonly NoRows _noRows;
    private int _otherHeader;

    public CsvJudge(CsvHeader header, char delimiter, CsvErrors errors, CsvDates dates)
    {
        (_errors, _fields, _header, _dates) = (errors, new(delimiter), header, dates);
        _accountId = header.Columns.FirstOrDefault(c => c.Field.Type == ContactColumns.AccountId);
        AccountId = _accountId?.Index ?? -1;
        _judged = [.. header.Columns.Where(c => c.Field.Type.Check.Judge is not null)];
        _quietFrom = Array.Find(_judged, c => c.Field.Type == ContactColumns.QuietFrom);
        _quietTo = Array.Find(_judged, c => c.Field.Type == ContactColumns.QuietTo);
        _noRows = new(header);
        NeedsValues = AlwaysNeedsValues;
    }

    /// <summary>Whether a row must be judged although its account id is one.</summary>
    public bool NeedsValues { get; private set; }

    /// <summary>The column of the account id; -1 when there is none.</summary>
    public int AccountId { get; }

    /// <summary>Judges a row that is whole; false when it must be left out.</summary>
    public bool Accepts(ReadOnlySpan<byte> row, int line)
    {
        _fields.Read(row);
        if (NoRows.IsEmpty(_fields))
            return false; // a row of separators at the end of a sheet
        if (!IsPerson(line))
            return false;
        foreach (var column in _judged)
        {
            if (_fields.Text(column.Index) is { } text && !Accepts(column, text, line))
                return false;
        }

        return HasId(line) && QuietHoursAreWhole(line);
    }

    /// <summary>Whether a row that has too many or too few fields is the header of another list.</summary>
    public bool IsAnotherHeader(ReadOnlySpan<byte> row)
    {
        _fields.Read(row);
        return _noRows.IsAnotherHeader(_fields);
    }

    private bool AlwaysNeedsValues => _judged.Length > 0 || _accountId is null;

    private bool IsPerson(int line)
    {
        if (_noRows.IsHeader(_fields))
        {
            (_otherHeader, NeedsValues) = (0, AlwaysNeedsValues);
            return LeaveOut(line, "The header stands here once more.");
        }

        if (_noRows.IsAnotherHeader(_fields))
        {
            (_otherHeader, NeedsValues) = (line, true);
            return Refuse(line, null, CsvFault.AnotherHeader.Problem, CsvFault.AnotherHeader.Remedy);
        }

        if (_otherHeader > 0)
            return Refuse(line, null, $"The row stands below another header (line {_otherHeader}), so its columns mean something else.",
                CsvFault.AnotherHeader.Remedy);
        return !_noRows.IsTotal(_fields) || LeaveOut(line, "The row is a total and no person.");
    }

    /// <summary>A field that only adds evidence costs itself; one that protects the person costs the row.</summary>
    private bool Accepts(CsvColumn column, string text, int line)
    {
        var check = column.Field.Type.Check;
        switch (check.Judge!(_dates, text))
        {
            case CsvAnswer.Good:
                return true;
            case CsvAnswer.Ambiguous:
                _errors.SkipField(
                    line, column.Header,
                    "The date may be of two days, and no other date of the file shows which comes first, day or month.",
                    "Write it as 1980-12-31.");
                return true;
            default:
                if (check.CostsRow)
                    return Refuse(line, column.Header, check.Problem, check.Remedy);
                _errors.SkipField(line, column.Header, check.Problem, check.Remedy);
                return true;
        }
    }

    private bool HasId(int line)
    {
        if (_accountId is null)
            return true;
        var id = _fields[_accountId.Index].Span;
        if (id.IsEmpty)
            return Refuse(line, _accountId.Header, "The account id is empty.", "Give every row an id.");
        return !SpreadsheetCell.IsRounded(id) || id.IndexOfAny('.', ',') < 0
            || Refuse(line, _accountId.Header, "A spreadsheet rounded the account id, so that it is nobody's.",
                "Format the column as text, and export it again.");
    }

    private bool QuietHoursAreWhole(int line)
    {
        var hasFrom = _quietFrom is not null && !_fields[_quietFrom.Index].IsEmpty;
        var hasTo = _quietTo is not null && !_fields[_quietTo.Index].IsEmpty;
        return hasFrom == hasTo
            || Refuse(line, (hasFrom ? _quietFrom! : _quietTo!).Header, "Quiet hours have one end only.",
                "Give quiet_from and quiet_to, or neither.");
    }

    /// <summary>A row that is nobody: worth knowing, and no reason to stop.</summary>
    private bool LeaveOut(int line, string problem)
    {
        _errors.RemarkRow(line, problem);
        return false;
    }

    private bool Refuse(int line, string? column, string problem, string remedy)
    {
        _errors.SkipRow(line, column, problem, remedy);
        return false;
    }
}
