using System.Text;
using Notify.Sdk.Email.Inbound;

namespace Notify.Sdk.Email.Tests.Inbound;

/// <summary>One small message for each form in which servers say it; all of them are made up.</summary>
public sealed class BounceWordsTests
{
    [Theory]
    [InlineData("From: MAILER-DAEMON <>\nSubject: Mail delivery failed\n\nThere was an error delivering your mail to <ann@example.com>.\n550 5.1.1 no such user")]
    [InlineData("From: <>\nSubject: failure notice\n\nHi. This is the program at mx.example. I wasn't able to deliver your message.\n550 user unknown")]
    [InlineData("From: Mail Delivery Subsystem <daemon@mx.example>\nSubject: Returned mail: see transcript\n\n550 5.1.1 <ann@example.com>... User unknown")]
    [InlineData("From: postoffice@mx.example\nSubject: Undeliverable: Your order\n\nDelivery to the following recipient failed permanently: no such user")]
    [InlineData("From: System <system@mx.example>\nSubject: Unzustellbar: Ihre Bestellung\n\nDie Nachricht ist nicht zustellbar: Empfänger unbekannt")]
    public void A_bounce_without_an_envelope_is_known_by_its_words(string message) => Judge(message).Should().Be(InboundKind.Suppress);

    [Theory]
    [InlineData("5.1.1", "smtp; 552 5.2.2 mailbox full", InboundKind.Count)]
    [InlineData("5.1.1", "smtp; 550 5.7.1 blacklisted at an example list", InboundKind.Alert)]
    [InlineData("5.2.1", "smtp; 450 4.2.1 the user receives mail at a too high rate limit", InboundKind.Count)]
    [InlineData("5.1.1", "smtp; 550 5.4.1 low reputation", InboundKind.Alert)]
    [InlineData("5.1.1", "smtp; 550 5.1.1 user unknown", InboundKind.Suppress)]
    [InlineData("5.0.0", "smtp; 550 no such user here", InboundKind.Suppress)]
    [InlineData("4.4.1", "smtp; connection timed out", InboundKind.Count)]
    public void Words_that_contradict_a_code_are_read_softly(string status, string diagnostic, InboundKind kind) =>
        Judge($"From: mailer-daemon@mx.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nNot delivered.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; ann@example.com\nAction: failed\nStatus: {status}\nDiagnostic-Code: {diagnostic}\n\n--b--\n").Should().Be(kind);

    [Theory]
    [InlineData("From: Ann <ann@example.com>\nSubject: Re: Your order\n\nIt was not delivered to my door, the address does not exist in your map.", InboundKind.Reply)]
    [InlineData("From: Ann <ann@example.com>\nSubject: Re: Undeliverable: hello\n\nHave you seen this? user unknown", InboundKind.Reply)]
    [InlineData("From: Ann <ann@example.com>\nSubject: Out of office\nAuto-Submitted: auto-replied\nReturn-Path: <>\n\nI am away until Monday.", InboundKind.Automatic)]
    [InlineData("From: Shop <news@shop.example>\nSubject: Delivery report for your parcel\nList-Unsubscribe: <https://shop.example/u>\n\nYour parcel is here.", InboundKind.Automatic)]
    public void What_people_vacation_programs_and_shops_write_is_no_bounce(string message, InboundKind kind) => Judge(message).Should().Be(kind);

    private static InboundKind Judge(string message) => InboundMail.Classify(Encoding.UTF8.GetBytes(message)).Kind;
}
