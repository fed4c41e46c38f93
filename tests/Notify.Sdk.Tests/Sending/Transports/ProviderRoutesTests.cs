using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Sending;

/// <summary>Providers for some countries, for so many messages a second, made for each hand-over, or in another process.</summary>
public sealed class ProviderRoutesTests
{
    private const string London = "+447400123456";
    private const string Montreal = "+15145550101";

    private readonly RecordingTransport _british = new(DeliveryChannel.Sms);
    private readonly RecordingTransport _others = new(DeliveryChannel.Sms);

    private static Scenario With(Action<NotifyBuilder> transports) => new(b =>
    {
        b.Services.RemoveTransports();
        b.AddText("word");
        transports(b.AddTopic("mail", t => t.Transactional().Email("en", "News", "News.")));
    });

    private Scenario British() => With(b => b.AddTransport("others", _ => _others)
        .AddTransport("british", _ => _british, t => t.ForCountries("GB")));

    private static Contact Somebody(string phone, string? country = null) =>
        People.Contact("bo") with { Phones = [phone], Country = country };

    [Theory]
    [InlineData(London, null, "british")]
    [InlineData(London, "FR", "british")]
    [InlineData(Montreal, "GB", "others")]
    [InlineData(Montreal, null, "others")]
    public async Task A_number_goes_to_the_provider_for_its_country_and_the_rest_to_the_other(
        string phone, string? country, string provider)
    {
        using var scenario = British();
        await scenario.SendAsync("word", Somebody(phone, country));
        await scenario.DispatchAsync();
        (await scenario.DeliveryAsync("word/1", "bo")).Provider.Should().Be(provider);
    }

    [Theory]
    [InlineData("GB", "british")]
    [InlineData("CA", "others")]
    [InlineData(null, "others")]
    public async Task A_mailbox_tells_no_country_so_that_of_the_person_counts(string? country, string provider)
    {
        using var scenario = With(b => b.AddTransport("others", _ => new RecordingTransport(DeliveryChannel.Email))
            .AddTransport("british", _ => new RecordingTransport(DeliveryChannel.Email), t => t.ForCountries("GB")));
        await scenario.SendAsync("mail", People.Contact("bo").Email("bo@example.com") with { Country = country });
        await scenario.DispatchAsync();
        (await scenario.DeliveryAsync("mail/1", "bo")).Provider.Should().Be(provider);
    }

    [Fact]
    public async Task A_country_that_nobody_serves_is_a_reason()
    {
        using var scenario = With(b => b.AddTransport("british", _ => _british, t => t.ForCountries("GB")));
        (await scenario.SendAsync("word", Somebody(Montreal))).Of("bo").Reasons.Should()
            .Contain(r => r.Code == ReasonCodes.NoTransport && r.Detail.Contains("ForCountries"));
    }

    [Fact]
    public void A_country_that_is_none_is_refused_where_it_is_written() =>
        new TransportScope().Invoking(s => s.ForCountries("UK")).Should().Throw<ArgumentException>().WithMessage("*'UK'*");

