namespace Notify.Sdk.Audience;

/// <summary>
/// Makes a contact of a row that <see cref="CsvJudge"/> accepted; a value that it told of is absent. Text is taken as it is; the
/// pipeline judges addresses, zones and countries. Thread-safe.
/// </summary>
/// <param name="header">The columns.</param>
/// <param name="source">The source of rows that name none.</param>
/// <param name="dates">Reads dates of the file.</param>
/// <param name="ids">Makes ids where the file has none; else null.</param>
/// <param name="origin">The file.</param>
internal sealed class CsvContactReader(CsvHeader header, string source, CsvDates dates, DerivedIds? ids, CsvOrigin origin)
{
    private readonly CsvTexts _texts = new();

    /// <param name="row">The row.</param>
    /// <param name="line">The line on which it begins; 0 where it is read again.</param>
    public Contact Read(CsvFields row, long line)
    {
        var draft = new CsvContactDraft(dates);
        foreach (var column in header.Columns)
        {
            var text = row[column.Index].Span;
            if (text.IsEmpty)
                continue;
            draft.Column = column.Header;
            column.Field.Type.Put(draft, column.Field, _texts.Of(column.Field.Type, text));
        }

        return draft.Build(source, ids, origin with { Line = line }, header.Everybody);
    }
}
