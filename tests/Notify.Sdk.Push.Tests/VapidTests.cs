using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Testing;
using Notify.Sdk.Push.Tests.Referee;

namespace Notify.Sdk.Push.Tests;

/// <summary>Push services know by a token who sends, and whose keys it is.</summary>
public sealed class VapidTests
{
    private const string Contact = "mailto:push@example.com";

    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 15, 0);
    private readonly FakeClock _clock = new(Now);
    private readonly VapidKeys _keys = VapidKeys.Create();

    // RFC 8292 section 2.4.
    private const string Example =
        "vapid t=eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1ha"
        + "Wx0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA, "
        + "k=BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs";

    [Fact]
    public void The_claims_of_the_example_of_rfc_8292_come_out_letter_by_letter()
    {
        var claims = VapidTokens.Claims("https://push.example.net", Instant.FromUnixTimeSeconds(1_453_523_768), "mailto:push@example.com");
        Example.Should().StartWith($"vapid t={claims}.");
    }

    [Fact]
    public void The_referee_finds_the_example_of_rfc_8292_genuine()
    {
        VapidToken.Read(Example).IsGenuine.Should().BeTrue();
        VapidToken.Read(Example.Replace("i3CYb7t4", "i3CYb7t5", StringComparison.Ordinal)).IsGenuine.Should().BeFalse();
    }

    [Theory]
    [InlineData("https://push.example.com/p/1", "https://push.example.com")]
    [InlineData("https://push.example.com:443/p/1?a=b", "https://push.example.com")]
    [InlineData("https://push.example.com:8443/p/1", "https://push.example.com:8443")]
    [InlineData("https://PUSH.example.com/p/1", "https://push.example.com")]
    [InlineData("https://bücher.example/p/1", "https://xn--bcher-kva.example")]
    [InlineData("http://127.0.0.1:5000/p/1", "http://127.0.0.1:5000")]
    [InlineData("http://[::1]:5000/p/1", "http://[::1]:5000")]
    public void A_token_is_for_the_origin_of_the_push_service(string endpoint, string origin)
    {
        var token = VapidToken.Read(new VapidTokens(_clock).For(new(endpoint), _keys, Contact));
        token.Should().Be(new VapidToken(_keys.PublicKey, origin, (Now + Duration.FromHours(12)).ToUnixTimeSeconds(),
            Contact, IsGenuine: true));
    }

    [Fact]
    public void A_token_is_used_for_six_hours_and_never_near_its_end()
    {
        VapidTokens tokens = new(_clock);
        Uri endpoint = new("https://push.example.com/p/1");
        var first = tokens.For(endpoint, _keys, Contact);
        tokens.For(new("https://push.example.com/p/2"), _keys, Contact).Should().BeSameAs(first);
        _clock.Advance(Duration.FromHours(6) - Duration.FromSeconds(1));
        tokens.For(endpoint, _keys, Contact).Should().BeSameAs(first);
        _clock.AdvanceSeconds(1);
        var next = tokens.For(endpoint, _keys, Contact);
        VapidToken.Read(next).Expires.Should().Be((Now + Duration.FromHours(18)).ToUnixTimeSeconds());
        _clock.Reset(Now - Duration.FromDays(2)); // the machine's clock was wrong
        VapidToken.Read(tokens.For(endpoint, _keys, Contact)).Expires.Should().Be((Now - Duration.FromHours(36)).ToUnixTimeSeconds());
    }

    [Fact]
    public void Other_keys_or_another_contact_make_another_token()
    {
        VapidTokens tokens = new(_clock);
        Uri endpoint = new("https://push.example.com/p/1");
        tokens.For(endpoint, _keys, Contact);
        var other = VapidKeys.Create();
        var token = VapidToken.Read(tokens.For(endpoint, other, Contact));
        (token.Key, token.IsGenuine).Should().Be((other.PublicKey, true));
        VapidToken.Read(tokens.For(endpoint, other, "https://example.com/contact")).Subject.Should().Be("https://example.com/contact");
    }

    [Fact]
    public void A_list_that_names_thousands_of_servers_fills_no_memory()
    {
        VapidTokens tokens = new(_clock);
        for (var i = 0; i < VapidTokens.MostOrigins + 10; i++)
            tokens.For(new($"https://push{i}.example.com/p/1"), _keys, Contact);
        tokens.Origins.Should().BeLessThanOrEqualTo(VapidTokens.MostOrigins);
    }

    [Fact]
    public void Keys_that_are_made_are_a_pair_and_show_no_secret()
    {
        var (one, two) = (VapidKeys.Create(), VapidKeys.Create());
        one.PublicKey.Should().HaveLength(87);
        one.PrivateKey.Should().HaveLength(43);
        one.ToString().Should().NotContain(one.PrivateKey);
        Faults(Of(one)).Should().BeEmpty();
        var mixed = one with { PrivateKey = two.PrivateKey };
        Faults(Of(mixed)).Should().ContainSingle().Which.Should().NotContain(two.PrivateKey);
        var former = Of(one);
        former.FormerKeys.Add(mixed);
        Faults(former).Should().ContainSingle().Which.Should().StartWith("WebPushOptions of 'push': FormerKeys");
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("no base64")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")] // zero
    [InlineData("__________________________________________8")] // beyond the curve
    public void A_private_key_that_is_none_is_said_at_start(string key) =>
        Faults(Of(VapidKeys.Create() with { PrivateKey = key })).Should().Contain(f => f.Contains("VapidKeys.Create()"));

    [Theory]
    [InlineData("mailto:push@example.com", true)]
    [InlineData("https://example.com/contact", true)]
    [InlineData("", false)]
    [InlineData("push@example.com", false)]
    [InlineData("mailto: <push@example.com>", false)]
    [InlineData("mailto:admin@localhost", false)]
    [InlineData("mailto:a@b@example.com", false)]
    [InlineData("http://example.com/contact", false)]
    public void A_contact_that_a_push_service_refuses_is_said_at_start(string subject, bool isGood)
    {
        var options = Of(VapidKeys.Create());
        options.Subject = subject;
        Faults(options).Any(f => f.Contains("Subject")).Should().Be(!isGood);
    }

    [Fact]
    public void What_is_wrong_with_the_settings_is_said_at_once()
    {
        ServiceCollection services = new();
        services.AddNotify().AddWebPush("push", o => o.BaseAddress = new("https://push.example.com/"));
        using var built = services.BuildServiceProvider();
        var read = () => built.GetRequiredService<IOptionsMonitor<WebPushOptions>>().Get("push");
        read.Should().Throw<OptionsValidationException>().Which.Failures.Should().HaveCount(3)
            .And.OnlyContain(f => f.StartsWith("WebPushOptions of 'push'"));
    }

    private static IEnumerable<string> Faults(WebPushOptions options) =>
        new WebPushOptionsValidator().Validate("push", options).Failures ?? [];

    private static WebPushOptions Of(VapidKeys keys) =>
        new() { PublicKey = keys.PublicKey, Secret = keys.PrivateKey, Subject = Contact };
}
