namespace Notify.Sdk.Permission;

/// <summary>
/// One line of a word file: <c>kind, text, sources, marks, example</c>, with a tab between each; the last three may be missing.
/// </summary>
/// <param name="Language">BCP 47 tag: the name of the file; <c>und</c> holds what all languages share.</param>
/// <param name="Kind">
/// A kind of reply word (<c>opt-out</c>, <c>opt-in</c>, <c>help</c>), <c>answer:</c> and its name, or one or more roles with <c>+</c>
/// between.
/// </param>
/// <param name="Text">
/// The word or the answer; for roles, forms with <c>|</c> between: <c>wysyla*</c> is every word that begins so, <c>a/b</c> is one of
/// these, <c>..</c> stands for a few words between.
/// </param>
/// <param name="Sources">Keys of <c>sources.tsv</c>; <c>project</c> where none is given.</param>
/// <param name="Marks">For reply words: <c>confirmed</c>, <c>per-se</c>, <c>leads</c>, <c>configured</c>.</param>
/// <param name="Example">A message, <c>=</c>, and how it is read: the test of the line.</param>
internal sealed record ReplyLine(string Language, string Kind, string Text, string[] Sources, string[] Marks, string? Example)
{
    private const string Prefix = "Notify.Sdk.Permission.OptOut.";

    /// <summary>All lines of all files that come with the library.</summary>
    public static IEnumerable<ReplyLine> Shipped() =>
        from name in typeof(ReplyLine).Assembly.GetManifestResourceNames()
        where name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(".tsv", StringComparison.Ordinal)
            && name != $"{Prefix}sources.tsv"
        orderby name == $"{Prefix}en.tsv" ? 0 : 1, name
        from line in Read(name, name[Prefix.Length..^".tsv".Length])
        select line;

    /// <summary>Key to description.</summary>
    public static IReadOnlyDictionary<string, string> ShippedSources() =>
        Lines($"{Prefix}sources.tsv").ToDictionary(cells => cells[0], cells => cells[1]);

    /// <summary>The weights of the model; see <see cref="ReplyModel"/>.</summary>
    public static byte[] ShippedModel()
    {
        using var stream = Open($"{Prefix}model.bin");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static IEnumerable<ReplyLine> Read(string resource, string language) => Lines(resource).Select(cells => new ReplyLine(
        language, cells[0], cells[1], List(cells, 2) is { Length: > 0 } sources ? sources : ["project"], List(cells, 3), cells.Length > 4
            ? cells[4] : null));

    private static string[] List(string[] cells, int column) =>
        cells.Length > column ? cells[column].Split(',', StringSplitOptions.RemoveEmptyEntries) : [];

    private static IEnumerable<string[]> Lines(string resource)
    {
        using var reader = new StreamReader(Open(resource));
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                yield return line.Split('\t') is [_, _, ..] cells
                    ? cells : throw new FormatException($"Line '{line}' of '{resource}' has no tab.");
        }
    }

    private static Stream Open(string resource) => typeof(ReplyLine).Assembly.GetManifestResourceStream(resource)
        ?? throw new InvalidOperationException($"Embedded file '{resource}' is missing.");
}
