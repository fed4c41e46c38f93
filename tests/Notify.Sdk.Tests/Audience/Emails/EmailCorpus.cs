using System.Text.Json;

namespace Notify.Sdk.Tests.Audience;

/// <summary>One line of <c>Corpora/email-cases.tsv</c>.</summary>
public sealed record EmailCase(int Line, string Text, string Validity, string Deliverable, string Identity, string Note);

internal static class EmailCorpus
{
    public static IReadOnlyList<EmailCase> Cases { get; } = Load();

    public static TheoryData<int> Lines => new(Cases.Select(c => c.Line));

    public static EmailCase At(int line) => Cases.Single(c => c.Line == line);

    private static EmailCase[] Load() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Corpora", "email-cases.tsv"))
            .Select((text, index) => (Fields: text.Split('\t'), Line: index + 1))
            .Skip(2)
            .Select(row => new EmailCase(
                row.Line, Json(row.Fields[0]), row.Fields[1], Json(row.Fields[2]), Json(row.Fields[3]), row.Fields[5]))
            .ToArray();

    private static string Json(string literal) => JsonSerializer.Deserialize<string>(literal)!;
}
