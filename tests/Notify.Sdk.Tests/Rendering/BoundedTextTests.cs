using System.Diagnostics;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Rendering;

public class BoundedTextTests
{
    private const string Nested = "{{#each items}}{{#each ../items}}{{#each ../../items}}{{#each ../../../items}}x{{/each}}{{/each}}{{/each}}{{/each}}";

    [Fact]
    public async Task Lists_nested_in_lists_stop_while_they_are_written()
    {
        using var scenario = new Scenario(b => b.AddTopic("words", t => t.Transactional().Over(Channel.Sms).Sms("en", Nested)));
        var watch = Stopwatch.StartNew();
        var report = await scenario.SendAsync(new Notification("words", "words/1") { Data = new Dictionary<string, object?> { ["items"] = Enumerable.Range(0, 60).Cast<object?>().ToList() } }, People.Ana);
        await scenario.DispatchAsync();
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(20), "13 million letters would take longer and the message is none");
        scenario.Texts.Calls.Should().BeEmpty();
        report.Of("ana").Codes().Concat((await scenario.Notifier.ExplainAsync("words/1", "ana"))!.History.Select(r => r.Code)).Should().Contain(ReasonCodes.RenderingFailed);
    }

    [Fact]
    public async Task A_long_text_below_the_bound_is_written_whole()
    {
        using var scenario = new Scenario(b => b.AddTopic("words", t => t.Transactional().Over(Channel.Email).Email("en", "Hello", "{{#each items}}{{this}}{{/each}}")));
        await scenario.SendAsync(new Notification("words", "words/1") { Data = new Dictionary<string, object?> { ["items"] = Enumerable.Repeat<object?>(new string('x', 1000), 250).ToList() } }, People.Ana);
        await scenario.DispatchAsync();
        scenario.Mail.Calls.Should().ContainSingle().Which.Content.Text.Should().HaveLength(250_000);
    }
}
