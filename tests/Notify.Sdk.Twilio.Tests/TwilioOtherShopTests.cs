using System.Net;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Twilio.Tests;

/// <summary>Calls and WhatsApp with their hooks, over a real web server behind a proxy.</summary>
public sealed class TwilioOtherShopTests
{
    private const string Ana = "+12025550147";

    [Fact]
    public async Task A_call_that_is_in_doubt_is_settled_by_its_report_and_one_that_nobody_takes_falls_back()
    {
        await using var shop = await TwilioShop.OpenAsync((notify, account) => notify
            .AddTopic("alarm", t => t.Transactional().Over(DeliveryChannel.Voice, DeliveryChannel.Sms).From("Shop")
                .Text(DeliveryChannel.Voice, "en", "The door is open.").Sms("en", "The door is open."))
            .AddTwilioVoice(Account.Name, o =>
            {
                account(o);
                o.Caller = "+12025550155";
            })
            .AddTwilioSms("texts", o =>
            {
                account(o);
                (o.Sender, o.ReportAddress) = ("+12025550155", null);
            }));
        shop.Twilio.Answers(Ana, TwilioServer.Lost);
        await shop.TellAsync("alarm", "a1", Ana);
        await shop.UntilAsync("a1", DeliveryState.InDoubt);
        await shop.CallAsync(shop.Twilio.Taken[0]["StatusCallback"], Status("completed"));
        await shop.UntilAsync("a1", DeliveryState.Delivered);

        shop.Twilio.Answers(Ana, "a call that was made");
        await shop.TellAsync("alarm", "a2", Ana);
        await shop.UntilAsync("a2", DeliveryState.Accepted);
        shop.Twilio.Answers(Ana, "a message that was made");
        await shop.CallAsync(shop.Twilio.Taken[1]["StatusCallback"], Status("no-answer", "CA2"));
        await TwilioShop.UntilAsync(() => Task.FromResult(shop.Twilio.Taken.Count == 3), "the text should follow the call");
        shop.Twilio.Taken[2]["Body"].Should().Be("The door is open.");
    }

    [Fact]
    public async Task A_stop_on_WhatsApp_stops_the_next_message_there()
    {
        await using var shop = await TwilioShop.OpenAsync((notify, account) => notify
            .AddTopic("parcel", t => t.Transactional().Over(DeliveryChannel.WhatsApp).From("Shop")
                .Text(DeliveryChannel.WhatsApp, "en", "Your parcel is there."))
            .AddTwilioWhatsApp(Account.Name, o =>
            {
                account(o);
                o.Sender = "+12025550155";
            }));
        Contact person = new("ana")
        {
            Addresses = [new(AddressKind.WhatsApp, Ana)], Country = "US", TimeZone = "America/New_York", Language = "en",
        };
        await shop.Consents.GrantAsync(RawAddress.Of(AddressKind.WhatsApp, Ana), ConsentScope.Of("parcel"),
            new() { Disclosure = new() { Text = "We may write to you on WhatsApp about your parcels.", Topics = ["parcel"] } });
        (await shop.Notifier.SendAsync(new Notification("parcel", "p1"), [person])).Planned.Should().Be(1);
        await shop.UntilAsync("p1", DeliveryState.Accepted);

        var stop = await shop.CallAsync($"{TwilioShop.Home}/hooks/twilio",
            "MessageSid=SM1&From=whatsapp%3A%2B12025550147&To=whatsapp%3A%2B12025550155&Body=STOP");
        stop.Status.Should().Be(HttpStatusCode.OK);
        await TwilioShop.UntilAsync(() => Task.FromResult(shop.Twilio.Taken.Count == 2), "the stop should be confirmed");
        (await shop.Notifier.SendAsync(new Notification("parcel", "p2"), [person])).Planned.Should().Be(0);
    }

    private static string Status(string status, string sid = "CA1") => $"CallSid={sid}&CallStatus={status}&To={Uri.EscapeDataString(Ana)}";
}
