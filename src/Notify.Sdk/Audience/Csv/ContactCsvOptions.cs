namespace Notify.Sdk.Audience;

/// <summary>How a CSV file of contacts is read.</summary>
public sealed class ContactCsvOptions
{
    /// <summary>
    /// Says what a column of the file means, where its header is not a well-known one: <c>Columns["Kundennummer"] =
    /// "account_id"</c>. The key is compared without case and surrounding space; an empty value leaves the column out.
    /// </summary>
    public IDictionary<string, string> Columns { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Told of every line that is broken, of every field that cannot be read, and once of the columns that are not known;
    /// reading goes on. Null (the default): the first broken line or field ends the reading with a
    /// <see cref="NotifyException"/>, so that nobody is left out unnoticed.
    /// </summary>
    public Action<ContactCsvError>? OnError { get; set; }

    /// <summary>What stands between two fields. Null (the default): comma, semicolon, tab or bar, whichever the header has most of.</summary>
    public char? Delimiter { get; set; }

    /// <summary>The longest row that is read, in characters. A longer one is an error of that line. Default 1,048,576, at least 1,024.</summary>
    public int MaximumLineLength { get; set; } = 1_048_576;

    /// <summary>The <see cref="Contact.Source"/> of rows that have no such column. Default empty.</summary>
    public string Source { get; set; } = "";
}
