using System.Text;
using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Planning;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Planning.Law;

/// <summary>A pack with a fault says where it is and what was expected; nothing of it is used.</summary>
public class LawReaderTests
{
    private const string Entry = """
        { "rule": "X-1", "jurisdiction": "NO", "channels": ["sms"], "classes": ["marketing"], "days": "Mon-Fri", "from": "09:00", "to": "20:00",
          "strength": "law", "confirmed": true, "evidence": "primary", "source": "the statute" }
        """;

    private static LegalPack Read(string entries, string more = "") =>
        LegalPack.Parse("no.json", Encoding.UTF8.GetBytes($$"""{ "jurisdiction": "NO", "reviewed": "2026-11-22", {{more}} "entries": [ {{entries}} ] }"""));

    [Fact]
    public void A_right_one_is_a_rule()
    {
        var rule = Read(Entry).Rules.Single();
        rule.Countries.Should().Equal("NO");
        rule.Windows.Single().ToString().Should().Be("Mon Tue Wed Thu Fri 09:00-20:00");
        rule.Source.Should().Be("law: the statute");
    }

    [Theory]
    [InlineData("\"09:00\"", "\"9am\"", "entry 1 ('X-1'), field 'from': expected a time such as \"09:00\", found \"9am\"")]
    [InlineData("\"from\"", "\"form\"", "field 'from' is missing")]
    [InlineData("\"primary\"", "\"primary\", \"colour\": 1", "unknown field 'colour'")]
    [InlineData("\"Mon-Fri\"", "\"Fri-Mon\"", "'Fri-Mon' are no weekdays")]
    [InlineData("\"NO\", \"channels\"", "\"NOR\", \"channels\"", "'NOR' is not an ISO 3166-2 subdivision")]
    [InlineData("\"NO\", \"channels\"", "\"UK\", \"channels\"", "'UK' is not an ISO 3166-1 alpha-2 country")]
    [InlineData("\"NO\", \"channels\"", "\"SE\", \"channels\"", "an entry of 'SE' stands in a file of 'NO'")]
    [InlineData("[\"sms\"]", "[\"Fax 1\"]", "A channel needs a name")]
    [InlineData("[\"marketing\"]", "[]", "expected a list of texts that is not empty")]
    [InlineData("[\"marketing\"]", "[\"marketing\", \"research\"]", "mixes purposes with classes")]
    [InlineData("\"law\"", "\"rumour\"", "expected one of law, code, carrier, guidance, default, proposed, found \"rumour\"")]
    [InlineData("true", "\"yes\"", "field 'confirmed': expected true or false")]
    [InlineData("\"the statute\"", "\"\"", "field 'source': expected a text that is not empty")]
    [InlineData("\"20:00\"", "\"08:00\"", "Window closes (08:00) before it opens (09:00)")]
    [InlineData("\"primary\"", "\"primary\", \"effectiveFrom\": \"2026-02-30\"", "field 'effectiveFrom': expected a date")]
    [InlineData("\"primary\"", "\"primary\", \"effectiveFrom\": \"2026-02-02\", \"effectiveTo\": \"2026-02-01\"",
        "effectiveTo (2026-02-01) is before effectiveFrom (2026-02-02)")]
    [InlineData("\"primary\"", "\"primary\", \"zones\": [\"Mars/Olympus\"]", "'Mars/Olympus' is not a zone")]
    [InlineData("\"primary\"", "\"primary\", \"holidays\": { \"calendar\": \"NO-national\" }",
        "calendar 'NO-national', which is not in the file")]
    [InlineData("\"primary\"", "\"primary\", \"liftedBy\": \"magic\"",
        "expected one of none, express, express-written, night, stated-time, relationship")]
    [InlineData("\"primary\"", "\"primary\", \"cap\": { \"count\": 3, \"per\": \"recipient\" }", "has no 'period'")]
    public void A_fault_is_named_with_its_place(string right, string wrong, string says)
    {
        var read = () => Read(Entry.Replace(right, wrong, StringComparison.Ordinal));
        read.Should().Throw<NotifyException>().Which.Message.Should().Contain(says);
    }

    [Fact]
    public void A_part_that_the_country_does_not_have_is_refused_wherever_a_rule_names_one()
    {
        var read = () => LegalPack.Parse("us.json", Encoding.UTF8.GetBytes($$"""
            { "jurisdiction": "US", "reviewed": "2026-11-22", "entries": [ {{Entry.Replace("NO", "US-ZZ", StringComparison.Ordinal)}} ] }
            """));
        read.Should().Throw<NotifyException>().WithMessage("*'US-ZZ' is no part of US by ISO 3166-2*");
        FrequencyCap cap = new() { Id = "own", Limit = 1, Window = Duration.FromDays(1), Regions = ["US-ZZ"] };
        SendWindowRule window = new()
        {
            Id = "own",
            Windows = [new(DailyWindow.MondayToFriday, new(9, 0), new(20, 0))],
            Regions = ["CA-RI"],
        };
        foreach (var (configure, says) in new (Action<NotifyBuilder>, string)[]
            { (b => b.AddFrequencyCap(cap), "*Cap 'own' names 'US-ZZ'*"), (b => b.AddSendWindow(window), "*'own' names 'CA-RI'*") })
        {
            using var scenario = new Scenario(configure);
            var use = () => scenario.Notifier;
            use.Should().Throw<OptionsValidationException>().WithMessage(says);
        }
    }

    [Fact]
    public void A_holiday_rule_that_cannot_be_read_is_named()
    {
        var read = () => Read(Entry, """ "calendars": [ { "id": "NO-national", "rules": ["17th of May"], "confirmed": true, "source": "the statute" } ], """);
        read.Should().Throw<NotifyException>().WithMessage("*calendar 1 ('NO-national')*'17th of May' cannot be read*12-25*");
    }

    [Fact]
    public void Entries_of_one_rule_that_overlap_are_refused()
    {
        var read = () => Read($"{Entry}, {Entry.Replace("Mon-Fri", "Fri-Sat", StringComparison.Ordinal)}");
        read.Should().Throw<NotifyException>().WithMessage("*'X-1' has hours that overlap*make two rules*");
    }

    [Fact]
    public void Entries_of_one_rule_that_differ_in_more_than_hours_are_refused()
    {
        var read = () =>
            Read($"{Entry}, "
            + $"{Entry.Replace("Mon-Fri", "Sat", StringComparison.Ordinal).Replace("[\"sms\"]", "[\"voice\"]", StringComparison.Ordinal)}");
        read.Should().Throw<NotifyException>().WithMessage("*two entries of rule 'X-1' differ in 'channels'*");
    }

    [Fact]
    public void What_is_no_json_is_said_with_the_line()
    {
        var read = () => LegalPack.Parse("no.json", "{ \"jurisdiction\": \"NO\",\n oops"u8);
        read.Should().Throw<NotifyException>().WithMessage("Law pack 'no.json' is not JSON: line 2*");
    }

    [Fact]
    public void A_path_without_a_pack_is_said()
    {
        var read = () => LegalPack.Load("/nowhere/law.json");
        read.Should().Throw<NotifyException>().WithMessage("There is no law pack at '/nowhere/law.json'*");
    }
}
