using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;
using Notify.Sdk.Conformance;
using Notify.Sdk.Push.Tests.Referee;

namespace Notify.Sdk.Push.Tests;

/// <summary>The transport keeps the whole contract, and says to push services what RFC 8030 has for it.</summary>
public sealed class WebPushContractTests : HttpTransportContract
{
    private static readonly VapidKeys Keys = VapidKeys.Create();
    private readonly Browser _browser = new();
    private Uri? _service;

    protected override IReadOnlyList<string> Secrets => [Keys.PrivateKey, _browser.Secret, "/p/person"];

    /// <summary>A push service says by the status alone that it took a message.</summary>
    protected override bool AnySuccessAccepts => true;

    protected override string TextOf(byte[] body) => _browser.Open(body);

    protected override Address To(DeliveryChannel channel, int number) => new()
    {
        Key = new(AddressKind.WebPush, $"https://push.example.com/p/person{number:00}"),
        Deliverable = _browser.Subscription(new Uri(_service!, $"p/person{number:00}").AbsoluteUri),
    };

    protected override ITransport Connect(Uri provider)
    {
        _service = provider;
        return Services().GetServices<ITransport>().Single();
    }

    protected override HttpReply Reply(ProviderBehavior behavior, string request) => behavior switch
    {
        ProviderBehavior.Accepts => new(201, Headers: "Location: https://push.example.com/m/4711\r\n"),
        ProviderBehavior.RejectsMessage => new(413, request),
        ProviderBehavior.RejectsAddress => new(410, request),
        ProviderBehavior.RefusesAccount => new(403, JsonSerializer.Serialize(new { reason = "VapidPkHashMismatch", quoted = request })),
        ProviderBehavior.NotNow => new(429, request, Headers: "Retry-After: 120\r\n"),
        _ => throw new ArgumentOutOfRangeException(nameof(behavior), behavior, "There is no answer then."),
    };

