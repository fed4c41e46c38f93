using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Sending;

/// <summary>A provider that refuses our account, and a transport that throws: nobody's address is at fault.</summary>
public sealed class AccountAtProviderTests : IDisposable
{
    private const string Quote = "the key of ana@example.com is wrong";

    private static readonly SendOutcome Refused = SendOutcome.Rejected("401", RejectionScope.Account);

    private readonly RecordingTransport _acme = new(DeliveryChannel.Email);
    private readonly RecordingTransport _spare = new(DeliveryChannel.Email);
    private readonly LogLines _log = new();

    public void Dispose() => _log.Dispose();

    private Scenario Two(Action<SendingOptions>? options = null) => new(b =>
    {
        b.Services.RemoveTransports();
        b.AddTransport("acme", _ => _acme).AddTransport("spare", _ => _spare)
            .AddTopic("mail", t => t.Transactional().Email("en", "News", "News."));
        b.Services.AddLogging(l => l.AddProvider(_log)).Configure<SendingOptions>(options ?? (_ => { }));
    });

    [Fact]
    public async Task The_next_provider_is_asked_and_the_address_stays_usable()
    {
        using var scenario = Two();
        _acme.Answers(Refused);
        await scenario.SendAsync("mail", People.Ana);
        await scenario.DispatchAsync();
        var told = await scenario.DeliveryAsync("mail/1", "ana");
        (told.State, told.Provider).Should().Be((DeliveryState.Accepted, "spare"));
        told.Reasons.Select(r => r.Code).Should()
            .Equal(ReasonCodes.AccountRefused, ReasonCodes.NextProvider, ReasonCodes.Accepted);
        (await scenario.Suppressions.FindAsync([Scenario.Mailbox("ana@example.com")])).Should().BeEmpty();
    }

    [Fact]
    public async Task It_is_left_alone_for_half_a_minute_and_asked_again_then()
    {
        using var scenario = Two();
        _acme.AnswersInTurn(Refused, SendOutcome.Accepted("x"));
        foreach (var (key, provider, wait) in new[] { ("1", "spare", 0), ("2", "spare", 20), ("3", "acme", 11) })
        {
            scenario.Time.Advance(Duration.FromSeconds(wait));
            await scenario.SendAsync(new Notification("mail", key), People.Ana);
            await scenario.DispatchAsync();
            (await scenario.DeliveryAsync(key, "ana")).Provider.Should().Be(provider);
        }

        _acme.Calls.Should().HaveCount(2);
    }

    [Fact]
    public async Task Without_another_provider_the_next_route_is_taken()
    {
        using Scenario scenario = new();
        scenario.Mail.Answers(Refused);
        await scenario.SendAsync("outage", People.Ana);
        await scenario.DispatchAsync();
        scenario.Texts.Calls.Should().ContainSingle();
        (await scenario.DeliveryAsync("outage/1", "ana")).Reasons.Select(r => r.Code).Should()
            .Equal(ReasonCodes.AccountRefused, ReasonCodes.FellBack, ReasonCodes.Accepted);
    }

    [Fact]
    public async Task Without_another_way_it_waits_until_the_account_is_mended()
    {
        using Scenario scenario = new(b => b.AddTopic("mail", t => t.Transactional().Email("en", "News", "News.")));
        scenario.Mail.Answers(Refused);
        await scenario.SendAsync("mail", People.Ana);
        await scenario.DispatchAsync();
        (await scenario.DeliveryAsync("mail/1", "ana")).State.Should().Be(DeliveryState.Planned);
        scenario.Mail.Answers(SendOutcome.Accepted("x"));
        await scenario.DispatchAfterAsync(Duration.FromMinutes(5));
        (await scenario.DeliveryAsync("mail/1", "ana")).State.Should().Be(DeliveryState.Accepted);
    }

    [Fact]
    public async Task It_is_logged_once_an_hour_by_the_name_of_the_transport()
    {
        using var scenario = Two();
        _acme.Answers(SendOutcome.Rejected(Quote, RejectionScope.Account));
        for (var minute = 0; minute < 61; minute++)
        {
            await scenario.SendAsync(new Notification("mail", $"n/{minute}"), People.Ana);
            await scenario.DispatchAfterAsync(Duration.FromMinutes(1));
        }

        _acme.Calls.Count.Should().BeGreaterThan(50);
        _log.Errors.Should().HaveCount(2).And.OnlyContain(line => line.Contains("transport acme") && !line.Contains("key of"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_transport_that_throws_leaves_its_stack_and_its_text_only_where_the_host_says_so(bool texts)
    {
        using var scenario = Two(o => o.LogTransportErrors = texts);
        _acme.Answer = (_, _) => throw Broken();
        await scenario.SendAsync("mail", People.Ana);
        await scenario.DispatchAsync();
        var line = _log.Errors.Should().ContainSingle().Which;
        line.Should().ContainAll(nameof(Broken), nameof(InvalidOperationException), nameof(FormatException));
        line.Contains(Quote).Should().Be(texts);
    }

    private static InvalidOperationException Broken()
    {
        try
        {
            throw new FormatException(Quote);
        }
        catch (FormatException inner)
        {
            return new(Quote, inner);
        }
    }
}
