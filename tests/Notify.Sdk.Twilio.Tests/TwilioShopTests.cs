using System.Net;
using System.Xml.Linq;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Twilio.Tests;

/// <summary>Texts, calls and WhatsApp with their hooks, over a real web server behind a proxy.</summary>
public sealed class TwilioShopTests(TwilioShop shop) : IClassFixture<TwilioShop>
{
    private const string Texts = $"{TwilioShop.Home}/hooks/texts", Chat = $"{TwilioShop.Home}/hooks/chat", Empty = "<Response></Response>";

    [Fact]
    public async Task What_is_in_doubt_is_settled_by_a_status_callback()
    {
        const string ana = "+12025550101";
        shop.Twilio.Answers(ana, TwilioServer.Lost);
        await shop.TellAsync("parcel", ana);
        await shop.UntilAsync("parcel", ana, DeliveryState.InDoubt);

        var reports = shop.Twilio.TakenFor(ana).Should().ContainSingle().Subject["StatusCallback"];
        reports.Should().StartWith($"{Texts}?key=");
        (await shop.CallAsync(reports, Message("sent", ana))).Status.Should().Be(HttpStatusCode.OK);
        await shop.UntilAsync("parcel", ana, DeliveryState.Accepted);
        (await shop.CallAsync(reports, Message("delivered", ana))).Status.Should().Be(HttpStatusCode.OK);
        await shop.UntilAsync("parcel", ana, DeliveryState.Delivered);
        shop.Twilio.TakenFor(ana).Should().ContainSingle("nobody is told twice");
    }

    [Fact]
    public async Task A_number_that_is_none_is_not_used_again()
    {
        const string ana = "+12025550102";
        await shop.TellAsync("parcel", ana);
        await shop.UntilAsync("parcel", ana, DeliveryState.Accepted);
        await shop.CallAsync(shop.Twilio.TakenFor(ana)[0]["StatusCallback"], Message("undelivered", ana, "21614"));
        await shop.UntilAsync("parcel", ana, DeliveryState.Failed);
        (await shop.Suppressions.FindAsync([new(AddressKind.Phone, ana)])).Should().ContainSingle()
            .Which.Kind.Should().Be(SuppressionKind.Invalid);
        (await shop.IsToldAsync("parcel", ana)).Should().BeFalse();
    }

    [Theory]
    [InlineData("+12025550103", true)]
    [InlineData("+12025550104", false)]
    public async Task An_opt_out_that_only_Twilio_knows_is_learnt_by_its_answer_and_by_its_report(string ana, bool byAnswer)
    {
        if (byAnswer)
            shop.Twilio.Answers(ana, "21610");
        await shop.TellAsync("parcel", ana);
        if (!byAnswer)
        {
            await shop.UntilAsync("parcel", ana, DeliveryState.Accepted);
            await shop.CallAsync(shop.Twilio.TakenFor(ana)[0]["StatusCallback"], Message("failed", ana, "21610"));
        }

        await shop.UntilAsync("parcel", ana, DeliveryState.Failed);
        await TwilioShop.UntilAsync(async () => !await shop.IsToldAsync("parcel", ana), "the stop should be learnt");
        (await shop.Suppressions.FindAsync([new(AddressKind.Phone, ana)])).Should().BeEmpty("the number is good");
    }

    [Fact]
    public async Task A_stop_that_is_written_back_stops_the_next_message_and_is_taken_by_an_empty_response()
    {
        const string ana = "+12025550105";
        (await shop.IsToldAsync("parcel", ana)).Should().BeTrue();
        (await shop.CallAsync(Texts, Reply("STOP", "SM5", ana))).Should().Be((HttpStatusCode.OK, "text/xml", Empty));
        (await shop.CallAsync(Texts, Reply("STOP", "SM5", ana))).Status.Should().Be(HttpStatusCode.OK, "Twilio may ask again");
        await TwilioShop.UntilAsync(() => Task.FromResult(shop.Twilio.TakenFor(ana).Count > 0), "the stop should be confirmed");
        (await shop.IsToldAsync("parcel", ana)).Should().BeFalse();
        shop.Twilio.TakenFor(ana).Should().ContainSingle().Which["Body"].Should().StartWith("Shop");
    }

