namespace Notify.Sdk.Audience;

/// <summary>Finds out what each header of a file means: by the caller's word, by the form of the file, by what lists call it.</summary>
internal sealed class HeaderReading(List<string> headers, ContactForm? form, ContactCsvOptions options)
{
    private readonly List<string> _unknown = [];
    private readonly List<DoubleHeader> _double = [];
    private readonly List<string> _again = [];

    public List<CsvColumn> Columns { get; } = [];

    /// <summary>Places in the row of columns that mean nothing known.</summary>
    public IEnumerable<int> Unknown => _unknown.Select(header => headers.IndexOf(header));

    public ContactForm? Form => form;

    public void Read()
    {
        CheckMappings();
        for (var i = 0; i < headers.Count; i++)
        {
            if (headers[i].Length > 0)
                Read(i, headers[i]);
        }

        Check(); // before any name is repeated: without a header, the first row is somebody
        if (_unknown.Concat(_double.Select(d => d.Header)).FirstOrDefault(PermissionHeader.IsDoubtful) is { } doubtful)
            throw Asked(headers.IndexOf(doubtful), doubtful);
    }

    /// <summary>The question what a column says of permission.</summary>
    public static NotifyException Asked(int index, string header) => new(
        $"Column '{header}' (column {index + 1} of the header) seems to say who may not be told, and it is "
        + $"not clear what. Say it with ContactCsvOptions.Columns[\"{header}\"] = \"opt_out:marketing/email\" (yes is a no), "
        + $"\"opt_in:marketing\" (no is a no), \"opt_out:everything\", \"bounced\" or \"status\" (only words such as unsubscribed "
        + $"are a no); an empty value leaves the column out if it says nothing of the kind.");

    /// <summary>What is worth knowing, once for each kind.</summary>
    public void Remark(int line, CsvErrors errors)
    {
        if (_unknown.Count > 0)
        {
            errors.Remark(line, _unknown.Count == 1 ? _unknown[0] : null,
                _unknown.Count == 1 ? "The column is not known and is left out."
                    : $"{_unknown.Count} columns are not known and are left out: {Named(_unknown)}.",
                $"Say what a column is with ContactCsvOptions.Columns[\"{_unknown[0]}\"] = \"...\"; an empty value silences this.");
        }

        foreach (var header in _again)
        {
            errors.Remark(line, header, "Another column means the same, and the first is read.",
                $"Say what this one is with ContactCsvOptions.Columns[\"{header}\"] = \"...\"; an empty value silences this.");
        }

        foreach (var (header, fields) in _double)
        {
            errors.Remark(line, header,
                $"Column {headers.IndexOf(header) + 1} of the header is named like {DoubleHeader.Named(fields, "and")}, and is left out.",
                $"Say which it is with ContactCsvOptions.Columns[\"{header}\"] = {DoubleHeader.Named(fields, "or")}; an empty value "
                    + "silences this.");
        }

        if (!Columns.Exists(c => c.Field.Type == ContactColumns.AccountId))
        {
            errors.Remark(
                line, null,
                $"There is no account id: ids are made of "
                + $"{(form?.IsNamedInIds == false ? "the mailbox or number" : "mailbox or number and name")}, the same in every export.",
                options.IdKey.IsEmpty ? "Set ContactCsvOptions.IdKey, so that nobody else can tell whose id it is."
                    : "Nothing need be done.");
        }
    }

    private static string Named(List<string> names) =>
        string.Join(", ", names.Take(8).Select(n => $"'{n}'")) + (names.Count > 8 ? ", ..." : "");

    private void Read(int index, string header)
    {
        var mapped = options.Columns.TryGetValue(header, out var name);
        if (!mapped)
            name = form?.FieldOf(header);
        if (name is { } given && string.IsNullOrWhiteSpace(given))
            return;
        var field = ContactColumns.Find(name ?? header) ?? PermissionHeader.Read(header) ?? QualifiedPlace(header);
        if (field is null && DoubleHeader.Read(header, out field) is { } both)
            _double.Add(both);
        else if (field is null)
            _unknown.Add(header);
        else if (!mapped && form is null && !field.Value.Type.IsNumbered && !IsFree(field.Value))
            _again.Add(header);
        else if (field.Value.Type != ContactColumns.Unused && (mapped || form is null || IsFree(field.Value)))
            Columns.Add(new(index, header, mapped ? field.Value : NextFree(field.Value)));
    }

