using System.Net;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Twilio.Tests;

/// <summary>Text messages and their hooks, over a real web server behind a proxy.</summary>
public sealed class TwilioSmsShopTests : IAsyncLifetime
{
    private const string Ana = "+12025550147", Replies = $"{TwilioShop.Home}/hooks/twilio", Taken = "<Response></Response>";
    private TwilioShop _shop = null!;

    public async Task InitializeAsync() => _shop = await TwilioShop.OpenAsync((notify, account) => notify
        .AddTopic("parcel", t => t.Transactional().Over(DeliveryChannel.Sms).From("Shop").Sms("en", "Your parcel is there."))
        .AddTwilioSms(Account.Name, o =>
        {
            account(o);
            o.MessagingService = Account.Service;
        }));

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [Fact]
    public async Task What_is_in_doubt_is_settled_by_a_status_callback()
    {
        _shop.Twilio.Answers(Ana, TwilioServer.Lost);
        await _shop.TellAsync("parcel", "p1", Ana);
        await _shop.UntilAsync("p1", DeliveryState.InDoubt);

        var reports = _shop.Twilio.Taken.Should().ContainSingle().Subject["StatusCallback"];
        reports.Should().StartWith($"{Replies}?key=");
        (await _shop.CallAsync(reports, Status("sent"))).Status.Should().Be(HttpStatusCode.OK);
        await _shop.UntilAsync("p1", DeliveryState.Accepted);
        (await _shop.CallAsync(reports, Status("delivered"))).Status.Should().Be(HttpStatusCode.OK);
        await _shop.UntilAsync("p1", DeliveryState.Delivered);
        _shop.Twilio.Taken.Should().ContainSingle("nobody is told twice");
    }

    [Fact]
    public async Task A_number_that_is_none_is_not_used_again()
    {
        await _shop.TellAsync("parcel", "p1", Ana);
        await _shop.UntilAsync("p1", DeliveryState.Accepted);
        await _shop.CallAsync(_shop.Twilio.Taken[0]["StatusCallback"], Status("undelivered", "21614"));
        await _shop.UntilAsync("p1", DeliveryState.Failed);
        (await _shop.Suppressions.FindAsync([new(AddressKind.Phone, Ana)])).Should().ContainSingle()
            .Which.Kind.Should().Be(SuppressionKind.Invalid);
        (await _shop.TellAsync("parcel", "p2", Ana)).Planned.Should().Be(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_opt_out_that_only_Twilio_knows_is_learnt_by_its_answer_and_by_its_report(bool byAnswer)
    {
        if (byAnswer)
            _shop.Twilio.Answers(Ana, "21610");
        await _shop.TellAsync("parcel", "p1", Ana);
        if (!byAnswer)
        {
            await _shop.UntilAsync("p1", DeliveryState.Accepted);
            await _shop.CallAsync(_shop.Twilio.Taken[0]["StatusCallback"], Status("failed", "21610"));
        }

        await _shop.UntilAsync("p1", DeliveryState.Failed);
        Notification next = new("parcel", "p2");
        await TwilioShop.UntilAsync(async () => (await _shop.Notifier.PreviewAsync(next, [Person()])).Planned == 0,
            "the stop should be learnt");
        (await _shop.Suppressions.FindAsync([new(AddressKind.Phone, Ana)])).Should().BeEmpty("the number is good");
    }

    [Fact]
    public async Task A_stop_that_is_written_back_stops_the_next_message_and_is_taken_by_an_empty_response()
    {
        var answer = await _shop.CallAsync(Replies, Message("STOP", "SM1"));
        answer.Should().Be((HttpStatusCode.OK, "text/xml", Taken));
        (await _shop.CallAsync(Replies, Message("STOP", "SM1"))).Status.Should().Be(HttpStatusCode.OK, "Twilio may ask again");
        await TwilioShop.UntilAsync(() => Task.FromResult(_shop.Twilio.Taken.Count > 0), "the stop should be confirmed");
        (await _shop.TellAsync("parcel", "p1", Ana)).Planned.Should().Be(0);
        _shop.Twilio.Taken.Should().ContainSingle().Which["Body"].Should().StartWith("Shop");
    }

    [Fact]
    public async Task Only_what_Twilio_signed_for_the_public_address_is_believed()
    {
        var stop = Message("STOP", "SM1");
        (await _shop.CallAsync(Replies, stop, "another-token")).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await _shop.CallAsync(Replies, stop, signedFor: "http://127.0.0.1/hooks/twilio")).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await _shop.CallAsync(Replies, stop, signedFor: $"{Replies}/")).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await _shop.CallAsync($"{Replies}?key=d1&code=00", stop)).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await _shop.CallAsync(Replies, "Body=STOP")).Status.Should().Be(HttpStatusCode.BadRequest);
        var withPort = Replies.Replace("example.com", "example.com:443", StringComparison.Ordinal);
        (await _shop.CallAsync(Replies, stop, signedFor: withPort)).Status.Should().Be(HttpStatusCode.OK);
    }

    private static Contact Person() => new("ana") { Phones = [Ana], Country = "US", TimeZone = "America/New_York", Language = "en" };

    private static string Status(string status, string error = "") =>
        $"MessageSid=SMbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb&MessageStatus={status}&ErrorCode={error}&To={Uri.EscapeDataString(Ana)}";

    private static string Message(string text, string sid) =>
        $"MessageSid={sid}&From={Uri.EscapeDataString(Ana)}&To=%2B12025550155&Body={text}&NumMedia=0";
}
