using System.Net;
using Notify.Sdk.Http.Hooks;
using Notify.Sdk.Stores;

namespace Notify.Sdk.AspNetCore.Tests;

/// <summary>Hooks over a real server on the loopback.</summary>
public sealed class HookEndpointTests
{
    [Fact]
    public async Task A_genuine_hook_is_answered_and_then_worked()
    {
        await using var acme = await AcmeServer.OpenAsync();
        await using var shop = await HookShop.OpenAsync(acme: acme.Address);
        await shop.Notifier.SendAsync(new Notification("parcel", "parcel/1"), [HookShop.Person("ana", "+12025550101")]);
        await shop.UntilAsync("parcel/1", "ana", DeliveryState.Accepted);

        (await shop.SendAsync(HookShop.Acme($$"""{"event":"e-1","id":"sms-{{acme.Keys.Single()}}","state":"delivered"}""")))
            .Should().Be(HttpStatusCode.OK);
        await shop.UntilAsync("parcel/1", "ana", DeliveryState.Delivered);
    }

    [Theory]
    [InlineData("a:99999")]
    [InlineData(".")]
    [InlineData("a..b_")]
    public async Task A_host_that_makes_no_address_is_the_stranger_s_fault_and_raises_no_alarm(string host)
    {
        await using var shop = await HookShop.OpenAsync();
        await using RawClient client = new(shop.Port);
        await client.WriteAsync($"POST /hooks/hooks HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n");
        (await client.ReadLineAsync()).Should().StartWith("HTTP/1.1 400");
    }

    [Fact]
    public async Task A_hook_of_the_wrong_shape_is_answered_with_400_and_nothing_is_made_of_it()
    {
        await using var shop = await HookShop.OpenAsync();
        string[] bodies =
        [
            """{"type":"message.delivered"}""",
            """{"type":"message.delivered","data":{}}""",
            """{"type":"message.delivered","data":{"id":7}}""",
            """{"type":"message.delivered","data":[]}""",
            """{"type":7,"data":{}}""",
            """{"data":{"id":"d1.0"}}""",
            """[{"type":"message.delivered"}]""",
            """{"type":"message.delivered","data":{"id":"d1.0"}""",
            "<html>no</html>",
            "",
        ];
        foreach (var body in bodies)
            (await shop.SendAsync(HookShop.Signed("e-1", body))).Should().Be(HttpStatusCode.BadRequest, body);
        await NothingCameAsync(shop);
    }

