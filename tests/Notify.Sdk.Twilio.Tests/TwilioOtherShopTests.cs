using System.Net;
using System.Threading.Channels;
using System.Xml.Linq;
using Notify.Sdk.Consents;
using Notify.Sdk.Tracking;

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
    public async Task A_key_that_is_pressed_in_a_call_reaches_who_answers_with_what_it_answers()
    {
        await using var shop = await TwilioShop.OpenAsync((notify, account) => notify
            .AddTopic("alarm", t => t.Transactional().Over(DeliveryChannel.Voice).From("Shop")
                .Text(DeliveryChannel.Voice, "en", "The door is open. Press one if you are there."))
            .AddUnansweredReplies<Desk>()
            .AddTwilioVoice(Account.Name, o =>
            {
                account(o);
                o.Caller = "+12025550155";
            }));
        await shop.TellAsync("alarm", "a1", Ana);
        await shop.UntilAsync("a1", DeliveryState.Accepted);
        var gather = XElement.Parse(shop.Twilio.Taken[0]["Twiml"]).Element("Gather")!;

        var answer = await shop.CallAsync(gather.Attribute("action")!.Value,
            $"CallSid=CA1&CallStatus=in-progress&Digits=1&From=%2B12025550155&To={Uri.EscapeDataString(Ana)}");
        answer.Should().Be((HttpStatusCode.OK, "text/xml", "<Response></Response>"));
        var reply = await Desk.Taken.Reader.ReadAsync(new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token);
        (reply.Reply.Channel, reply.Reply.From, reply.Reply.Text, reply.Topic, reply.Answers!.NotificationKey)
            .Should().Be((DeliveryChannel.Voice, Ana, "1", "alarm", "a1"));
        shop.Twilio.Taken.Should().ContainSingle("nobody is called back for it");
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

    /// <summary>Where the replies come that only people can answer.</summary>
    internal sealed class Desk : IUnansweredReply
    {
        public static Channel<UnansweredReply> Taken { get; } = Channel.CreateUnbounded<UnansweredReply>();

        public async Task TakeAsync(UnansweredReply reply, CancellationToken cancellationToken) =>
            await Taken.Writer.WriteAsync(reply, cancellationToken);
    }

    private static string Status(string status, string sid = "CA1") => $"CallSid={sid}&CallStatus={status}&To={Uri.EscapeDataString(Ana)}";
}
