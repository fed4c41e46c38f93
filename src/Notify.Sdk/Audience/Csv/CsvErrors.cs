namespace Notify.Sdk.Audience;

/// <summary>Hands problems of a CSV file to whoever listens; without a listener the first one ends the reading.</summary>
internal sealed class CsvErrors(Action<ContactCsvError>? listener)
{
    /// <summary>The row is left out.</summary>
    public void SkipRow(int line, string? column, string problem, string remedy) => Tell(new()
    {
        LineNumber = line,
        Column = column,
        Problem = problem,
        Remedy = remedy,
        RowSkipped = true,
    });

    /// <summary>The contact is read without the field.</summary>
    public void SkipField(int line, string? column, string problem, string remedy) => Tell(new()
    {
        LineNumber = line,
        Column = column,
        Problem = problem,
        Remedy = remedy,
        RowSkipped = false,
    });

    /// <summary>Worth knowing, but no reason to stop.</summary>
    public void Remark(int line, string? column, string problem, string remedy)
    {
        if (listener is not null)
            SkipField(line, column, problem, remedy);
    }

    /// <summary>A row that is nobody is left out; no reason to stop.</summary>
    public void RemarkRow(int line, string problem)
    {
        if (listener is not null)
            SkipRow(line, null, problem, "Nothing need be done.");
    }

    private void Tell(ContactCsvError error)
    {
        if (listener is null)
            throw new NotifyException(
                $"The CSV file cannot be read to its end. {error} To go on past such lines, set ContactCsvOptions.OnError.");
        listener(error);
    }
}
