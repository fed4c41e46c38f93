using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Rendering;

public class BoundedTextTests
{
    private const string Nested =
        "{{#each items}}{{#each ../items}}{{#each ../../items}}{{#each ../../../items}}x{{/each}}{{/each}}{{/each}}{{/each}}";

    [Theory]
    [InlineData(Nested, "grows longer than 256 KB")]
    [InlineData("{{#each items}}{{#each ../items}}{{#each ../../items}}{{#each ../../../items}}{{/each}}{{/each}}{{/each}}{{/each}}x",
        "more than 1048576 steps")]
    [InlineData("{{#each map}}{{#each ../map}}{{#each ../../map}}{{#each ../../../map}}{{/each}}{{/each}}{{/each}}{{/each}}x",
        "more than 1048576 steps")]
    public async Task Loops_in_loops_stop_while_they_are_written(string words, string why)
    {
        using var scenario = new Scenario(b => b.AddTopic("words", t => t.Transactional().Over(DeliveryChannel.Sms).Sms("en", words)));
        var sixty = Enumerable.Range(0, 60).Cast<object?>().ToList();
        Notification notification = new("words", "words/1")
        {
            Data = new Dictionary<string, object?> { ["items"] = sixty, ["map"] = sixty.ToDictionary(n => $"n{n}", n => n) },
        };
        var report = await scenario.SendAsync(notification, People.Ana);
        await scenario.DispatchAsync();
        scenario.Texts.Calls.Should().BeEmpty();
        var reasons = report.Of("ana").Reasons.Concat((await scenario.Notifier.ExplainAsync("words/1", "ana"))!.History);
        reasons.Should().Contain(r => r.Code == ReasonCodes.RenderingFailed && r.Detail.Contains(why));
    }

    [Fact]
    public async Task A_long_text_below_the_bound_is_written_whole()
    {
        using var scenario =
            new Scenario(
            b => b.AddTopic("words", t => t.Transactional().Over(DeliveryChannel.Email)
                .Email("en", "Hello", "{{#each items}}{{this}}{{/each}}")));
        await scenario.SendAsync(new Notification("words", "words/1")
        {
            Data = new Dictionary<string, object?> { ["items"] = Enumerable.Repeat<object?>(new string('x', 1000), 250).ToList() }
        },
            People.Ana);
        await scenario.DispatchAsync();
        scenario.Mail.Calls.Should().ContainSingle().Which.Content.Text.Should().HaveLength(250_000);
    }
}
