namespace Notify.Sdk.Audience;

/// <summary>What a column of a contact file can hold: how it is called, how its values are judged, and where they go.</summary>
/// <param name="name">Its name in mappings, in forms and in messages.</param>
/// <param name="put">Writes a value down; called for values that <see cref="Check"/> lets through, never for an empty one.</param>
/// <param name="words">Other headers that mean it, in any language; compared by <see cref="HeaderKey"/>.</param>
internal sealed class CsvFieldType(string name, Action<CsvContactDraft, CsvField, string> put, params string[] words)
{
    public string Name => name;

    public IReadOnlyList<string> Words => words;

    /// <summary>What the values must be; any text by default.</summary>
    public CsvCheck Check { get; init; } = CsvCheck.None;

    /// <summary>The number of a header without one; -1 where there is one column only.</summary>
    public int FirstNumber { get; init; } = -1;

    /// <summary>Whether there may be several columns of it.</summary>
    public bool IsNumbered => FirstNumber >= 0;

    /// <summary>The label of a header without one.</summary>
    public string Label { get; init; } = "";

    /// <summary>What kind of addresses its values are; null where they are something else, or the label says it.</summary>
    public AddressKind? Kind { get; init; }

    /// <summary>Whether a label may stand behind a colon: <c>attr:balance</c>.</summary>
    public bool HasLabels { get; init; }

    /// <summary>Whether the same values stand in most rows, so that their strings are kept.</summary>
    public bool Repeats { get; init; }

    /// <summary>Whether its values tell nothing of a person, so that descriptions may show them.</summary>
    public bool IsImpersonal { get; init; }

    /// <summary>Whether <see cref="CsvRowMap"/> knows it, or need not. A file with any other column is read contact by contact.</summary>
    public bool IsPlain { get; init; } = true;

    public void Put(CsvContactDraft draft, CsvField field, string text) => put(draft, field, text);

    /// <summary>The field of a header that names nothing but the type.</summary>
    public CsvField Field => new(this, Math.Max(FirstNumber, 0), Kind, Label);

    public override string ToString() => name;
}