    [Fact]
    public async Task A_hook_that_is_not_the_provider_s_own_is_answered_with_401_and_nothing_is_made_of_it()
    {
        await using var shop = await HookShop.OpenAsync();
        var body = HookShop.Delivered("d1.0");
        HttpRequestMessage unsigned = new(HttpMethod.Post, "/hooks/hooks") { Content = new StringContent(body) };
        var changed = HookShop.Signed("e-1", body);
        changed.Content = new StringContent(HookShop.Delivered("d2.0"));
        var renamed = HookShop.Signed("e-1", body);
        renamed.Headers.Remove(StandardWebhooks.IdHeader);
        renamed.Headers.Add(StandardWebhooks.IdHeader, "e-2");
        HttpRequestMessage[] all =
        [
            unsigned, changed, renamed,
            HookShop.Signed("e-1", body, secret: "whsec_AAAA9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
            HookShop.Signed("e-1", body, HookShop.Now - NodaTime.Duration.FromMinutes(6)), // replayed later
            HookShop.Signed("e-1", body, HookShop.Now + NodaTime.Duration.FromMinutes(6)),
        ];
        foreach (var request in all)
            (await shop.SendAsync(request)).Should().Be(HttpStatusCode.Unauthorized);
        await NothingCameAsync(shop);
    }

    [Fact]
    public async Task A_hook_that_is_of_no_interest_is_answered_and_keeps_nothing()
    {
        await using var shop = await HookShop.OpenAsync();
        (await shop.SendAsync(HookShop.Signed("e-1", """{"type":"invoice.paid","data":{}}"""))).Should().Be(HttpStatusCode.OK);
        await NothingCameAsync(shop);
    }

    [Fact]
    public async Task An_address_or_a_method_that_no_provider_has_is_answered_so()
    {
        await using var shop = await HookShop.OpenAsync();
        (await shop.GetAsync("/hooks/nobody")).Should().Be(HttpStatusCode.NotFound);
        (await shop.GetAsync("/hooks")).Should().Be(HttpStatusCode.NotFound);
        (await shop.GetAsync("/hooks/hooks/more")).Should().Be(HttpStatusCode.NotFound);
        (await shop.SendAsync(new(HttpMethod.Put, "/hooks/hooks"))).Should().Be(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task A_hook_of_an_unknown_message_is_parked()
    {
        await using var shop = await HookShop.OpenAsync();
        (await shop.SendAsync(HookShop.Signed("e-1", HookShop.Delivered("never-ours.0")))).Should().Be(HttpStatusCode.OK);
        await HookShop.UntilAsync(async () => (await shop.Receipts.FindUnsettledAsync(10)).Count == 1, "it should be parked");
    }

    [Fact]
    public async Task The_same_hook_many_times_at_once_counts_once()
    {
        await using var shop = await HookShop.OpenAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 32)
            .Select(_ => shop.SendAsync(HookShop.Signed("e-1", HookShop.Delivered("d1.0")))));
        answers.Should().OnlyContain(a => a == HttpStatusCode.OK, "the provider need not come again");
        await shop.WorkedAsync();
        (await shop.Inbox.CountAsync(HookEntryState.Done)).Should().Be(1);
        (await shop.Receipts.FindUnsettledAsync(10)).Should().ContainSingle();
    }

    [Fact]
    public async Task A_body_that_is_large_and_within_the_bound_is_read_whole()
    {
        await using var shop = await HookShop.OpenAsync();
        var body = $$"""{"type":"message.delivered","data":{"id":"d1.0","more":"{{new string('x', 900_000)}}"} }""";
        (await shop.SendAsync(HookShop.Signed("e-1", body))).Should().Be(HttpStatusCode.OK);
        var chunked = HookShop.Signed("e-2", body);
        chunked.Headers.TransferEncodingChunked = true;
        (await shop.SendAsync(chunked)).Should().Be(HttpStatusCode.OK);
        await shop.WorkedAsync();
        (await shop.Inbox.CountAsync(HookEntryState.Done)).Should().Be(2);
    }

    [Theory]
    [InlineData("Content-Length: 10485760\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n")]
    public async Task A_body_that_is_too_long_is_refused_before_it_is_read_whole(string head)
    {
        await using var shop = await HookShop.OpenAsync(hooks: o => o.MaxBodyOctets = 10_000);
        await using RawClient client = new(shop.Port);
        await client.WriteAsync($"POST /hooks/hooks HTTP/1.1\r\nHost: shop.example.com\r\n{head}");
        if (head.Contains("chunked", StringComparison.Ordinal))
            await client.WriteAsync($"2EE0\r\n{new string('x', 0x2EE0)}\r\n"); // and there is more to come
        (await client.ReadLineAsync()).Should().Be("HTTP/1.1 413 Payload Too Large");
        await NothingCameAsync(shop);
    }

    [Fact]
    public async Task When_the_inbox_cannot_be_written_the_provider_is_asked_to_come_again()
    {
        FailingInbox inbox = new();
        await using var shop = await HookShop.OpenAsync(b => b.Services.Add(
            new(typeof(IHookInbox), _ => inbox, Microsoft.Extensions.DependencyInjection.ServiceLifetime.Singleton)));
        inbox.IsAway = true;
        using (var answer = await shop.Client.SendAsync(HookShop.Signed("e-1", HookShop.Delivered("d1.0"))))
        {
            answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
            answer.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(60));
            (await answer.Content.ReadAsStringAsync()).Should().Be("The hook cannot be kept now.");
        }

        inbox.IsAway = false;
        (await shop.SendAsync(HookShop.Signed("e-1", HookShop.Delivered("d1.0")))).Should().Be(HttpStatusCode.OK);
        await shop.WorkedAsync();
        (await shop.Inbox.CountAsync(HookEntryState.Done)).Should().Be(1);
    }

    [Fact]
    public async Task When_too_many_wait_the_provider_is_asked_to_come_again()
    {
        await using var shop = await HookShop.OpenAsync(b => b.ConfigureHooks(o => o.MaxWaiting = 1));
        const string two = """{"event":"e-1","id":"sms-1","state":"delivered"}""";
        (await shop.SendAsync(HookShop.Acme(two))).Should().Be(HttpStatusCode.OK);
        await shop.WorkedAsync();
        await shop.Inbox.AddAsync([HookEntry.Of(new Tracking.Receipt("acme", "far", "sms-9", Tracking.ReceiptKind.Delivered, HookShop.Now),
            HookShop.Now + NodaTime.Duration.FromDays(1))]);
        await HookShop.UntilAsync(async () => await shop.SendAsync(HookShop.Acme(two)) == HttpStatusCode.ServiceUnavailable,
            "there is no room");
    }

    [Fact]
    public async Task Each_provider_has_an_address_and_a_secret_of_its_own()
    {
        await using var shop = await HookShop.OpenAsync();
        const string body = """{"event":"e-1","id":"sms-1","state":"delivered"}""";
        (await shop.SendAsync(HookShop.Acme(body))).Should().Be(HttpStatusCode.OK);
        var misled = HookShop.Acme(body);
        misled.RequestUri = new("/hooks/hooks", UriKind.Relative);
        (await shop.SendAsync(misled)).Should().Be(HttpStatusCode.Unauthorized);
        (await shop.SendAsync(HookShop.Acme(body, "another-secret"))).Should().Be(HttpStatusCode.Unauthorized);
        await shop.WorkedAsync();
        (await shop.Receipts.FindUnsettledAsync(10)).Should().ContainSingle().Which.Provider.Should().Be("acme");
    }

    private static async Task NothingCameAsync(HookShop shop)
    {
        foreach (var state in Enum.GetValues<HookEntryState>())
            (await shop.Inbox.CountAsync(state)).Should().Be(0);
    }
}