    // RFC 8030 sections 5, 5.3, 8.3 and 8.4; Mozilla, "Error Codes": 201, 400, 401, 404, 410, 413, 429, 500, 502, 503; Apple, "Sending
    // web push notifications in web apps and browsers": 201, 400, 403, 410, 413, 429; Google, "The Web Push Protocol": 201, 400, 404,
    // 410, 413, 429; Microsoft, WNS "Response codes": 200, 406. All read on 2026-11-27.
    [Theory]
    [InlineData(200, SendOutcomeKind.Accepted, RejectionScope.Message)]
    [InlineData(201, SendOutcomeKind.Accepted, RejectionScope.Message)]
    [InlineData(202, SendOutcomeKind.Accepted, RejectionScope.Message)]
    [InlineData(204, SendOutcomeKind.Unknown, RejectionScope.Message)]
    [InlineData(301, SendOutcomeKind.Unknown, RejectionScope.Message)]
    [InlineData(400, SendOutcomeKind.Rejected, RejectionScope.Account)]
    [InlineData(401, SendOutcomeKind.Rejected, RejectionScope.Account)]
    [InlineData(403, SendOutcomeKind.Rejected, RejectionScope.Account)]
    [InlineData(404, SendOutcomeKind.Rejected, RejectionScope.Address)]
    [InlineData(405, SendOutcomeKind.Rejected, RejectionScope.Message)]
    [InlineData(406, SendOutcomeKind.Deferred, RejectionScope.Message)]
    [InlineData(410, SendOutcomeKind.Rejected, RejectionScope.Address)]
    [InlineData(413, SendOutcomeKind.Rejected, RejectionScope.Message)]
    [InlineData(429, SendOutcomeKind.Deferred, RejectionScope.Message)]
    [InlineData(500, SendOutcomeKind.Unknown, RejectionScope.Message)]
    [InlineData(502, SendOutcomeKind.Unknown, RejectionScope.Message)]
    [InlineData(503, SendOutcomeKind.Deferred, RejectionScope.Message)]
    public async Task What_a_push_service_answers_means(int status, SendOutcomeKind kind, RejectionScope scope)
    {
        var rig = Serve(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.AnswerAsync(new(status, Headers: "Retry-After: 90\r\n"));
        });
        var outcome = await SendAsync(rig);
        (outcome.Kind, outcome.Scope).Should().Be((kind, scope));
        outcome.RetryAfter.Should().Be(kind == SendOutcomeKind.Deferred ? Duration.FromSeconds(90) : null);
    }

    [Fact]
    public async Task A_message_says_how_long_it_is_good_and_what_it_takes_the_place_of()
    {
        var head = await HeadOfAsync();
        head["TTL"].Should().Be("21600");
        head["Urgency"].Should().Be("normal");
        head["Topic"].Should().MatchRegex("^[0-9a-f]{32}$");
        head["Content-Encoding"].Should().Be("aes128gcm");
        head["Content-Type"].Should().Be("application/octet-stream");
        head.Keys.Should().NotContain("Idempotency-Key");
        VapidToken.Read(head["Authorization"]).IsGenuine.Should().BeTrue();
        (await HeadOfAsync())["Topic"].Should().Be(head["Topic"], "a repeat takes the place of what waits");
        (await HeadOfAsync(m => m with { IdempotencyKey = "dOther.0" }))["Topic"].Should().NotBe(head["Topic"]);
    }

    [Theory]
    [InlineData(MessageClass.Emergency, TopicPriority.Normal, "high")]
    [InlineData(MessageClass.Transactional, TopicPriority.Urgent, "high")]
    [InlineData(MessageClass.Transactional, TopicPriority.Normal, "normal")]
    [InlineData(MessageClass.Transactional, TopicPriority.Low, "low")]
    [InlineData(MessageClass.Marketing, TopicPriority.Normal, "low")]
    public async Task A_message_is_as_urgent_as_its_topic(MessageClass @class, TopicPriority priority, string urgency) =>
        (await HeadOfAsync(m => m with { Class = @class, Priority = priority }))["Urgency"].Should().Be(urgency);

    [Fact]
    public async Task Nothing_is_kept_for_longer_than_push_services_take() =>
        (await HeadOfAsync(m => m with { ValidUntil = Samples.Now + Duration.FromDays(90) }))["TTL"].Should().Be("2419200");

    [Fact]
    public async Task A_service_worker_reads_json()
    {
        var rig = Keep(await ArrangeAsync(ProviderBehavior.Accepts));
        var message = Message() with { Content = new("de", "Ihr Päckchen", "Es ist da & wartet <b>.", null), Brand = "Shop" };
        await rig.Transport.SendAsync(message, default);
        var request = rig.Received.Should().ContainSingle().Subject;
        request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].Should().Be(
            """{"id":"dConformance07x.0","title":"Ihr Päckchen","body":"Es ist da & wartet <b>.","lang":"de","topic":"parcel","""
            + "\"brand\":\"Shop\"}");
    }

    [Fact]
    public void A_service_worker_reads_what_a_tap_opens_and_what_a_button_says()
    {
        _service = new("https://push.example.com/");
        var message = Message() with
        {
            Content = new("en", "It is there", "At the desk.", null)
            {
                Link = "https://shop.example.com/parcels/7?a=1&b=2",
                Buttons = [MessageButton.Open("Map", "https://shop.example.com/map"), MessageButton.Reply("Not today", "2")],
            },
        };
        Encoding.UTF8.GetString(PushPayload.Of(message)).Should().EndWith(
            ""","link":"https://shop.example.com/parcels/7?a=1&b=2","buttons":[{"text":"Map","link":"https://shop.example.com/map"},"""
            + """{"text":"Not today","answer":"2"}]}""");
    }

    [Fact]
    public async Task Words_that_do_not_fit_are_refused_before_anything_is_sent()
    {
        var rig = Keep(await ArrangeAsync(ProviderBehavior.Accepts));
        var empty = Message() with { Content = new("en", "", "", null) };
        var room = MessageEncryption.MostWords - PushPayload.Of(empty).Length;
        (await SendAsync(rig, new string('x', room))).Kind.Should().Be(SendOutcomeKind.Accepted);
        var outcome = await SendAsync(rig, new string('x', room + 1));
        (outcome.Kind, outcome.Scope).Should().Be((SendOutcomeKind.Rejected, RejectionScope.Message));
        outcome.Detail.Should().Contain("3994").And.Contain("3993");
        rig.Received.Should().ContainSingle();

        Task<SendOutcome> SendAsync(ProviderRig to, string text) =>
            to.Transport.SendAsync(empty with { Content = new("en", "", text, null) }, default).AsTask();
    }

    [Theory]
    [InlineData("https://push.example.com/p/1", "keys")]
    [InlineData("""{"endpoint":"https://push.example.com/p/1"}""", "keys")]
    [InlineData("""{"endpoint":"https://push.example.com/p/1","keys":{"p256dh":"AAAA","auth":"BTBZMqHH6r4Tts7J_aSIgg"}}""", "p256dh")]
    public async Task A_subscription_without_good_keys_is_refused_and_stays(string deliverable, string word)
    {
        var rig = Keep(await ArrangeAsync(ProviderBehavior.Accepts));
        var outcome = await rig.Transport.SendAsync(Message() with { To = Message().To with { Deliverable = deliverable } }, default);
        (outcome.Kind, outcome.Scope).Should().Be((SendOutcomeKind.Rejected, RejectionScope.Message));
        outcome.Detail.Should().Contain(word);
        rig.Received.Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_too_late_is_not_sent()
    {
        var rig = Keep(await ArrangeAsync(ProviderBehavior.Accepts));
        var outcome = await rig.Transport.SendAsync(Message() with { ValidUntil = Samples.Now + Duration.FromMilliseconds(900) }, default);
        outcome.Kind.Should().Be(SendOutcomeKind.Deferred);
        rig.Received.Should().BeEmpty();
    }

    [Fact]
    public async Task A_subscription_that_leads_inside_is_not_called_until_it_is_allowed()
    {
        await using LoopbackServer server = new(connection => connection.StallAsync());
        _service = server.Address;
        await using var services = Services(o => o.AllowPrivateNetworks = false);
        var outcome = await services.GetServices<ITransport>().Single().SendAsync(Message(), default);
        outcome.Kind.Should().Be(SendOutcomeKind.Deferred);
        outcome.Detail.Should().Contain("private network");
        server.Connections.Should().Be(0);
    }

    private OutgoingMessage Message() => Message(DeliveryChannel.WebPush, 7);

    private async Task<Dictionary<string, string>> HeadOfAsync(Func<OutgoingMessage, OutgoingMessage>? change = null)
    {
        var rig = Keep(await ArrangeAsync(ProviderBehavior.Accepts));
        await rig.Transport.SendAsync(change?.Invoke(Message()) ?? Message(), default);
        var request = rig.Received.Should().ContainSingle().Subject;
        return request[..request.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n").Skip(1).Select(line => line.Split(": ", 2))
            .ToDictionary(parts => parts[0], parts => parts[1]);
    }

    private static ServiceProvider Services(Action<WebPushOptions>? configure = null)
    {
        ServiceCollection services = new();
        services.AddNotify().UseClock(new FakeClock(Samples.Now)).AddWebPush("push", o =>
        {
            (o.PublicKey, o.Secret, o.Subject, o.AllowPrivateNetworks) =
                (Keys.PublicKey, Keys.PrivateKey, "mailto:push@example.com", true);
            o.Timeout = TimeSpan.FromMinutes(2); // however busy the machine is
            configure?.Invoke(o);
        });
        return services.BuildServiceProvider();
    }
}
