using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Tests.TestKit;
using Notify.Sdk.Tracking;
using static Notify.Sdk.Tests.Tracking.Replies;

namespace Notify.Sdk.Tests.Tracking;

/// <summary>Two brands, two numbers: what people write to one is said to that one.</summary>
public sealed class ReplySenderTests : IDisposable
{
    private const string Acme = "+12025550111", Globex = "+12025550122";
    private static readonly AddressKey Phone = TestKit.Scenario.Number(People.NewYorkPhone);

    private readonly Scenario _scenario = Scenario(more: b => b
        .AddText("acme", t => t.From("Acme"))
        .AddText("globex", t => t.From("Globex"))
        .AddReplySender("Acme", "help@acme.example", Acme)
        .AddReplySender("Globex", "help@globex.example", Globex, "24680"));

    public void Dispose() => _scenario.Dispose();

    [Theory]
    [InlineData("+12025550111", false, true)]
    [InlineData("12025550111", false, true)]
    [InlineData("+1 202 555 0122", true, false)]
    [InlineData("24680", true, false)]
    [InlineData("+12025550199", false, false)]
    [InlineData(null, false, false)]
    public async Task A_stop_ends_the_messages_of_the_brand_that_it_was_written_to(string? to, bool acme, bool globex)
    {
        await SayAsync("STOP", to);
        (await IsToldAsync("acme")).Should().Be(acme);
        (await IsToldAsync("globex")).Should().Be(globex);
    }

    [Fact]
    public async Task Stop_all_means_all_brands()
    {
        await SayAsync("STOP ALL", Globex);
        (await IsToldAsync("acme")).Should().BeFalse();
        (await IsToldAsync("globex")).Should().BeFalse();
    }

    [Fact]
    public async Task The_brand_that_was_written_to_answers()
    {
        await SayAsync("HELP", Globex);
        await SayAsync("HELP", Acme, "m2");
        await SayAsync("HELP", null, "m3");
        _scenario.Answers().Select(a => a[..a.IndexOf(':', StringComparison.Ordinal)]).Should().Equal("Globex", "Acme", "Example Shop");
        _scenario.Answers().First().Should().Contain("help@globex.example");
        _scenario.Texts.Calls.Select(c => c.Brand).Should().Equal("Globex", "Acme", "Example Shop");
    }

    [Fact]
    public async Task Start_takes_the_stop_of_its_brand_back_and_no_other()
    {
        await SayAsync("STOP", Acme);
        await SayAsync("STOP", Globex, "m2");
        await SayAsync("START", Globex, "m3");
        (await IsToldAsync("globex")).Should().BeTrue();
        (await IsToldAsync("acme")).Should().BeFalse();
    }

    [Fact]
    public async Task Start_at_one_brand_does_not_take_back_a_stop_of_all()
    {
        await SayAsync("STOP", to: null);
        var outcome = await SayAsync("START", Globex, "m2");
        outcome.Reasons.Should().ContainSingle().Which.Code.Should().Be(ReasonCodes.NothingToStart);
        (await IsToldAsync("globex")).Should().BeFalse();
    }

    [Fact]
    public async Task What_was_agreed_with_all_brands_comes_back_for_the_one_that_was_started()
    {
        await _scenario.ConsentAsync(Phone, topic: null);
        await SayAsync("STOP", Acme);
        await SayAsync("STOP", Globex, "m2");
        await SayAsync("START", Globex, "m3");
        var ledger = await _scenario.Get<IConsentLedger>().FindAsync([Phone], "offer");
        ledger.Where(r => r.Status == ConsentStatus.Granted && r.Id.Contains("restores", StringComparison.Ordinal))
            .Should().ContainSingle().Which.Brand.Should().Be("Globex");
    }

    [Fact]
    public async Task Whoever_has_a_recycled_number_takes_back_nothing_that_was_said_before()
    {
        await _scenario.ConsentAsync(Phone);
        await SayAsync("STOP", to: null);
        _scenario.Time.Advance(Duration.FromDays(100));
        await _scenario.Suppressions.AddAsync([new(Phone, "reassigned", SuppressionKind.Reassigned, _scenario.Time.Now)]);

        var outcome = await SayAsync("START", to: null, "m2");
        outcome.Reasons.Should().ContainSingle().Which.Code.Should().Be(ReasonCodes.ReplyIgnored);
        (await _scenario.SendAsync("offer", Mobile())).Planned.Should().Be(0);
        (await _scenario.Get<IConsentLedger>().FindAsync([Phone], "offer")).Should().HaveCount(2, "the yes and the no, and nothing more");
    }

    [Fact]
    public async Task An_unknown_sender_who_says_stop_is_told_nothing_from_then_on()
    {
        await SayAsync("STOP", Globex); // nobody with this number was ever told anything
        (await IsToldAsync("globex")).Should().BeFalse();
    }

    [Fact]
    public void Two_brands_with_one_number_are_refused_at_start_however_it_is_written()
    {
        using var scenario = Replies.Scenario(null, b => b.AddReplySender("Globex", "help@globex.example", "+12025550122")
            .AddReplySender("Initech", "help@initech.example", "1 202 555 0122"));
        scenario.Invoking(s => s.Get<IInboundProcessor>()).Should().Throw<Exception>()
            .Which.Message.Should().Contain("Globex").And.Contain("Initech").And.Contain("1 202 555 0122");
    }

    private async Task<InboundOutcome> SayAsync(string text, string? to, string id = "m1")
    {
        _scenario.Time.Advance(Duration.FromMinutes(1));
        var outcome = await _scenario.ReceiveAsync(_scenario.Text(text, id) with { To = to });
        await _scenario.DispatchAsync();
        return outcome;
    }

    private async Task<bool> IsToldAsync(string topic) => (await _scenario.SendAsync(topic, Mobile())).Planned == 1;
}
