using NodaTime;
using Notify.Sdk.Planning;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Invariants;

/// <summary>Overrides can only be stricter: a rule that is added never opens anything.</summary>
public class Invariant9_RulesOnlyGetStricterTests
{
    private static readonly AnyRules Rules = new();

    [Fact]
    public void A_further_rule_never_makes_an_opening_earlier() => Repeatable.ForAll(Rules.Cases, 500, c =>
    {
        var zones = new[] { DateTimeZoneProviders.Tzdb[c.Zone] };
        var before = SendWindows.NextOpening(c.At, c.Rules, zones) ?? Instant.MaxValue;
        var after = SendWindows.NextOpening(c.At, [.. c.Rules, c.Further], zones) ?? Instant.MaxValue;
        after.Should().BeGreaterThanOrEqualTo(before);
    });

    private sealed class AnyRules
    {
        public FsCheck.Gen<(string Zone, Instant At, SendWindowRule[] Rules, SendWindowRule Further)> Cases =>
            FsCheck.Fluent.Gen.Select(FsCheck.Fluent.Gen.Choose(0, int.MaxValue), seed =>
            {
                var random = new Random(seed);
                var zone = new[] { "America/New_York", "Europe/London", "Asia/Kolkata", "Australia/Lord_Howe" }[random.Next(4)];
                var rules = Enumerable.Range(0, random.Next(1, 3)).Select(_ => Rule(random)).ToArray();
                return (zone, Scenario.Monday + Duration.FromMinutes(random.Next(400_000)), rules, Rule(random));
            });

        private static SendWindowRule Rule(Random random) => new()
        {
            Id = "r",
            Windows = [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => Window(
                [.. DailyWindow.EveryDay.Where(_ => random.Next(3) > 0).DefaultIfEmpty(IsoDayOfWeek.Friday)],
                LocalTime.Midnight.PlusMinutes(random.Next(1440)),
                LocalTime.Midnight.PlusMinutes(random.Next(1, 1440))))],
        };

        private static DailyWindow Window(IReadOnlyList<IsoDayOfWeek> days, LocalTime from, LocalTime to) =>
            to > from ? new(days, from, to) : DailyWindow.AcrossMidnight(days, from, to);
    }
}
