namespace Notify.Sdk.Audience;

/// <summary>A column that is read.</summary>
/// <param name="Index">Its place in the row.</param>
/// <param name="Header">Its name in the file, for messages.</param>
/// <param name="Field">What it holds.</param>
internal sealed record CsvColumn(int Index, string Header, CsvField Field);

/// <summary>What the columns of a file mean.</summary>
internal sealed class CsvHeader
{
    private CsvHeader(IReadOnlyList<CsvColumn> columns) => Columns = columns;

    /// <summary>The columns that are read, in the order of the file; addresses of one kind in the order of their numbers.</summary>
    public IReadOnlyList<CsvColumn> Columns { get; }

    /// <exception cref="NotifyException">No account id, two columns for one field, or a mapping that names no field.</exception>
    public static CsvHeader Read(CsvFields row, int line, ContactCsvOptions options, CsvErrors errors)
    {
        CheckMappings(options);
        List<CsvColumn> columns = [];
        List<string> headers = [];
        List<string> unknown = [];
        for (var i = 0; i < row.Count; i++)
        {
            var header = row.Text(i) ?? "";
            headers.Add(header);
            var mapped = options.Columns.TryGetValue(header, out var name);
            if (header.Length == 0 || (mapped && string.IsNullOrWhiteSpace(name)))
                continue;
            if (CsvFieldNames.Find(mapped ? name! : header) is { } field)
                columns.Add(new(i, header, field));
            else
                unknown.Add(header);
        }

        Check(columns, headers); // before any name is repeated: without a header, the first row is somebody
        foreach (var header in unknown)
            errors.Remark(line, header, "The column is not known and is left out.", $"Say what it is with ContactCsvOptions.Columns[\"{header}\"] = \"...\"; an empty value silences this.");
        return new([.. columns.OrderBy(c => c.Field.Number)]);
    }

    private static void CheckMappings(ContactCsvOptions options)
    {
        foreach (var (column, name) in options.Columns)
        {
            if (!string.IsNullOrWhiteSpace(name) && CsvFieldNames.Find(name) is null)
                throw new NotifyException($"ContactCsvOptions.Columns[\"{column}\"] is \"{name}\", which names no field of a contact. Use a well-known header such as \"account_id\", \"email\", \"phone2\" or \"attr:name\".");
        }
    }

    private static void Check(List<CsvColumn> columns, List<string> headers)
    {
        if (!columns.Exists(c => c.Field.Kind == CsvFieldKind.AccountId))
            throw new NotifyException($"The CSV file has no column with the account id. Expected one of {CsvFieldNames.AccountIdNames} in the first line; found {Found(headers)}. Name it with ContactCsvOptions.Columns[\"<header>\"] = \"account_id\".");
        if (columns.GroupBy(c => c.Field).FirstOrDefault(g => g.Count() > 1)?.ToList() is [var first, var second, ..])
            throw new NotifyException($"Columns '{first.Header}' and '{second.Header}' of the CSV file mean the same. Leave one out with ContactCsvOptions.Columns[\"{second.Header}\"] = \"\", or name it, for example \"email2\".");
    }

    /// <summary>The names; when one of them cannot be a name, the line may be a person, and only well-known names are repeated.</summary>
    private static string Found(List<string> headers)
    {
        var isHeader = headers.TrueForAll(h => CsvFieldNames.Find(h) is not null || h.All(c => char.IsLetter(c) || c is '_' or '-' or ' '));
        return string.Join(", ", headers.Take(30).Select((h, i) => isHeader || CsvFieldNames.Find(h) is { Label: "" or "*" } ? $"'{h}'" : $"column {i + 1}"))
            + (isHeader ? "" : " (what looks like a value is not repeated; does the first line hold the headers?)");
    }
}
