using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Notify.Sdk.Permission;
using Notify.Sdk.Planning;

namespace Notify.Sdk.Tests.Planning.Law;

public class LegalPackTests
{
    private static readonly LegalPack Pack = LegalPack.BuiltIn;

    public static TheoryData<string> RuleIds => [.. Pack.Entries.Select(e => e.RuleId).Distinct()];

    private static IEnumerable<string> Facts(Func<JsonElement, string> line)
    {
        using var facts = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Corpora", "send-windows.json")));
        return [.. facts.RootElement.EnumerateArray().Select(line).Order(StringComparer.Ordinal)];
    }

    private static string Join(JsonElement list) => string.Join(',', list.EnumerateArray().Select(v => v.GetString()));

    private static string? Field(JsonElement element, params string[] path)
    {
        foreach (var name in path)
        {
            if (!element.TryGetProperty(name, out element))
                return null;
        }

        return element.ToString();
    }

    [Fact]
    public void It_holds_the_entries_and_rules_that_were_collected()
    {
        Pack.Entries.Should().HaveCount(76);
        Pack.Entries.Select(e => e.RuleId).Distinct().Should().HaveCount(62);
    }

    [Fact]
    public void Every_entry_says_what_was_collected()
    {
        var facts = Facts(f => string.Join(" | ",
            Field(f, "ruleId"), Field(f, "jurisdiction"), Join(f.GetProperty("channels")), Join(f.GetProperty("messageClass")),
            Join(f.GetProperty("days")), $"{Field(f, "from")}-{Field(f, "to")}", Field(f, "automation"),
            Zones(Field(f, "timezoneBasis")!), Field(f, "holidays", "calendar"), Field(f, "holidays", "mode") == "window"
                ? $"{Field(f, "holidays", "from")}-{Field(f, "holidays", "to")}" : "",
            f.TryGetProperty("holidays", out var h) && h.TryGetProperty("eve", out var eve)
                ? $"{Field(eve, "from")}-{Field(eve, "to")}" : "",
            Lift(Field(f, "consentOverride", "lifts")), Field(f, "effectiveFrom"), Field(f, "effectiveTo"),
                Strength(Field(f, "legalStatus")!), Field(f, "confirmed"), Field(f, "evidence"),
            Field(f, "maxPerPeriod", "count"), Field(f, "maxPerPeriod", "period"), Field(f, "maxPerPeriod", "per"), Field(f, "notes")));

        Pack.Entries.Select(Line).Order(StringComparer.Ordinal).Should().Equal(facts);
    }

    private static string Line(LawEntry e) => string.Join(" | ",
        e.RuleId, e.Jurisdiction, LawWords.Of(e.Channels).Replace(", ", ","), string.Join(',', e.Classes),
        string.Join(',', e.Hours.Days.Select(d => d.ToString()[..3])),
            $"{Clock(e.Hours.From)}-{(e.Hours.To == LocalTime.Midnight ? "24:00" : Clock(e.Hours.To))}",
        e.Automation == Automation.Automated ? "automated" : "any",
        string.Join(',', e.Zones), e.Holidays?.Calendar.Id, Hours(e.Holidays?.Hours), Hours(e.Holidays?.Eve),
        e.LiftedBy, Date(e.EffectiveFrom), Date(e.EffectiveTo), e.Strength, e.IsConfirmed, e.Evidence,
        e.Cap?.Count, e.Cap is { } cap ? cap.Window.Days > 1 ? $"P{cap.Window.Days}D" : $"PT{cap.Window.TotalHours}H" : null, e.Cap?.Per,
            e.Notes);

    private static string Clock(LocalTime time) => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Format(time);

    private static string Hours(DayHours? hours) => hours is null ? "" : $"{Clock(hours.From)}-{Clock(hours.To)}";

    private static string? Date(LocalDate? date) => date is { } d ? LocalDatePattern.Iso.Format(d) : null;

    private static string Zones(string basis) => basis switch
    {
        "recipient-location" => "",
        "state-time:America/Chicago" => "America/Chicago",
        _ when basis.StartsWith("state-time (SD spans", StringComparison.Ordinal) => "America/Chicago,America/Denver",
        _ => basis["fixed:".Length..],
    };

