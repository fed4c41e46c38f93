using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Rendering;

/// <summary>A template may ask whether there is a value; only writing it needs one.</summary>
public class PresenceTests
{
    private static async Task<(AccountOutcome Outcome, string? Text)> SayAsync(
        string template, IReadOnlyDictionary<string, object?>? data = null, string? points = null)
    {
        using var scenario = new Scenario(b => b.AddText("hello", t => t.Build())
            .AddTopic("presence", t => t.Transactional().Over(DeliveryChannel.Sms).Sms("en", template)));
        var bo = People.Contact("bo").Phone(People.NewYorkPhone);
        var report = await scenario.SendAsync(new Notification("presence", "k") { Data = data! }, points is null
            ? bo : bo.With("points", points));
        await scenario.DispatchAsync();
        return (report.Of("bo"), scenario.Texts.Calls.SingleOrDefault()?.Content.Text);
    }

    [Theory]
    [InlineData("Hi.{{#if attributes.points}} {{attributes.points}} points.{{/if}}", "Hi.")]
    [InlineData("Hi.{{#if attributes.points}} {{attributes.points}} points.{{else}} No points.{{/if}}", "Hi. No points.")]
    [InlineData("Hi.{{#unless attributes.points}} No points.{{/unless}}", "Hi. No points.")]
    [InlineData("Hi.{{#attributes.points}} Points.{{/attributes.points}}", "Hi.")]
    [InlineData("Hi.{{#if sale}} Sale.{{else if attributes.points}} Points.{{else}} Nothing.{{/if}}", "Hi. Nothing.")]
    [InlineData("Hi.{{#each items}} {{name}}{{else}} No items.{{/each}}", "Hi. No items.")]
    [InlineData("Hi.{{#with order}} {{number}}{{else}} No order.{{/with}}", "Hi. No order.")]
    [InlineData("Hi.{{#if order.total.net}} Net.{{/if}}", "Hi.")]
    [InlineData("Hi.{{#if attributes.[loyalty-points]}} Points.{{/if}}", "Hi.")]
    public async Task A_presence_test_is_no_demand(string template, string expected)
    {
        var (outcome, text) = await SayAsync(template);
        outcome.Kind.Should().Be(OutcomeKind.Planned, string.Join(" / ", outcome.Reasons));
        text.Should().Be(expected);
    }

    [Theory]
    [InlineData("Hi.{{#if attributes.points}} {{attributes.points}} points.{{/if}}", "Hi. 7 points.")]
    [InlineData("Hi.{{#unless attributes.points}} No points.{{/unless}}", "Hi.")]
    public async Task With_a_value_the_other_branch_is_taken(string template, string expected) =>
        (await SayAsync(template, points: "7")).Text.Should().Be(expected);

    [Theory]
    [InlineData("Hi.{{#unless sale}} {{attributes.points}} points.{{/unless}}", "attributes.points")]
    [InlineData("Hi.{{#if attributes.points}}!{{/if}} {{attributes.points}} points.", "attributes.points")]
    [InlineData("Hi.{{#unless sale}} {{order.total.net}}{{/unless}}", "order.total.net")]
    public async Task A_value_that_is_written_is_still_demanded_by_name(string template, string name)
    {
        var (outcome, text) = await SayAsync(template);
        outcome.Kind.Should().Be(OutcomeKind.Suppressed);
        outcome.Reasons.Should().Contain(r => r.Code == ReasonCodes.MissingVariable && r.Detail.Contains($"'{name}'"));
        text.Should().BeNull();
    }

    [Fact]
    public async Task Each_item_of_a_list_may_lack_what_is_only_asked_about()
    {
        Dictionary<string, object?> data = new()
        {
            ["items"] = new List<object?> { new Dictionary<string, object?> { ["name"] = "Tea", ["note"] = "cold" },
                new Dictionary<string, object?> { ["name"] = "Cake" } },
        };
        (await SayAsync("{{#each items}}{{name}}{{#if note}} ({{note}}){{/if}};{{/each}}", data)).Text.Should().Be("Tea (cold);Cake;");
        var (outcome, _) = await SayAsync("{{#each items}}{{name}} ({{note}});{{/each}}", data);
        outcome.Reasons.Should().Contain(r => r.Code == ReasonCodes.MissingVariable && r.Detail.Contains("note"));
    }
}