    // One in a thousand seconds: no pause of the machine earns another one.
    [Fact]
    public async Task What_comes_above_the_rate_waits_for_its_turn_and_that_is_no_attempt()
    {
        using var scenario = With(b => b.AddTransport("slow", _ => _others, t => t.PerSecond(0.001)).AddTransport("spare", _ => _british));
        var now = scenario.Time.Now;
        for (var i = 0; i < 4; i++)
            await scenario.SendAsync(new Notification("word", $"n/{i}"), Somebody(London));
        await scenario.DispatchAsync();
        (_others.Calls.Count, _british.Calls.Count).Should().Be((1, 0));
        var waiting = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => scenario.DeliveryAsync($"n/{i}", "bo")));
        waiting = [.. waiting.Where(d => d.State != DeliveryState.Accepted).OrderBy(d => d.Due)];
        waiting.Should().OnlyContain(d => d.State == DeliveryState.Planned && d.Attempts == 0 && d.Asked.Count == 0);
        waiting.Select(d => (d.Due - now).TotalSeconds).Should().Equal(1000, 2000, 3000);
        waiting[0].Reasons.Should().ContainSingle(r => r.Code == ReasonCodes.RateLimited);
        (await scenario.DispatchAsync()).Total.Should().Be(0, "nothing is looked at before its turn");
    }

    [Fact]
    public async Task Everybody_is_told_once_however_slow_the_provider_is()
    {
        using var scenario = With(b => b.AddTransport("slow", _ => _others, t => t.PerSecond(200)));
        Contact[] many = [.. Enumerable.Range(0, 400).Select(i => People.Contact($"c{i}") with { Phones = [$"+4474001{i:00000}"] })];
        var told = (await scenario.SendAsync(new Notification("word", "n/1"), many)).Outcomes.Count(o => o.Delivery is not null);
        told.Should().BeGreaterThan(300);
        await scenario.DispatchAsync();
        _others.Calls.Count.Should().BeLessThan(told);
        using CancellationTokenSource generous = new(TimeSpan.FromMinutes(2));
        while (_others.Calls.Count < told && !generous.IsCancellationRequested)
            await scenario.DispatchAfterAsync(Duration.FromMilliseconds(5));
        _others.Calls.Select(c => c.Delivery).Should().OnlyHaveUniqueItems().And.HaveCount(told);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(10_001)]
    public void A_rate_that_is_none_is_refused_where_it_is_written(double rate) =>
        new TransportScope().Invoking(s => s.PerSecond(rate)).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public async Task A_scoped_transport_is_made_for_each_hand_over_and_ends_with_it()
    {
        Wire wire = new();
        using var scenario = With(b =>
        {
            b.Services.AddSingleton(wire).AddScoped<Session>();
            b.AddScopedTransport<ScopedTexts>("scoped", DeliveryChannel.Sms, t => t.ForCountries("GB"));
        });
        for (var i = 0; i < 3; i++)
            await scenario.SendAsync(new Notification("word", $"n/{i}"), Somebody(London));
        await scenario.DispatchAsync();
        (wire.Sent, wire.Opened, wire.Closed).Should().Be((3, 3, 3));
        (await scenario.DeliveryAsync("n/0", "bo")).Provider.Should().Be("scoped");
    }

    [Fact]
    public async Task A_channel_that_another_process_serves_is_planned_here_and_left_to_it()
    {
        using var front = With(b => b.AddTransport("texts", _ => _others).ServedElsewhere(DeliveryChannel.Email)
            .AddTopic("both", t => t.Transactional().Over(DeliveryChannel.Email, DeliveryChannel.Sms).Email("en", "News", "News.")
                .Sms("en", "News.")));
        await front.SendAsync("both", People.Ana);
        await front.DispatchAsync();
        _others.Calls.Should().BeEmpty();
        var left = await front.DeliveryAsync("both/1", "ana");
        (left.State, left.Route.Channel).Should().Be((DeliveryState.Planned, DeliveryChannel.Email));
        (left.Epoch, left.Due).Should().Be((0, front.Time.Now), "a worker that cannot send it does not touch it");
    }

    [Fact]
    public async Task What_falls_back_to_a_channel_that_another_process_serves_is_free_for_it_at_once()
    {
        RecordingTransport mail = new(DeliveryChannel.Email);
        mail.Answers(SendOutcome.Rejected("no such mailbox"));
        static void Both(NotifyBuilder b) => b.AddTopic("both", t => t.Transactional().Over(DeliveryChannel.Email, DeliveryChannel.Sms)
            .Email("en", "News", "News.").Sms("en", "News."));
        using var front = With(b => Both(b.AddTransport("mail", _ => mail).ServedElsewhere(DeliveryChannel.Sms)));
        using Scenario texts = new(b =>
        {
            b.Services.RemoveTransports();
            Both(b.AddTransport("texts", _ => _others).ServedElsewhere(DeliveryChannel.Email));
            b.Services.AddOutbox(front.Outbox);
        }, time: front.Time);
        await front.SendAsync("both", People.Ana);
        await front.DispatchAsync();
        (mail.Calls.Count, _others.Calls.Count).Should().Be((1, 0));
        await texts.DispatchAsync();
        (mail.Calls.Count, _others.Calls.Count).Should().Be((1, 1));
    }

    private sealed class Wire
    {
        public int Sent;
        public int Opened;
        public int Closed;
    }

    private sealed class Session : IDisposable
    {
        private readonly Wire _wire;

        public Session(Wire wire)
        {
            _wire = wire;
            Interlocked.Increment(ref _wire.Opened);
        }

        public void Send() => Interlocked.Increment(ref _wire.Sent);

        public void Dispose() => Interlocked.Increment(ref _wire.Closed);
    }

    private sealed class ScopedTexts(Session session) : ITransport
    {
        public string Name => "its own name does not count";

        public DeliveryChannel Channel => DeliveryChannel.Sms;

        public ValueTask<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            session.Send();
            return new(SendOutcome.Accepted(null));
        }
    }
}
