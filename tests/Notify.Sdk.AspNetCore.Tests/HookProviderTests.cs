using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Notify.Sdk.Consents;
using Notify.Sdk.Http;
using Notify.Sdk.Http.Hooks;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.AspNetCore.Tests;

/// <summary>What providers bring, and how the application is put together.</summary>
public sealed class HookProviderTests
{
    private const string Secret = HookShop.KannelSecret;

    [Fact]
    public async Task A_stop_over_the_gateway_ends_the_messages_of_the_brand_whose_number_it_was_written_to()
    {
        await using var shop = await HookShop.OpenAsync(b => b
            .AddTopic("globex", t => t.Transactional().Over(DeliveryChannel.Sms).From("Globex").Sms("en", "It is ready."))
            .AddReplySender("Globex", "help@globex.example", "24680"));
        (await shop.GetAsync($"/hooks/gateway?from=12025550147&to=24680&text=STOP&id=m1&secret={Secret}")).Should().Be(HttpStatusCode.OK);
        await shop.WorkedAsync();
        AddressKey number = new(AddressKind.Phone, "+12025550147");
        var stop = (await shop.Services.GetRequiredService<IConsentLedger>().FindAsync([number], "globex")).Should().ContainSingle()
            .Subject;
        (stop.Status, stop.Brand).Should().Be((ConsentStatus.Withdrawn, "Globex"));
    }

    [Fact]
    public async Task A_reply_from_a_sender_without_a_number_counts_for_nothing_and_a_stop_is_set_aside()
    {
        await using var shop = await HookShop.OpenAsync();
        (await shop.GetAsync($"/hooks/gateway?from=Bank&to=12345&text=Your+code+is+1&id=m0&secret={Secret}")).Should().Be(HttpStatusCode.OK);
        (await shop.GetAsync($"/hooks/gateway?from=Bank&to=12345&text=STOP&id=m1&secret={Secret}")).Should().Be(HttpStatusCode.OK);
        await shop.WorkedAsync();
        (await shop.Inbox.CountAsync(Stores.HookEntryState.Done)).Should().Be(1);
        (await shop.Inbox.CountAsync(Stores.HookEntryState.SetAside)).Should().Be(1);
    }

    [Fact]
    public async Task Of_a_name_that_is_repeated_the_first_counts_for_the_secret_and_for_the_words()
    {
        await using var shop = await HookShop.OpenAsync();
        (string Query, HttpStatusCode Expected)[] hooks =
        [
            ("from=12025550147&text=STOP&id=m1", HttpStatusCode.Unauthorized),
            ("from=12025550147&text=STOP&id=m1&secret=wrong", HttpStatusCode.Unauthorized),
            ("from=12025550147&id=m1&secret=wrong&secret=" + Secret, HttpStatusCode.Unauthorized),
            ("from=12025550147&id=m1&secret=%GG", HttpStatusCode.Unauthorized),
            ("text=STOP&id=m1&secret=" + Secret, HttpStatusCode.BadRequest),
            ("from=12025550147&id=m1&secret=" + Secret + "&id=m2&secret=wrong", HttpStatusCode.OK),
        ];
        foreach (var (query, expected) in hooks)
        {
            (await shop.GetAsync($"/hooks/gateway?{query}")).Should().Be(expected, query);
            using FormUrlEncodedContent form = new(query.Split('&').Select(f => f.Split('=')).Select(f => KeyValuePair.Create(f[0], f[1])));
            (await shop.SendAsync(new(HttpMethod.Post, "/hooks/gateway") { Content = form })).Should().Be(expected, query);
        }

        await shop.WorkedAsync();
        (await shop.Inbox.CountAsync(Stores.HookEntryState.Done)).Should().Be(1, "by address and by form it is one message");
    }

