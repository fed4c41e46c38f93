using Notify.Sdk.Audience;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Audience;

/// <summary>What each well-known kind of address reads, what it refuses, and whether it says who somebody is.</summary>
public sealed class AddressKindTests
{
    [Theory]
    [InlineData("email", " Ann@EXAMPLE.com ", "email", "Ann@example.com")]
    [InlineData("phone", "+1 (202) 555-0101", "phone", "+12025550101")]
    [InlineData("whatsapp", "+1 202 555 0101", "phone", "wa:12025550101")] // one identity with the number itself
    [InlineData("whatsapp", "BR.1502576394655843", "whatsapp", "wa:BR.1502576394655843")]
    [InlineData("messenger", "12:34", "messenger", "fb:12:34")]
    [InlineData("x", "783214", "x", "x:783214")]
    [InlineData("telegram", "-100123", "telegram", "tg:-100123")]
    [InlineData("slack", "T012AB3C4:U012AB3CD", "slack", "slack:T012AB3C4:U012AB3CD")]
    [InlineData("teams", "19:abc@thread.v2", "teams", "19:abc@thread.v2")]
    [InlineData("device-token", "dGVzdA:APA91bHun4", "device-token", "dGVzdA:APA91bHun4")]
    [InlineData("web-push", "https://push.example.com/s/1", "web-push", "https://push.example.com/s/1")]
    [InlineData("in-app", "user-7", "in-app", "user-7")]
    [InlineData("web-hook", "HTTPS://Hooks.Example.com/in?a=1#x", "web-hook", "https://hooks.example.com/in?a=1")]
    public void What_is_written_becomes_an_address(string kind, string text, string keyKind, string deliverable)
    {
        var address = Read(kind, text).Addresses.Should().ContainSingle().Subject;
        address.Key.Kind.Name.Should().Be(keyKind);
        address.Kind.Name.Should().Be(kind);
        address.Deliverable.Should().Be(deliverable);
        var again = Read(keyKind, address.Key.Value).Addresses.Should().ContainSingle().Subject;
        again.Key.Should().Be(address.Key, "an identity reads as itself");
    }

    [Theory]
    [InlineData("whatsapp", "BRA.15025")]
    [InlineData("whatsapp", "BR.15 25")]
    [InlineData("messenger", "34")]
    [InlineData("x", "@name")]
    [InlineData("device-token", "two words")]
    [InlineData("web-push", "{ \"keys\": {} }")]
    [InlineData("web-push", "{ not json")]
    [InlineData("web-push", "http://push.example.com/s/1")]
    [InlineData("web-push", """{"endpoint":"https://push.example.com/s/1","keys":{"p256dh":"AAAA","auth":"AAAA"}}""")]
    [InlineData("web-push",
        "{\"endpoint\":\"https://127.0.0.1/s/1\",\"keys\":{\"p256dh\":\"" + PushSubscriptionTests.Key + "\",\"auth\":\""
        + PushSubscriptionTests.Secret + "\"}}")]
    [InlineData("web-hook", "http://hooks.example.com/")]
    [InlineData("web-hook", "https://user:word@hooks.example.com/")]
    [InlineData("web-hook", "https://127.0.0.1/")]
    [InlineData("web-hook", "https://[::1]/")]
    [InlineData("web-hook", "https://localhost/")]
    [InlineData("web-hook", "https://intranet/")]
    [InlineData("web-hook", "https://2130706433/")]
    [InlineData("web-hook", "/relative")]
    public void What_is_none_is_left_out_with_a_reason(string kind, string text)
    {
        var account = Read(kind, text);
        account.Addresses.Should().BeEmpty();
        account.Notes.Should().ContainSingle().Which.Should().Match<Reason>(r =>
            r.Code == ReasonCodes.InvalidAddress && r.Detail.Contains(kind) && !r.Detail.Contains(text));
    }

    [Fact]
    public void A_subscription_is_known_by_its_endpoint_and_handed_over_whole()
    {
        var json = PushSubscriptionTests.Json(PushSubscriptionTests.Key, PushSubscriptionTests.Secret);
        var address = Read("web-push", json).Addresses.Single();
        address.Key.Value.Should().Be("https://push.example.com/s/1");
        address.Deliverable.Should().Be(json);
        address.ToString().Should().Be("web-push push.example.com/***");
    }

    public static TheoryData<string, string, bool> Evidence => new()
    {
        { "x", "783214", true },
        { "telegram", "90210", true },
        { "whatsapp", "BR.1502576394655843", true },
        { "device-token", "dGVzdA:APA91bHun4", false },
        { "web-push", "https://push.example.com/s/1", false },
        { "web-hook", "https://hooks.example.com/1", false },
        { "teams", "19:abc@thread.v2", false },
        { "in-app", "user-7", false },
    };

    [Theory]
    [MemberData(nameof(Evidence))]
    public async Task Two_accounts_with_one_name_and_one_address_are_one_person_where_the_kind_says_who_somebody_is(
        string kind, string text, bool isOne)
    {
        using var scenario = new Scenario();
        Contact Somebody(string id) => new(id) { Name = "Ann Lee", Addresses = [new(AddressKind.Named(kind), text)] };
        var report = await scenario.SendAsync(
            "outage", Somebody("a").Email("a@example.com"), Somebody("b").Email("b@example.com"));
        (report.Of("b").Kind == OutcomeKind.Covered).Should().Be(isOne);
        report.Of("a").Kind.Should().Be(OutcomeKind.Planned);
    }

    [Fact]
    public void Every_well_known_channel_reads_its_addresses_and_no_two_share_a_name()
    {
        var catalog = ChannelCatalog.Default;
        catalog.All.Should().BeEquivalentTo(DeliveryChannel.WellKnown);
        catalog.All.Select(c => c.AddressKind).Should().OnlyContain(k => catalog.FindKind(k.Name) == k);
        DeliveryChannel.WellKnown.Select(c => c.Place).Should().Equal(Enumerable.Range(0, 13));
        DeliveryChannel.WellKnown.Should().OnlyContain(c => ReferenceEquals(DeliveryChannel.Named(c.Name), c));
    }

    private static Account Read(string kind, string text)
    {
        using var scenario = new Scenario();
        return scenario.Get<ContactNormalizer>().Normalize(new("a") { Addresses = [new(AddressKind.Named(kind), text)] });
    }
}
