using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Planning;
using Notify.Sdk.Tests.Audience;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Planning;

public class RouteFinderTests
{
    private static readonly Topic Both = new() { Name = "bill", Channels = [DeliveryChannel.Email, DeliveryChannel.Sms] };

    private static Account Account(string id, string? email = null, string? phone = null, int confirmed = 1) =>
        Accounts.Account(id, id) with
        {
            LastConfirmed = Instant.FromUtc(2026, 1, confirmed, 0, 0),
            Addresses = [.. Addresses(email, phone)],
        };

    private static IEnumerable<Address> Addresses(string? email, string? phone)
    {
        if (email is not null)
            yield return Accounts.Address(AddressKind.Email, email);
        if (phone is not null)
            yield return Accounts.Address(AddressKind.Phone, phone) with { SmsCapable = true, VoiceCapable = true };
    }

    private static Account Orders(Account account, string topic, params DeliveryChannel[] channels) =>
        account with { ChannelOrder = new Dictionary<string, IReadOnlyList<DeliveryChannel>> { [topic] = channels } };

    private static string Routes(AccountRef? about, params Account[] accounts)
    {
        List<RouteCandidate> routes = [];
        RouteFinder.Collect(routes, [], Both, new Person { Accounts = [.. accounts.OrderBy(a => a.Ref)] }, about);
        return string.Join(' ', routes.Select(r => $"{r.Account.Ref}:{r.Channel}:{r.Address.Deliverable}"));
    }

    private static readonly Account Full = Account("a", "a@example.com", "+12025550101");
    private static readonly Account Landline = Account("b", "b@example.com")
        with
    {
        Addresses = [.. Addresses("b@example.com", null), Accounts.Address(AddressKind.Phone, "+12025550102")
        with { VoiceCapable = true }]
    };
    private static readonly Account WhatsApp = Account("c")
        with
    { Addresses = [Accounts.Address(AddressKind.Phone, "+12025550103") with { Kind = AddressKind.WhatsApp }] };

    /// <summary>What is not taken, and why: code and channel for each.</summary>
    public static TheoryData<string, Account[], string> NotTaken => new()
    {
        { "everything is a route", [Full], "" },
        { "no number is no way", [Account("a", "a@example.com")], "" },
        { "a mailbox takes no texts, which is no news", [Account("a", "a@example.com"), Account("b", "b@example.com")], "" },
        { "a handle is no number for texts", [WhatsApp], "" },
        { "a channel left out for the topic", [Orders(Full, "bill", DeliveryChannel.Email)], "left-out:sms" },
        { "a channel left out for all topics", [Orders(Full, "*", DeliveryChannel.Sms)], "left-out:email" },
        { "a channel left out for another topic", [Orders(Full, "news", DeliveryChannel.Sms)], "" },
        { "all channels left out", [Orders(Full, "*", DeliveryChannel.Voice)], "left-out:email left-out:sms" },
        { "left out where there is no address anyway", [Orders(Account("a", "a@example.com"), "*", DeliveryChannel.Email)], "" },
        { "another order leaves nothing out", [Orders(Full, "*", DeliveryChannel.Sms, DeliveryChannel.Email)], "" },
        { "a landline", [Landline], "out-of-reach:sms" },
        { "a landline that was left out is said once", [Orders(Landline, "*", DeliveryChannel.Email)], "" },
        { "the same landline in two accounts is said once", [Landline, Landline with { Ref = new("z") }], "out-of-reach:sms" },
        { "another account left the channel out", [Full with { LastConfirmed = Instant.FromUtc(2026, 1, 9, 0, 0) },
            Orders(Account("b", null, "+12025550102"), "*", DeliveryChannel.Email)], "left-out:sms" },
        { "another account left out what it has no address for",
            [Full with { LastConfirmed = Instant.FromUtc(2026, 1, 9, 0, 0) },
                Orders(Account("b", "b@example.com"), "*", DeliveryChannel.Email)],
            "" },
    };

    [Theory]
    [MemberData(nameof(NotTaken))]
    public void Every_way_that_is_not_taken_has_its_reason(string what, Account[] accounts, string expected)
    {
        List<Reason> reasons = [];
        RouteFinder.Collect([], reasons, Both, new Person { Accounts = [.. accounts.OrderBy(a => a.Ref)] }, null);
        string.Join(
            ' ', reasons.Select(
            r => $"{r.Code.Replace("planning.channel-", "", StringComparison.Ordinal).Replace("planning.address-", "", StringComparison.Ordinal)}:{r.Detail.Split(':')[0]}")).Should().Be(expected, what);
    }

