using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Sending;

/// <summary>What callers and providers hand in is theirs: it is copied, bounded or refused, and changes nothing afterwards.</summary>
public class DataOfTheCallerTests
{
    [Fact]
    public async Task Data_that_change_after_the_call_change_no_message()
    {
        using var scenario =
            new Scenario(
            b => b.AddTopic("words", t => t.Transactional().Over(DeliveryChannel.Sms)
            .Sms("en", "{{area}} {{#each list}}{{this}}{{/each}} {{map.x}}")));
        List<object?> list = ["a"];
        Dictionary<string, object?> map = new() { ["x"] = "m" }, data = new() { ["area"] = "North", ["list"] = list, ["map"] = map };
        await scenario.SendAsync(new Notification("words", "words/1") { Data = data }, People.Ana);
        (data["area"], map["x"]) = ("South", "n");
        list.Add("b");
        await scenario.DispatchAsync();
        scenario.Texts.Calls.Single().Content.Text.Should().Be("North a m");
    }

    // Not as data of a theory: an attribute's text is stored as UTF-8, which has no halves.
    [Fact]
    public async Task Half_a_surrogate_pair_names_no_account_no_source_and_no_key()
    {
        foreach (var id in new[] { "a\uD800", "\uDC00a", "\uD800\uD800\uDC00" })
            await RefusedAsync(id);
    }

    private static async Task RefusedAsync(string id)
    {
        using var scenario = new Scenario();
        var report = await scenario.SendAsync("outage", People.Ana with { AccountId = id }, People.Ana with { Source = id });
        report.Unreachable.Should().Be(2);
        report.Reasons.Should().ContainKey(ReasonCodes.InvalidAccountId).WhoseValue.Should().Be(2);
        await scenario.Invoking(s => s.SendAsync(new Notification("outage", id), People.Ana)).Should().ThrowAsync<NotifyException>();
        (await scenario.SendAsync("outage", People.Ana with { AccountId = "a\U0001F600" })).Planned.Should().Be(1);
    }

    [Fact]
    public async Task Half_a_surrogate_pair_in_a_person_id_makes_nobody_the_same_person()
    {
        using var scenario = new Scenario();
        var report = await scenario.SendAsync(
            "outage",
            People.Contact("a").Email("a@example.com") with { PersonId = "p\uD800" },
            People.Contact("b").Email("b@example.com") with { PersonId = "p\uD801" },
            People.Contact("c").Email("c@example.com") with { PersonId = "p\uD801" });
        report.Planned.Should().Be(3);
        report.Of("a").Reasons.Should().Contain(r => r.Code == ReasonCodes.FieldIgnored && r.Detail.Contains("half of a surrogate pair"));
    }

    [Fact]
    public async Task A_long_word_of_a_provider_is_cut()
    {
        using var scenario = new Scenario();
        scenario.Mail.Answers(SendOutcome.Rejected(new string('x', 1_000_000)));
        await scenario.SendAsync("outage", People.Contact("a").Email("a@example.com"));
        await scenario.DispatchAsync();
        (await scenario.DeliveryAsync("outage/1", "a")).Reasons.Should().OnlyContain(r => r.Detail.Length < 600);
    }
}
