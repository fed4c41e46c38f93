using NodaTime;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Permission;

/// <summary>Numbers that cost, and bounds for all people at numbers that begin alike.</summary>
public sealed class DestinationCapTests
{
    private const string Iridium = "+881612345678";

    private static Contact At(string id, string phone) => People.Contact(id).Phone(phone) with { TimeZone = "America/New_York" };

    [Fact]
    public async Task A_satellite_is_neither_texted_nor_called_unless_the_application_wants_it()
    {
        using var scenario = new Scenario(b => b.AddText("code"));
        var outcome = (await scenario.SendAsync("code", At("ship", Iridium))).Of("ship");
        outcome.Kind.Should().Be(OutcomeKind.Suppressed);
        outcome.Reasons.Should().Contain(r => r.Code == ReasonCodes.FrequencyCap && r.Detail.Contains("+881"));

        using var sea = new Scenario(b => b.AddText("code").SwitchOff(NotifyDefaults.ExpensiveNumbers));
        (await sea.SendAsync("code", At("ship", Iridium))).Planned.Should().Be(1);
    }

    [Fact]
    public async Task All_people_at_numbers_that_begin_alike_count_together_and_others_do_not()
    {
        using var scenario = new Scenario(b => b.AddText("code")
            .AddFrequencyCap(FrequencyCap.To("to-44", 2, Duration.FromHours(1), "+44")));
        string[] london = ["+447400123456", "+447400123457", "+447400123458", "+447400123459"];
        for (var i = 0; i < london.Length; i++)
            await scenario.SendAsync(new Notification("code", $"k/{i}"), At($"l{i}", london[i]));
        await scenario.SendAsync(new Notification("code", "k/ny"), At("ny", People.NewYorkPhone));
        await scenario.DispatchAsync();
        scenario.Texts.Calls.Should().HaveCount(3).And.Contain(c => c.To.Deliverable == People.NewYorkPhone);
        var held = await scenario.DeliveryAsync("k/3", "l3");
        (held.State, held.Attempts).Should().Be((DeliveryState.Held, 0));
        held.Reasons.Should().Contain(r => r.Detail.Contains("to numbers that begin with +44"));
        await scenario.DispatchAfterAsync(Duration.FromHours(1));
        scenario.Texts.Calls.Should().HaveCount(5);
    }

    [Fact]
    public async Task Attempts_that_failed_were_charged_too()
    {
        using var scenario = new Scenario(b => b.AddText("code")
            .AddFrequencyCap(FrequencyCap.To("to-44", 1, Duration.FromHours(1), "+44")));
        scenario.Texts.Answers(SendOutcome.Rejected("unknown number"));
        await scenario.SendAsync(new Notification("code", "k/0"), At("a", "+447400123456"));
        await scenario.DispatchAsync();
        await scenario.SendAsync(new Notification("code", "k/1"), At("b", "+447400123457"));
        await scenario.DispatchAsync();
        scenario.Texts.Calls.Should().ContainSingle();
    }

    [Fact]
    public void The_longest_prefix_counts() =>
        FrequencyCap.To("c", 1, Duration.FromHours(1), "+44", "+447", "+1").PrefixOf(Scenario.Number("+447400123456")).Should().Be("+447");

    [Theory]
    [InlineData("44")]
    [InlineData("+")]
    [InlineData("+0")]
    [InlineData("+4a")]
    [InlineData("+12345678901234567")]
    [InlineData(null)]
    public void What_is_no_beginning_of_a_number_is_refused(string? prefix) =>
        FluentActions.Invoking(() => FrequencyCap.To("c", 1, Duration.FromHours(1), prefix!)).Should().Throw<ArgumentException>();

    [Fact]
    public void A_bound_without_prefixes_is_refused() =>
        FluentActions.Invoking(() => FrequencyCap.To("c", 1, Duration.FromHours(1))).Should().Throw<ArgumentException>()
            .WithMessage("*no prefix*");
}
