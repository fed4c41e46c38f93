using System.Globalization;
using System.Text;
using Notify.Sdk.Planning;

namespace Notify.Sdk.Shape.Tests.Docs;

/// <summary>
/// <c>docs/law.md</c> is written from the packs, so it cannot say anything else. <c>NOTIFY_ACCEPT_LAW=1</c> writes it anew.
/// </summary>
public sealed class LawDocumentTests
{
    private const string Marker = "<!-- From here on written by LawDocumentTests; NOTIFY_ACCEPT_LAW=1 writes it anew. -->";

    [Fact]
    public void The_document_lists_the_packs_as_they_are()
    {
        var text = File.ReadAllText(SourceTree.Doc("law.md"));
        var head = text[..(text.IndexOf(Marker, StringComparison.Ordinal) + Marker.Length)];
        var expected = $"{head}\n\n{Tables()}";
        if (Environment.GetEnvironmentVariable("NOTIFY_ACCEPT_LAW") == "1")
            File.WriteAllText(SourceTree.Doc("law.md"), expected);
        else
            text.Should()
                .Be(expected, "the packs changed; NOTIFY_ACCEPT_LAW=1 dotnet test tests/Notify.Sdk.Shape.Tests writes the document anew");
        head.Should().Contain("not legal advice");
    }

    private static string Tables()
    {
        var pack = LegalPack.BuiltIn;
        var doubtful = pack.ConsentRules.Count(r => !r.IsConfirmed) + pack.Entries.Where(e => !e.IsConfirmed).Select(e => e.RuleId)
            .Distinct().Count();
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture,
            $"Version {pack.Version}: {pack.ConsentRules.Count} rules of consent; {pack.Entries.Count} entries of "
                + $"{pack.Entries.Select(e => e.RuleId).Distinct().Count()} rules of hours; {pack.Calendars.Count} holiday calendars. "
                + $"{doubtful} rules are not confirmed.\n");
        foreach (var place in LawPacks.Places)
            text.Append('\n').Append(LawPage.Of(pack, place));
        return text.ToString();
    }

    [Fact]
    public void Every_line_of_every_table_carries_its_source_and_its_mark()
    {
        foreach (var place in LawPacks.Places)
        {
            var rows = LawPacks.Describe(place).Split('\n').Where(
                l => l.StartsWith("| ", StringComparison.Ordinal) && !l.Contains(" known from |", StringComparison.Ordinal)).ToList();
            rows.Should().NotBeEmpty(place);
            foreach (var row in rows)
            {
                var source = row.Split(" | ")[^1].TrimEnd(' ', '|');
                source.Should()
                    .MatchRegex(
                    @"^(\*\*(law|code|carrier|guidance|default|proposed)\*\*, (confirmed|⚠ not confirmed) \([^)]+\), reviewed 202\d-\d\d-\d\d\. .{8,}|(confirmed|⚠ not confirmed)\. .{8,})$", row);
            }
        }
    }

    [Fact]
    public void A_country_is_one_page_and_one_without_an_entry_says_what_holds_there()
    {
        LawPacks.Describe("US").Should().StartWith("## US").And.Contain("### Consents").And.Contain("US-TCPA-AUTO-MKT")
            .And.Contain("### Hours").And.Contain("### Limits of frequency").And.Contain("### Holiday calendars");
        foreach (var word in new[] { "opt-in", "register", "prohibited", "where chosen", "known from", "confirmed" })
            LawPacks.Describe("US").Split("### How to read this page")[1].Should().ContainEquivalentOf(word);
        LawPacks.Describe("GB").Should().Contain("a copy of at most 28 days").And.Contain("businesses").And.NotMatchRegex(@"\(P\d");
        LawPacks.Describe("CZ").Should().Contain("No entry").And.Contain("EU-13-1");
        LawPacks.Describe("RE").Should().Contain("FR-L34-5");
        LawPacks.Describe("TH").Should().Contain("ALL-DEFAULT");
        var wrong = () => LawPacks.Describe("UK");
        wrong.Should().Throw<ArgumentException>().WithMessage("*ISO 3166-1*");
    }
}
