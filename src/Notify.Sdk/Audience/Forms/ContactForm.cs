using System.Text.Json;
using System.Text.Json.Serialization;
using Notify.Sdk.Audience;

namespace Notify.Sdk;

/// <summary>
/// The form in which a program exports its contacts: by which headers it is recognised, what its columns hold, and what they say of
/// opt-outs. Data: the library brings forms for well-known programs (<see cref="BuiltIn"/>), and an application adds its own as a small
/// JSON file. Immutable.
/// </summary>
/// <remarks>
/// <code>
/// {
///   "name": "my-shop",
///   "title": "My shop",
///   "recognisedBy": [["Shopper No", "Mailings"]],
///   "identity": ["email", "phone"],
///   "columns": { "Shopper No": "account_id", "Mail *": "email*", "Mailings": "opt_in:marketing/email", "Basket": "" }
/// }
/// </code>
/// <c>recognisedBy</c> lists sets of headers; a file that has all of one set has the form. <c>columns</c> says what a header holds, in
/// the words of <see cref="ContactCsv"/>; empty for nothing. <c>*</c> stands for a number, <c>**</c> at the end for any rest. Headers are
/// compared without case, accents, blanks and signs. A column that is not named means what it means in any list.
/// <c>identity</c> says what makes the id of a row without one: <c>email</c>, <c>phone</c>, and <c>name</c> where several people may
/// share a mailbox. <c>everybody</c> lists file names and what a file of that name says of everybody in it.
/// </remarks>
public sealed class ContactForm
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private static readonly Lazy<IReadOnlyList<ContactForm>> AllBuiltIn = new(ReadBuiltIn);

    private readonly FormColumns _columns;
    private readonly string[][] _recognisedBy;
    private readonly EverybodySays[] _everybody;

    private ContactForm(FormText text)
    {
        Name = text.Name;
        Title = text.Title ?? text.Name;
        IsNamedInIds = text.Identity.Contains("name");
        _columns = new(text.Columns);
        _recognisedBy = [.. text.RecognisedBy.Select(set => set.Select(HeaderKey.Of).ToArray())];
        _everybody = [.. text.Everybody];
    }

    /// <summary>The forms that the library brings, ordered by name.</summary>
    public static IReadOnlyList<ContactForm> BuiltIn => AllBuiltIn.Value;

    /// <summary>A stable name: <c>google-contacts</c>.</summary>
    public string Name { get; }

    /// <summary>The name of the program, for people.</summary>
    public string Title { get; }

    /// <summary>Whether the id of a row without one rests on the name too.</summary>
    internal bool IsNamedInIds { get; }

    /// <summary>Reads a form.</summary>
    /// <param name="json">The JSON; left open.</param>
    /// <exception cref="NotifyException">It is not the form of a form, or a column has no meaning; the message says which.</exception>
    public static ContactForm Load(Stream json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var text = JsonSerializer.Deserialize<FormText>(json, Json) ?? throw new JsonException("It is null.");
            text.Check();
            return new(text);
        }
        catch (JsonException fault)
        {
            throw new NotifyException(
                $"The form of a list cannot be read. Expected JSON as in the documentation of ContactForm. {fault.Message}");
        }
    }

    /// <summary>How many headers of a file the form knows; 0 when the file does not have the form.</summary>
    internal int Fit(IReadOnlyCollection<string> keys) =>
        Array.Exists(_recognisedBy, set => Array.TrueForAll(set, keys.Contains)) ? keys.Count(_columns.Knows) : 0;

    /// <summary>The keys of its headers, but for those with a number or any rest.</summary>
    internal IEnumerable<string> Headers => _columns.Whole;

    /// <summary>What a header holds: the name of a field, empty for nothing, or null when the form does not know it.</summary>
    internal string? FieldOf(string header) => _columns.FieldOf(header);

    /// <summary>What a file of a name says of everybody in it, as names of fields.</summary>
    internal IEnumerable<string> SaidOfEverybody(string file) =>
        _everybody.Where(e => file.StartsWith(e.FileName, StringComparison.OrdinalIgnoreCase)).Select(e => e.Says);

    /// <summary>Name and title.</summary>
    public override string ToString() => $"{Title} ({Name})";

    private static List<ContactForm> ReadBuiltIn()
    {
        var assembly = typeof(ContactForm).Assembly;
        List<ContactForm> forms = [];
        foreach (var name in assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith("Notify.Sdk.Audience.Forms.", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            forms.Add(Load(stream));
        }

        return forms;
    }
}
