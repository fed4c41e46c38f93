using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Tests.TestKit;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Tests.Tracking;

/// <summary>Who stopped everything can sign up again, and nobody is bombed with confirmations.</summary>
public sealed class SignUpTests : IDisposable
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private readonly Scenario _scenario = new(b => b
        .ConfigureConsent(o => o.ConfirmationKeys.Add(Key))
        .AddSignUps(o => (o.Brand, o.Link) = ("Example Shop", token => new Uri($"https://shop.example/confirm?t={token}"))));

    private ISignUps SignUps => _scenario.Get<ISignUps>();

    private ConsentDesk Desk => _scenario.Get<ConsentDesk>();

    public void Dispose() => _scenario.Dispose();

    private Task<SignUpOutcome> AskAsync(string id = "form-1", string email = "Bo@Example.com", ConsentScope? scope = null) =>
        SignUps.AskAsync(new() { RequestId = id, Address = RawAddress.Email(email), Scope = scope ?? ConsentScope.Of("offer") });

    private async Task<int> SentAfterAsync(Duration wait)
    {
        await _scenario.DispatchAfterAsync(wait);
        return _scenario.Mail.Calls.Count;
    }

    private string Token() => _scenario.Mail.Calls[^1].Content.Text.Split("?t=")[1].Split(' ')[0];

    private async Task<bool> GetsOffersAsync() =>
        (await _scenario.Notifier.PreviewAsync(new("offer", "probe"), People.Contact("bo").Email("bo@example.com"))).Of("bo").Codes()
            .First() == ReasonCodes.ConsentGranted;

    [Fact]
    public async Task Who_stopped_everything_is_asked_to_confirm_and_gets_what_they_asked_for_and_no_more()
    {
        await Desk.WithdrawAsync(RawAddress.Email("bo@example.com"), ConsentScope.Everything);
        _scenario.Time.Advance(Duration.FromDays(1));
        (await AskAsync()).Result.Should().Be(SignUpResult.Asked);
        (await SentAfterAsync(Duration.FromMinutes(1))).Should().Be(1);
        _scenario.Mail.Calls[0].To.Key.Should().Be(Scenario.Mailbox("bo@example.com"));
        (await GetsOffersAsync()).Should().BeFalse("nothing is agreed before the link came back");
        (await _scenario.Get<ConsentConfirmation>().ConfirmAsync(Token())).Should().Be(ConfirmationResult.Confirmed);
        (await GetsOffersAsync()).Should().BeTrue();
        (await _scenario.SendAsync("bill", People.Contact("bo").Email("bo@example.com"))).Of("bo").Codes().Should()
            .Contain(ReasonCodes.GloballyOptedOut);
    }

    [Fact]
    public async Task The_same_request_is_confirmed_once_however_often_and_on_however_many_threads_it_comes()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => AskAsync())));
        results.Count(r => r.Result == SignUpResult.Asked).Should().Be(1);
        (await AskAsync()).Result.Should().Be(SignUpResult.AlreadyAsked);
        (await SentAfterAsync(Duration.FromMinutes(1))).Should().Be(1);
        _scenario.Time.Advance(Duration.FromDays(2));
        (await AskAsync()).Result.Should().Be(SignUpResult.AlreadyAsked);
        (await SentAfterAsync(Duration.FromMinutes(1))).Should().Be(1);
    }

    [Fact]
    public async Task An_address_is_asked_once_in_a_day_and_three_times_in_a_month_whoever_asks_and_for_whatever()
    {
        var scopes = new[] { ConsentScope.Of("offer"), ConsentScope.AllMarketing, ConsentScope.Everything };
        List<int> days = [];
        for (var hour = 0; hour < 24 * 31; hour += 6)
        {
            if ((await AskAsync($"form-{hour}", scope: scopes[hour / 6 % 3])).Result == SignUpResult.Asked)
                days.Add(hour);
            await SentAfterAsync(Duration.FromMinutes(1));
            _scenario.Time.Advance(Duration.FromHours(6) - Duration.FromMinutes(1));
        }

        days.Should().Equal(0, 24, 48, 720);
        _scenario.Mail.Calls.Should().HaveCount(4);
    }

    [Fact]
    public async Task Requests_that_race_for_one_address_send_one_confirmation()
    {
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => AskAsync($"form-{i}"))));
        (await SentAfterAsync(Duration.FromMinutes(1))).Should().Be(1);
    }

    [Fact]
    public async Task A_stop_after_the_request_holds_back_a_confirmation_that_waits_and_its_link()
    {
        await AskAsync();
        await Desk.WithdrawAsync(RawAddress.Email("bo@example.com"), ConsentScope.Everything);
        (await SentAfterAsync(Duration.FromMinutes(1))).Should().Be(0);
        (await _scenario.DeliveryAsync($"sign-up.confirm/{InboundAnswers.Name("sign-up/form-1")}", InboundAnswers.Name("sign-up/form-1")))
            .Reasons[^1].Code.Should().Be(ReasonCodes.SignUpStopped);
        (await AskAsync()).Reasons.Single().Code.Should().Be(ReasonCodes.SignUpStopped);
        _scenario.Time.Advance(Duration.FromDays(2));
        (await AskAsync()).Result.Should().Be(SignUpResult.Refused, "the request is over for good");
        (await AskAsync("form-2")).Result.Should().Be(SignUpResult.Asked, "a new request of theirs is another");
    }

    [Theory]
    [InlineData("all-marketing")]
    [InlineData("topic:offer")]
    public async Task A_stop_of_what_was_asked_for_holds_the_confirmation_back(string scope)
    {
        await AskAsync();
        await Desk.WithdrawAsync(RawAddress.Email("bo@example.com"), ConsentScope.Parse(scope));
        (await SentAfterAsync(Duration.FromMinutes(1))).Should().Be(0);
    }

    [Fact]
    public async Task An_old_link_confirms_nothing_after_a_stop()
    {
        await AskAsync();
        await SentAfterAsync(Duration.FromMinutes(1));
        await Desk.WithdrawAsync(RawAddress.Email("bo@example.com"), ConsentScope.AllMarketing);
        (await _scenario.Get<ConsentConfirmation>().ConfirmAsync(Token())).Should().Be(ConfirmationResult.WithdrawnSince);
    }

    [Fact]
    public async Task A_request_is_bound_to_its_address_and_scope()
    {
        await AskAsync();
        foreach (var other in new Func<Task>[] { () => AskAsync(email: "eve@example.com"), () => AskAsync(scope: ConsentScope.Everything) })
            (await other.Should().ThrowAsync<NotifyException>()).Which.Message.Should().Contain("form-1").And.NotContain("example.com");
        (await SentAfterAsync(Duration.FromMinutes(1))).Should().Be(1);
    }

    [Fact]
    public async Task A_confirmation_cannot_be_sent_by_the_application_itself()
    {
        var send = () => _scenario.SendAsync(new Notification("sign-up.confirm", "mine"), People.Contact("bo").Email("bo@example.com"));
        await send.Should().ThrowAsync<NotifyException>();
    }

    [Fact]
    public void Whatever_is_asked_no_span_of_a_day_has_two_and_none_of_thirty_days_has_four()
    {
        Random random = new(7);
        for (var round = 0; round < 500; round++)
        {
            var at = Scenario.Monday;
            List<TakenConsent> taken = [];
            for (var i = 0; i < 40; i++)
            {
                at += Duration.FromMinutes(random.Next(0, 60 * 40));
                taken.Add(new(Pending($"r-{i}", at), at));
            }

            List<Instant> passed = [.. taken.Where(t => SignUpRule.Judge(taken, t.Record.Id) == SignUpVerdict.Passes)
                .Select(t => t.RecordedAt)];
            passed.Should().NotBeEmpty();
            passed.Should().OnlyContain(p => passed.Count(o => o <= p && p - o < Duration.FromHours(24)) <= 1
                && passed.Count(o => o <= p && p - o < Duration.FromDays(30)) <= 3);
            var naive = passed.Count;
            taken.Count(
                t => SignUpRule.Judge([.. taken.TakeWhile(o => o.RecordedAt <= t.RecordedAt)], t.Record.Id) == SignUpVerdict.Passes)
                .Should().Be(naive, "what comes later changes nothing");
        }
    }

    private static ConsentRecord Pending(string id, Instant at) => new()
    {
        Id = id,
        Address = Scenario.Mailbox("bo@example.com"),
        Scope = ConsentScope.Of("offer"),
        Status = ConsentStatus.Granted,
        DoubleOptIn = DoubleOptIn.Pending,
        OccurredAt = at,
    };
}
