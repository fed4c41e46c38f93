using System.Text;

namespace Notify.Sdk;

/// <summary>How a CSV file of contacts is read.</summary>
public sealed class ContactCsvOptions
{
    /// <summary>
    /// Says what a column of the file means, where its header is not a well-known one: <c>Columns["Kundennummer"] =
    /// "account_id"</c>. The key is compared without case and surrounding space; an empty value leaves the column out. It wins over
    /// what the form of the file says.
    /// </summary>
    public IDictionary<string, string> Columns { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Told of every line that is broken, of every field that cannot be read, and once of the columns that are not known;
    /// reading goes on. Null (the default): the first broken line or field ends the reading with a
    /// <see cref="NotifyException"/>, so that nobody is left out unnoticed.
    /// </summary>
    public Action<ContactCsvError>? OnError { get; set; }

    /// <summary>
    /// What stands between two fields. Null (the default): comma, semicolon, tab or bar, whichever the header has most of, or
    /// what a first line <c>sep=;</c> says.
    /// </summary>
    public char? Delimiter { get; set; }

    /// <summary>
    /// What the bytes are in. Null (the default): UTF-8, UTF-16 or Windows-1252, as the first megabyte of a file or the first block of a
    /// stream shows; anything else is refused. Text from a reader has none.
    /// </summary>
    public Encoding? Encoding { get; set; }

    /// <summary>
    /// The longest row that is read, in characters. A longer one is an error of that line. Default 1,048,576, at least 1,024.
    /// </summary>
    public int MaximumLineLength { get; set; } = 1_048_576;

    /// <summary>The <see cref="Contact.Source"/> of rows that have no such column. Default empty.</summary>
    public string Source { get; set; } = "";

    /// <summary>
    /// The name of the form of the file, for example <c>hubspot</c>. Null (the default): recognised by its headers; empty:
    /// none.
    /// </summary>
    public string? Form { get; set; }

    /// <summary>Forms of the application's own; they are tried before <see cref="ContactForm.BuiltIn"/>.</summary>
    public IList<ContactForm> Forms { get; } = [];

    /// <summary>
    /// The key under which account ids are made for rows without one; 16 random bytes or more, kept by the application. Empty (the
    /// default): a key that everybody knows, so that whoever knows an address can compute its id. Another key gives other ids.
    /// </summary>
    public ReadOnlyMemory<byte> IdKey { get; set; }

    /// <summary>The same with another listener.</summary>
    internal ContactCsvOptions With(Action<ContactCsvError> listener)
    {
        ContactCsvOptions copy = new()
        {
            OnError = listener,
            Delimiter = Delimiter,
            Encoding = Encoding,
            MaximumLineLength = MaximumLineLength,
            Source = Source,
            Form = Form,
            IdKey = IdKey,
        };
        foreach (var (header, field) in Columns)
            copy.Columns[header] = field;
        foreach (var form in Forms)
            copy.Forms.Add(form);
        return copy;
    }
}
