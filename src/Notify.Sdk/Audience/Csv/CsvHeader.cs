namespace Notify.Sdk.Audience;

/// <summary>A column that is read.</summary>
/// <param name="Index">Its place in the row.</param>
/// <param name="Header">Its name in the file, for messages.</param>
/// <param name="Field">What it holds.</param>
internal sealed record CsvColumn(int Index, string Header, CsvField Field);

/// <summary>What the columns of a file mean.</summary>
internal sealed class CsvHeader
{
    private CsvHeader(IReadOnlyList<string> headers, ContactForm? form, IReadOnlyList<CsvColumn> columns, IReadOnlyList<int> unknown,
        IReadOnlyList<ContactPermission> everybody)
    {
        (Headers, Form, Columns, Unknown, Everybody) = (headers, form, columns, unknown, everybody);
        HasIds = columns.Any(c => c.Field.Type == ContactColumns.AccountId);
    }

    /// <summary>All headers, in the order of the file.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>The form of the file, or null for a list in no form that is known.</summary>
    public ContactForm? Form { get; }

    /// <summary>The columns that are read, in the order of the file; addresses of one kind in the order of their numbers.</summary>
    public IReadOnlyList<CsvColumn> Columns { get; }

    /// <summary>The places in the row of columns that mean nothing known.</summary>
    public IReadOnlyList<int> Unknown { get; }

    /// <summary>What the file says of everybody in it.</summary>
    public IReadOnlyList<ContactPermission> Everybody { get; }

    /// <summary>Whether rows have account ids.</summary>
    public bool HasIds { get; }

    /// <summary>Whether rows can be offered without a contact (<see cref="CsvRowMap"/>).</summary>
    public bool IsPlain => HasIds && Everybody.Count == 0 && Columns.All(c => c.Field.Type.IsPlain && !IsFurtherPlace(c.Field));

    /// <exception cref="NotifyException">
    /// Nothing names or reaches anybody, two columns for one field, a mapping that names no field, or a column that may be an opt-out.
    /// </exception>
    public static CsvHeader Read(CsvFields row, int line, ContactCsvOptions options, CsvErrors errors, string file = "")
    {
        List<string> headers = [.. Enumerable.Range(0, row.Count).Select(i => row.Text(i) ?? "")];
        HeaderReading reading = new(headers, ContactForms.Recognise(headers, options), options);
        reading.Read();
        reading.Remark(line, errors);
        // Of numbers without one, mobile phones come first: they take texts.
        CsvColumn[] columns = [.. reading.Columns.OrderBy(c => c.Field.Number).ThenBy(c => c.Field.Type == ContactColumns.Mobile ? 0 : 1)];
        return new(headers, reading.Form, columns, [.. reading.Unknown], [.. (reading.Form?.SaidOfEverybody(file) ?? []).SelectMany(Said)]);
    }

    /// <summary>Asks what a column is that means nothing known, and in which somebody is unsubscribed.</summary>
    /// <param name="row">The first rows, one after the other.</param>
    /// <exception cref="NotifyException">The question.</exception>
    public void AskAbout(IReadOnlyList<string?> row)
    {
        foreach (var index in Unknown)
        {
            if (index < row.Count && row[index] is { } text && SaidWords.ReadStatus(text) is { Answer: not null })
                throw HeaderReading.Asked(index, Headers[index]);
        }
    }

    private static IEnumerable<ContactPermission> Said(string field)
    {
        var said = ContactColumns.Find(field)!.Value;
        var answer = said.Type == ContactColumns.Bounced ? ContactAnswer.Bounced : ContactAnswer.No;
        return PermissionReach.Parse(said.Label)!.Select(reach => new ContactPermission(answer, reach.MarketingOnly, reach.Channel));
    }

    private static bool IsFurtherPlace(CsvField field) => field is { Number: > 1, Type.Name: "country" or "region" or "postcode" };
}