    /// <summary>Words that the collection uses, and the kind that the library knows. What no record can show lifts nothing.</summary>
    private static ConsentLift Lift(string? word) => word switch
    {
        null or "disputed" => ConsentLift.None,
        "prior-express-consent" or "prior-consent" => ConsentLift.Express,
        "express-written-agreement" => ConsentLift.ExpressWritten,
        "separate-night-consent" => ConsentLift.Night,
        "relationship" => ConsentLift.Relationship,
        "explicit-consent-to-stated-date-and-time" or "explicit-consent-to-time" or "prior-agreement" => ConsentLift.StatedTime,
        _ => throw new InvalidOperationException($"New kind of consent: {word}"),
    };

    private static LawStrength Strength(string status) => status switch
    {
        "law" => LawStrength.Law,
        "proposed" => LawStrength.Proposed,
        "industry-code" or "code-of-conduct" => LawStrength.Code,
        "carrier-practice" => LawStrength.Carrier,
        "guidance" or "industry-guidance" or "unknown" => LawStrength.Guidance,
        "sdk-default" => LawStrength.Default,
        _ => throw new InvalidOperationException($"New status: {status}"),
    };

    [Theory]
    [MemberData(nameof(RuleIds))]
    public void Every_entry_is_well_formed_and_cited(string rule)
    {
        foreach (var entry in Pack.Entries.Where(e => e.RuleId == rule))
        {
            entry.Source.Length.Should().BeGreaterThan(10, "somebody must be able to look it up");
            entry.Source.Should().NotMatchRegex(@"^[,;( ]|^as above|\bper$|[,;]$", "a fragment is no source");
            entry.Reviewed.Should().BeGreaterThan(new LocalDate(2026, 1, 1));
            if (entry.Strength is LawStrength.Law or LawStrength.Code)
                (entry.Statute is not null || !entry.IsConfirmed || entry.RuleId == "CA-BC-HOL").Should()
                    .BeTrue("{0} says what it rests on", entry.RuleId);
            if (entry.IsConfirmed)
                entry.Evidence.Should().NotBe("conflicting").And.NotBe("recalled").And.NotBe("sdk-default");
        }
    }

    [Fact]
    public void Every_rule_can_be_open() => Pack.Rules.Should()
        .OnlyContain(r => SendWindows.NextOpening(Instant.FromUtc(2026, 11, 22, 0, 0), new[] { r }, new[] { DateTimeZone.Utc }) != null);

    [Fact]
    public void What_holds_wherever_nothing_else_is_known_are_the_courtesy_hours_of_the_library()
    {
        var rules = Pack.Entries.Where(e => e.Jurisdiction == "*").ToDictionary(e => e.RuleId);
        rules["DEFAULT-MKT"].Hours.ToString().Should().Be(SendWindowRule.MarketingCourtesy.Windows.Single().ToString());
        rules["DEFAULT-MKT"].Holidays!.Calendar.Should().BeSameAs(SendWindowRule.MarketingCourtesy.Holidays!.Calendar);
        rules["DEFAULT-TXN"].Hours.ToString().Should().Be(SendWindowRule.Courtesy.Windows.Single().ToString());
        Pack.Rules.Should().NotContain(r => r.Id.StartsWith("DEFAULT"), "the courtesy hours stand for them");
        Pack.Rules.Should().HaveCount(60);
    }

    [Fact]
    public void The_version_is_the_review_and_the_content() => Pack.Version.Should().MatchRegex(@"^2026-11-26\.[0-9a-f]{8}$");

    [Fact]
    public void The_limits_are_those_of_the_laws() =>
        Pack.Caps.Select(c => $"{c.RuleId} {c.Count} in {c.Window.TotalHours:0} h per {c.Per}").Should().BeEquivalentTo(
        "US-REGF 7 in 168 h per recipient+debt", "US-FL 3 in 24 h per recipient+subject", "US-ME-AUTO 1 in 8 h per recipient",
            "US-MD 3 in 24 h per recipient+subject",
        "US-OK 3 in 24 h per recipient+subject", "US-OR 3 in 24 h per recipient", "FR-D223-9 4 in 720 h per recipient+sender",
        "AE-56-2024 1 in 24 h per recipient+sender", "VN-91-SMS 3 in 24 h per recipient+sender",
            "VN-91-CALL 1 in 24 h per recipient+sender", "VN-91-MAIL 3 in 24 h per recipient+sender");
}
