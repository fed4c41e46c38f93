using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notify.Sdk.Conformance;
using Notify.Sdk.Http.Client;
using Notify.Sdk.Http.Hooks;

namespace Notify.Sdk.Http.Tests;

/// <summary>The web hook keeps the whole contract; 2xx of any shape is its receiver's yes.</summary>
public sealed class StandardWebHookTests : HttpTransportContract
{
    private static readonly string[] Keys = ["whsec_" + Convert.ToBase64String(new byte[32]), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"];

    private Uri? _provider;

    protected override IReadOnlyList<string> Secrets => Keys;

    protected override bool AnySuccessAccepts => true;

    /// <summary>A receiver has no account of ours that it could refuse.</summary>
    protected override IReadOnlyCollection<ProviderBehavior> Impossible => [ProviderBehavior.RefusesAccount];

    protected override Address To(DeliveryChannel channel, int number) => new()
    {
        Key = new(AddressKind.WebHook, $"https://person{number:00}.example/hook"),
        Deliverable = new Uri(_provider!, $"person{number:00}").AbsoluteUri,
    };

    protected override ITransport Connect(Uri provider)
    {
        _provider = provider;
        return new OwningTransport(Services());
    }

    protected override HttpReply Reply(ProviderBehavior behavior, string request) => behavior switch
    {
        ProviderBehavior.Accepts => new(204),
        ProviderBehavior.RejectsMessage => new(400, request),
        ProviderBehavior.RejectsAddress => new(410, request),
        ProviderBehavior.NotNow => new(429, request, Headers: "Retry-After: 120\r\n"),
        _ => throw new ArgumentOutOfRangeException(nameof(behavior), behavior, "There is no answer then."),
    };

    [Fact]
    public async Task A_receiver_finds_it_genuine_by_either_secret()
    {
        var rig = Keep(await ArrangeAsync(ProviderBehavior.Accepts));
        await SendAsync(rig);
        var request = rig.Received.Should().ContainSingle().Subject;
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        HookRequest hook = new()
        {
            Method = "POST",
            Address = new("https://person.example/hook"),
            Headers = request[..end].Split("\r\n").Skip(1).Select(line => line.Split(": ", 2))
                .Select(parts => KeyValuePair.Create(parts[0], parts[1])),
            Body = Encoding.UTF8.GetBytes(request[(end + 4)..]),
            ReceivedAt = new TimeProviderClock(TimeProvider.System).GetCurrentInstant(),
        };
        hook.Header(StandardWebhooks.IdHeader).Should().Be("dConformance07x.0");
        Keys.Should().OnlyContain(key => StandardWebhooks.IsGenuine(hook, new[] { key }, null));
        hook.Json().GetProperty("type").GetString().Should().Be("parcel");
        hook.Json().GetProperty("data").GetProperty("text").GetString().Should().Be("Parcel4707Arrived");
    }

    [Fact]
    public void Receivers_that_count_from_one_each_are_told_apart_and_none_speaks_verified()
    {
        string[] secrets = ["whsec_" + Convert.ToBase64String(new byte[24]), "whsec_"
            + Convert.ToBase64String([.. Enumerable.Repeat((byte)7, 24)])];
        WebHookOptions options = new();
        secrets.ToList().ForEach(options.HookSecrets.Add);
        StandardWebHook provider = new(new TimeProviderClock(TimeProvider.System));
        var body = """{"type":"message.answered","data":{"from":"https://shop.example.com/","text":"STOP"} }"""u8.ToArray();
        var read = secrets.Select(secret =>
        {
            HookRequest hook = new()
            {
                Method = "POST",
                Address = new("https://app.example.com/hooks"),
                ReceivedAt = Samples.Now,
                Body = body,
                Headers =
                [
                    new(StandardWebhooks.IdHeader, "1"),
                    new(StandardWebhooks.TimestampHeader, $"{Samples.Now.ToUnixTimeSeconds()}"),
                    new(StandardWebhooks.SignatureHeader, StandardWebhooks.Sign([secret], "1", Samples.Now, body)),
                ],
            };
            provider.IsGenuine(hook, options).Should().BeTrue();
            return provider.ReadHook(hook, options).Replies.Single();
        }).ToList();
        read.Select(r => r.MessageId).Should().OnlyHaveUniqueItems().And.OnlyContain(id => id.StartsWith("1/", StringComparison.Ordinal));
        read.Should().OnlyContain(r => !r.IsSenderVerified);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("0.0.0.0")]
    [InlineData("255.255.255.255")]
    [InlineData("224.0.0.1")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("fd00::1")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void An_address_inside_is_not_of_the_public_web(string address) =>
        PublicNetwork.IsPublic(IPAddress.Parse(address)).Should().BeFalse();

    [Theory]
    [InlineData("93.184.215.14")]
    [InlineData("172.32.0.1")]
    [InlineData("2606:4700::1111")]
    public void An_address_outside_is(string address) => PublicNetwork.IsPublic(IPAddress.Parse(address)).Should().BeTrue();

    [Fact]
    public async Task A_name_that_leads_inside_is_not_called_until_it_is_allowed()
    {
        await using LoopbackServer server = new(connection => connection.StallAsync());
        _provider = new($"http://localhost:{server.Port}/");
        await using var services = Services(o => o.AllowPrivateNetworks = false);
        var outcome = await services.Transport().SendAsync(Message(DeliveryChannel.WebHook, 7), default);
        outcome.Kind.Should().Be(SendOutcomeKind.Deferred);
        outcome.Detail.Should().Contain("private network");
        server.Connections.Should().Be(0);
    }

    [Fact]
    public void Without_a_secret_of_the_right_form_the_host_does_not_start()
    {
        foreach (var secrets in new[] { Array.Empty<string>(), ["whsec_AAAA"] })
        {
            using var services = Services(o =>
            {
                o.SigningSecrets.Clear();
                secrets.ToList().ForEach(o.SigningSecrets.Add);
            });
            var read = () => services.GetRequiredService<IOptionsMonitor<WebHookOptions>>().Get("hooks");
            read.Should().Throw<OptionsValidationException>().Where(e => !e.Message.Contains("AAAA"));
        }
    }

    private static ServiceProvider Services(Action<WebHookOptions>? configure = null) => TestHost.Build(b => b.AddWebHook("hooks", o =>
    {
        Keys.ToList().ForEach(o.SigningSecrets.Add);
        o.AllowPrivateNetworks = true;
        configure?.Invoke(o);
    }));
}