    [Fact]
    public async Task Only_what_Twilio_signed_for_the_public_address_is_believed()
    {
        var help = Reply("Thanks", "SM6", "+12025550106");
        (await shop.CallAsync(Texts, help, "another-token")).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await shop.CallAsync(Texts, help, signedFor: "http://127.0.0.1/hooks/texts")).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await shop.CallAsync(Texts, help, signedFor: $"{Texts}/")).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await shop.CallAsync($"{Texts}?key=d1&code=00", help)).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await shop.CallAsync(Texts, "Body=STOP")).Status.Should().Be(HttpStatusCode.BadRequest);
        var withPort = Texts.Replace("example.com", "example.com:443", StringComparison.Ordinal);
        (await shop.CallAsync(Texts, "MessageSid=SM6&MessageStatus=sublimated", signedFor: withPort)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_call_that_is_in_doubt_is_settled_by_its_report_and_one_that_nobody_takes_falls_back()
    {
        const string ana = "+12025550107";
        shop.Twilio.Answers(ana, TwilioServer.Lost);
        await shop.TellAsync("alarm", ana);
        await shop.UntilAsync("alarm", ana, DeliveryState.InDoubt);
        await shop.CallAsync(shop.Twilio.TakenFor(ana)[0]["StatusCallback"], Call("completed", "CA71", ana));
        await shop.UntilAsync("alarm", ana, DeliveryState.Delivered);

        shop.Twilio.Answers(ana, "a call that was made");
        await shop.TellAsync("alarm", ana, time: 2);
        await shop.UntilAsync("alarm", ana, DeliveryState.Accepted, time: 2);
        shop.Twilio.Answers(ana, "a message that was made");
        await shop.CallAsync(shop.Twilio.TakenFor(ana)[1]["StatusCallback"], Call("no-answer", "CA72", ana));
        await TwilioShop.UntilAsync(() => Task.FromResult(shop.Twilio.TakenFor(ana).Count == 3), "the text should follow the call");
        shop.Twilio.TakenFor(ana)[2]["Body"].Should().Be("The door is open.");
    }

    [Fact]
    public async Task A_key_that_is_pressed_in_a_call_reaches_who_answers_with_what_it_answers()
    {
        const string ana = "+12025550108";
        await shop.TellAsync("alarm", ana);
        await shop.UntilAsync("alarm", ana, DeliveryState.Accepted);
        var gather = XElement.Parse(shop.Twilio.TakenFor(ana)[0]["Twiml"]).Element("Gather")!;

        var answer = await shop.CallAsync(gather.Attribute("action")!.Value, $"{Call("in-progress", "CA8", ana)}&Digits=1&From=%2B12025550155");
        answer.Should().Be((HttpStatusCode.OK, "text/xml", Empty));
        var reply = await TwilioShop.UnansweredAsync();
        (reply.Reply.Channel, reply.Reply.From, reply.Reply.Text, reply.Topic, reply.Answers!.NotificationKey)
            .Should().Be((DeliveryChannel.Voice, ana, "1", "alarm", $"alarm/{ana}/1"));
        shop.Twilio.TakenFor(ana).Should().ContainSingle("nobody is called back for it");
    }

    [Fact]
    public async Task A_stop_on_WhatsApp_stops_the_next_message_there()
    {
        const string ana = "+12025550109";
        await shop.Consents.GrantAsync(RawAddress.Of(AddressKind.WhatsApp, ana), ConsentScope.Of("news"),
            new() { Disclosure = new() { Text = "We may write to you on WhatsApp about your parcels.", Topics = ["news"] } });
        await shop.TellAsync("news", ana);
        await shop.UntilAsync("news", ana, DeliveryState.Accepted);
        var stop = await shop.CallAsync(Chat,
            $"MessageSid=SM9&From={Uri.EscapeDataString($"whatsapp:{ana}")}&To=whatsapp%3A%2B12025550155&Body=STOP");
        stop.Status.Should().Be(HttpStatusCode.OK);
        await TwilioShop.UntilAsync(() => Task.FromResult(shop.Twilio.TakenFor($"whatsapp:{ana}").Count == 2), "it should be confirmed");
        (await shop.IsToldAsync("news", ana)).Should().BeFalse();
    }

    private static string Message(string status, string to, string error = "") =>
        $"MessageSid=SMbbbbbbbbbbbbbbbbbbbbbbbbbbbb{to[^4..]}&MessageStatus={status}&ErrorCode={error}&To={Uri.EscapeDataString(to)}";

    private static string Call(string status, string sid, string to) => $"CallSid={sid}&CallStatus={status}&To={Uri.EscapeDataString(to)}";

    private static string Reply(string text, string sid, string from) =>
        $"MessageSid={sid}&From={Uri.EscapeDataString(from)}&To=%2B12025550155&Body={text}&NumMedia=0";
}
