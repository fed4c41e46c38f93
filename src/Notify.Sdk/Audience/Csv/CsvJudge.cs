namespace Notify.Sdk.Audience;

/// <summary>Says of a row whether its values can be used, and tells what cannot. Rows are judged in the order of the file, once.</summary>
internal sealed class CsvJudge
{
    private const string InstantForm = "Write it as 2026-11-22 or 2026-11-22T09:00:00Z.";

    private readonly CsvErrors _errors;
    private readonly CsvFields _fields;
    private readonly CsvColumn _accountId;
    private readonly CsvColumn[] _judged;
    private readonly CsvColumn? _quietFrom;
    private readonly CsvColumn? _quietTo;

    public CsvJudge(CsvHeader header, char delimiter, CsvErrors errors)
    {
        (_errors, _fields) = (errors, new(delimiter));
        _accountId = header.Columns.First(c => c.Field.Kind == CsvFieldKind.AccountId);
        _judged = [.. header.Columns.Where(c => IsJudged(c.Field.Kind))];
        _quietFrom = Array.Find(_judged, c => c.Field.Kind == CsvFieldKind.QuietFrom);
        _quietTo = Array.Find(_judged, c => c.Field.Kind == CsvFieldKind.QuietTo);
    }

    /// <summary>Whether the file has columns besides the account id in which something can be wrong.</summary>
    public bool NeedsValues => _judged.Length > 0;

    /// <summary>The column of the account id.</summary>
    public int AccountId => _accountId.Index;

    /// <summary>Judges a row that is whole; false when it must be left out.</summary>
    public bool Accepts(ReadOnlySpan<byte> row, int line)
    {
        _fields.Read(row);
        foreach (var column in _judged)
        {
            if (_fields.Text(column.Index) is { } text && !Accepts(column, text, line))
                return false;
        }

        if (_fields[_accountId.Index].IsEmpty)
            return Refuse(line, _accountId, "The account id is empty.", "Give every row an id.");
        return QuietHoursAreWhole(line);
    }

    private static bool IsJudged(CsvFieldKind kind) => kind is CsvFieldKind.EmailVerifiedAt or CsvFieldKind.PhoneVerifiedAt
        or CsvFieldKind.HandleVerifiedAt or CsvFieldKind.LastConfirmed or CsvFieldKind.AttributesAsOf
        or CsvFieldKind.QuietFrom or CsvFieldKind.QuietTo or CsvFieldKind.BirthDate or CsvFieldKind.Channels;

    /// <summary>A field that only adds evidence costs itself; one that protects the person costs the row.</summary>
    private bool Accepts(CsvColumn column, string text, int line)
    {
        switch (column.Field.Kind)
        {
            case CsvFieldKind.QuietFrom: return CsvValues.Time(text) is not null || Refuse(line, column, "Expected a time.", "Write it as 22:00.");
            case CsvFieldKind.QuietTo: return CsvValues.Time(text) is not null || Refuse(line, column, "Expected a time.", "Write it as 08:00.");
            case CsvFieldKind.BirthDate: return CsvValues.Date(text) is not null || Refuse(line, column, "Expected a date.", "Write it as 1980-12-31.");
            case CsvFieldKind.Channels:
                return CsvValues.Channels(text) is not null
                    || Refuse(line, column, "Expected names of channels, best first.", "Write them as \"sms;email\"; there are email, sms, voice and social.");
        }

        if (CsvValues.Instant(text) is null)
            _errors.SkipField(line, column.Header, "Expected a date or an instant.", InstantForm);
        return true;
    }

    private bool QuietHoursAreWhole(int line)
    {
        var hasFrom = _quietFrom is not null && !_fields[_quietFrom.Index].IsEmpty;
        var hasTo = _quietTo is not null && !_fields[_quietTo.Index].IsEmpty;
        return hasFrom == hasTo
            || Refuse(line, hasFrom ? _quietFrom! : _quietTo!, "Quiet hours have one end only.", "Give quiet_from and quiet_to, or neither.");
    }

    private bool Refuse(int line, CsvColumn column, string problem, string remedy)
    {
        _errors.SkipRow(line, column.Header, problem, remedy);
        return false;
    }
}
