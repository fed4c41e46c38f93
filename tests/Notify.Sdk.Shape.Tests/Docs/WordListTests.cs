using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Notify.Sdk.Permission;
using Notify.Sdk.Planning;
using Notify.Sdk.Rendering;

namespace Notify.Sdk.Shape.Tests.Docs;

/// <summary>Lists that stand in the sources and in a document say the same.</summary>
public sealed class WordListTests
{
    [Fact]
    public void The_docs_list_every_reply_word_and_whether_it_is_confirmed()
    {
        var rows = File.ReadAllLines(SourceTree.Doc("replies.md"));
        OptOutLexicon.Shipped.Words.Where(word => !rows.Any(row => IsOf(row, word))).Select(w => w.Word).Should().BeEmpty();

        static bool IsOf(string row, LexiconWord word) =>
            row.StartsWith($"| `{word.Word}` | {word.Language} |", StringComparison.Ordinal)
            && row.Contains($"| {(word.Confirmed ? "yes" : "no")} | {string.Join(", ", word.Sources)} |", StringComparison.Ordinal);
    }

    [Fact]
    public void Every_lint_code_is_explained_in_the_docs()
    {
        var docs = File.ReadAllText(SourceTree.Doc("templates.md"));
        typeof(LintCodes).GetFields().Select(f => (string)f.GetRawConstantValue()!)
            .Where(c => !docs.Contains($"| `{c}` |", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public void The_schema_beside_the_law_packs_knows_the_words_of_their_reader()
    {
        using var schema =
            JsonDocument.Parse(
            File.ReadAllBytes(Path.Combine(SourceTree.ProjectFolder(SourceTree.Core), "Planning", "Law", "law-pack.schema.json")));
        var entry = schema.RootElement.GetProperty("$defs").GetProperty("entry").GetProperty("properties");
        var name = schema.RootElement.GetProperty("$defs").GetProperty("channel").GetProperty("pattern").GetString()!;
        DeliveryChannel.WellKnown.Select(c => c.Name).Append("social").Should().OnlyContain(c => Regex.IsMatch(c, name));
        new[] { "Sms", "web--push", "-fax", "fax-", "", "a b" }.Should().OnlyContain(c => !Regex.IsMatch(c, name));
        Words(entry.GetProperty("classes").GetProperty("items")).Should().Equal(LawReader.Classes);
        Words(entry.GetProperty("strength")).Should().Equal(Enum.GetNames<LawStrength>().Select(n => n.ToLowerInvariant()));
        Words(entry.GetProperty("liftedBy")).Should().HaveSameCount(Enum.GetNames<ConsentLift>());
        FieldsThatTheReaderNames().Should().BeEquivalentTo(entry.EnumerateObject().Select(p => p.Name));
    }

    /// <summary>The reader lists the fields that it knows when it meets one that it does not.</summary>
    private static string[] FieldsThatTheReaderNames()
    {
        const string pack = """
            { "jurisdiction": "NO", "reviewed": "2026-11-22", "entries": [ { "rule": "X-1", "jurisdiction": "NO", "channels": ["sms"],
              "classes": ["marketing"], "days": "Mon-Fri", "from": "09:00", "to": "20:00", "strength": "law", "confirmed": true,
              "evidence": "primary", "source": "the statute", "colour": 1 } ] }
            """;
        var read = () => LegalPack.Parse("no.json", Encoding.UTF8.GetBytes(pack));
        var refusal = read.Should().Throw<NotifyException>().Which.Message;
        return refusal[(refusal.IndexOf("Known are", StringComparison.Ordinal) + 10)..].TrimEnd('.').Split(", ");
    }

    private static IEnumerable<string?> Words(JsonElement element) =>
        element.GetProperty("enum").EnumerateArray().Select(v => v.GetString());
}