    [Theory]
    [InlineData("https://shop.example.com:8443/app/", "https://shop.example.com:8443/app/hooks/signer?a=%20b&c=%2F", HttpStatusCode.OK)]
    [InlineData("https://shop.example.com", "https://shop.example.com/hooks/signer?a=%20b&c=%2F", HttpStatusCode.OK)]
    [InlineData("https://shop.example.com", "http://127.0.0.1/hooks/signer?a=%20b&c=%2F", HttpStatusCode.Unauthorized)]
    [InlineData(null, "https://shop.example.com/hooks/signer?a=%20b&c=%2F", HttpStatusCode.Unauthorized)]
    public async Task Behind_a_proxy_a_signature_is_over_the_address_that_the_public_sees(string? home, string called,
        HttpStatusCode expected)
    {
        await using var shop = await HookShop.OpenAsync(
            b => b.AddHttpProvider<AddressSigner, HttpProviderOptions>("signer", _ => { }),
            o => o.PublicAddress = home is null ? null : new(home));
        HttpRequestMessage request = new(HttpMethod.Post, "/hooks/signer?a=%20b&c=%2F");
        request.Headers.Add("X-Signed", called);
        (await shop.SendAsync(request)).Should().Be(expected);
    }

    [Fact]
    public async Task An_event_without_an_id_is_named_by_the_digest_of_its_hook()
    {
        await using var shop = await HookShop.OpenAsync(b => b.AddHttpProvider<AddressSigner, HttpProviderOptions>("signer", _ => { }),
            o => o.PublicAddress = new("https://shop.example.com"));
        foreach (var query in new[] { "id=1", "id=1", "id=2" })
        {
            HttpRequestMessage request = new(HttpMethod.Post, $"/hooks/signer?{query}");
            request.Headers.Add("X-Signed", $"https://shop.example.com/hooks/signer?{query}");
            (await shop.SendAsync(request)).Should().Be(HttpStatusCode.OK);
        }

        await shop.WorkedAsync();
        (await shop.Receipts.FindUnsettledAsync(10)).Should().HaveCount(2);
    }

    [Fact]
    public void What_is_wrong_with_an_application_is_said_when_hooks_are_mapped()
    {
        Said(_ => { }).Should().Contain("AddNotify()");
        Said(s => s.AddNotify().AddNotifyWorker()).Should().Contain("no provider");
        Said(s => s.AddNotify().AddWebHook("hooks", _ => { })).Should().Contain("AddNotifyWorker").And.Contain("UseSqlite");
        Said(s => s.AddNotify().AddNotifyWorker().AddWebHook("hooks", _ => { }), o =>
        {
            (o.Path, o.PublicAddress, o.MaxBodyOctets) = ("hooks/{x}", new("ftp://shop.example.com/?a=1"), 0);
        }).Should().Contain("Path:").And.Contain("PublicAddress:").And.Contain("MaxBodyOctets:");
    }

    private static string Said(Action<IServiceCollection> services, Action<HookEndpointOptions>? hooks = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        services(builder.Services);
        using var app = builder.Build();
        var map = () => app.MapNotifyHooks(hooks);
        return map.Should().Throw<NotifyException>().Which.Message;
    }

    /// <summary>Signs the address, as some providers do, and has no ids for its events.</summary>
    private sealed class AddressSigner : HttpProvider<HttpProviderOptions>
    {
        public override DeliveryChannel Channel => DeliveryChannel.Sms;

        public override HttpRequestMessage Request(OutgoingMessage message, HttpProviderOptions options) => new(HttpMethod.Post, "x");

        public override SendOutcome? Read(HttpAnswer answer, HttpProviderOptions options) => null;

        public override bool IsGenuine(HookRequest request, HttpProviderOptions options) =>
            request.Header("X-Signed") == request.Address.AbsoluteUri;

        public override HookContents ReadHook(HookRequest request, HttpProviderOptions options) =>
            HookContents.Of(new Receipt(request.Provider, "", "p1", ReceiptKind.Delivered, request.ReceivedAt));
    }
}