    /// <summary>Of two columns for one address (<c>Courriel</c>, <c>E-Mail</c>), the second has the next number.</summary>
    private CsvField NextFree(CsvField field)
    {
        while (field.Type.IsNumbered && Columns.Exists(c => c.Field == field))
            field = field with { Number = Math.Max(field.Number, 1) + 1 };
        return field;
    }

    /// <summary>Of several places of a row (<c>Billing Country</c>, <c>Postleitzahl privat</c>), each has a number of its own.</summary>
    private CsvField? QualifiedPlace(string header) => PlaceHeader.Find(header) is { } field ? NextFree(field) : null;

    /// <summary>In a form, of two columns for one field the first is read.</summary>
    private bool IsFree(CsvField field) => ContactColumns.IsPermission(field.Type) || !Columns.Exists(c => c.Field == field);

    private void CheckMappings()
    {
        foreach (var (column, name) in options.Columns)
        {
            if (!string.IsNullOrWhiteSpace(name) && ContactColumns.Find(name) is null)
                throw new NotifyException(
                    $"ContactCsvOptions.Columns[\"{column}\"] is \"{name}\", which names no field of a contact. Use a well-known header "
                    + $"such as \"account_id\", \"email\", \"phone2\", \"attr:name\" or \"opt_out:marketing/email\".");
        }
    }

    private void Check()
    {
        if (!Columns.Exists(c => c.Field.Type == ContactColumns.AccountId)
            && (headers.Exists(LooksLikeValue) || !Columns.Exists(c => IsAddress(c.Field.Type))))
            throw new NotifyException(
                $"The CSV file has no column with the account id, and none with an address to make one of. Expected one of "
                + $"{ContactColumns.AccountIdNames}, or email or phone, in the first line; found {Found()}. {Doubtful()}Name it with "
                + $"ContactCsvOptions.Columns[\"<header>\"] = \"account_id\".");
        var same = Columns.Where(c => !ContactColumns.IsPermission(c.Field.Type)).GroupBy(c => c.Field)
            .FirstOrDefault(g => g.Count() > 1)?.ToList();
        if (same is [var first, var second, ..])
            throw new NotifyException(
                $"Columns '{first.Header}' and '{second.Header}' of the CSV file (columns {first.Index + 1} and {second.Index + 1}) mean "
                + $"the same. Leave one out with ContactCsvOptions.Columns[\"{second.Header}\"] = \"\", or name it, for example "
                + $"\"email2\".");
    }

    private string Doubtful() => _double is [var (header, fields), ..]
        ? $"Column '{header}' is named like {DoubleHeader.Named(fields, "and")}: say which it is. " : "";

    private static bool IsAddress(CsvFieldType type) =>
        type.Name is "email" or "emails" or "phone" or "phones" or "mobile" or "home_phone" or "work_phone" or "other_phone"
            || ContactColumns.Handles.Contains(type) || type == ContactColumns.AddressOf;

    private static bool LooksLikeValue(string header) => header.Contains('@', StringComparison.Ordinal)
        || header.Count(char.IsAsciiDigit) > 4 || (header.Length > 0 && header.All(char.IsAsciiDigit));

    /// <summary>The names; when one of them cannot be a name, the line may be a person, and only well-known names are repeated.</summary>
    private string Found()
    {
        var isHeader = headers.TrueForAll(h => ContactColumns.Find(h) is not null
            || h.All(c => char.IsLetter(c) || c is '_' or '-' or ' '));
        return string.Join(
            ", ", headers.Take(30).Select((h, i) => isHeader || (ContactColumns.Find(h) is { } field && field == field.Type.Field)
            ? $"'{h}'" : $"column {i + 1}"))
            + (isHeader ? "" : " (what looks like a value is not repeated; does the first line hold the headers?)");
    }
}