    [Fact]
    public void A_channel_that_an_account_left_out_is_not_used_at_its_address_for_another_account() =>
        Routes(null, Account("a", "a@example.com", "+12025550101", confirmed: 9),
            Orders(Account("b", null, "+12025550101"), "*", DeliveryChannel.Email))
            .Should().Be("a:email:a@example.com");

    [Fact]
    public void The_topics_order_counts_where_the_person_states_none() =>
        Routes(null, Account("a", "a@example.com", "+12025550101")).Should().Be("a:email:a@example.com a:sms:+12025550101");

    [Fact]
    public void The_persons_order_for_the_topic_comes_before_the_one_for_all_topics()
    {
        var account = Account("a", "a@example.com", "+12025550101") with
        {
            ChannelOrder = new Dictionary<string, IReadOnlyList<DeliveryChannel>>
            {
                ["bill"] = [DeliveryChannel.Sms, DeliveryChannel.Email],
                ["*"] = [DeliveryChannel.Email]
            },
        };
        Routes(null, account).Should().Be("a:sms:+12025550101 a:email:a@example.com");
    }

    [Fact]
    public void A_channel_that_the_person_left_out_is_not_used() =>
        Routes(null, Orders(Account("a", "a@example.com", "+12025550101"), "*", DeliveryChannel.Email)).Should()
            .Be("a:email:a@example.com");

    [Fact]
    public void A_channel_that_the_topic_does_not_use_is_not_added() =>
        Routes(null, Orders(Account("a", "a@example.com"), "*", DeliveryChannel.WhatsApp, DeliveryChannel.Email)).Should()
            .Be("a:email:a@example.com");

    [Fact]
    public void An_account_that_left_a_channel_out_is_not_reached_over_it_because_another_account_of_the_person_allows_it() =>
        Routes(null, Account("a", "a@example.com", confirmed: 9), Orders(Account("b", null, "+12025550102"), "bill", DeliveryChannel.Email))
            .Should().Be("a:email:a@example.com");

    [Fact]
    public void The_account_that_was_confirmed_last_is_asked_first() =>
        Routes(null, Account("a", "a@example.com", confirmed: 1), Account("b", "b@example.com", confirmed: 2))
            .Should().Be("b:email:b@example.com a:email:a@example.com");

    [Fact]
    public void A_verified_address_comes_before_one_that_was_confirmed_later() =>
        Routes(null, Account("a", "a@example.com", confirmed: 1).Verified(), Account("b", "b@example.com", confirmed: 2))
            .Should().Be("a:email:a@example.com b:email:b@example.com");

    [Fact]
    public async Task An_address_of_a_crowd_silences_nobody_who_has_one_of_their_own()
    {
        using var scenario = new Scenario();
        var crowd = Enumerable.Range(0, 30).Select(i => People.Contact($"c{i:00}").Named($"Person {(char)('A' + i % 26)}{i}")
            .Email($"c{i}@example.com").Phone("+12025550100")).ToArray();

        var report = await scenario.SendAsync("outage", crowd);

        report.Planned.Should().Be(30);
    }

    [Fact]
    public void The_account_that_an_event_is_about_comes_first() =>
        Routes(new("a"), Account("a", "a@example.com", confirmed: 1), Account("b", "b@example.com", confirmed: 2).Verified())
            .Should().Be("a:email:a@example.com b:email:b@example.com");

    [Fact]
    public void Of_equal_accounts_the_smallest_reference_comes_first() =>
        Routes(null, Account("b", "b@example.com"), Account("a", "a@example.com")).Should()
            .Be("a:email:a@example.com b:email:b@example.com");

    [Fact]
    public void Within_an_account_the_order_of_the_contact_is_kept()
    {
        var account = Account("a") with { Addresses = [.. Addresses("second@example.com", null), .. Addresses("first@example.com", null)] };
        Routes(null, account).Should().Be("a:email:second@example.com a:email:first@example.com");
    }

    [Fact]
    public void An_address_of_two_accounts_is_one_route_of_its_better_owner() =>
        Routes(null, Account("a", "x@example.com", confirmed: 1), Account("b", "x@example.com", confirmed: 2)).Should()
            .Be("b:email:x@example.com");
}
