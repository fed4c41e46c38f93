using System.Text;
using Notify.Sdk.Email.Inbound;

namespace Notify.Sdk.Email.Tests.Inbound;

/// <summary>One small message for each form in which servers say it; all of them are made up.</summary>
public sealed class BounceWordsTests
{
    [Theory]
    [InlineData(
        "From: MAILER-DAEMON <>\nSubject: Mail delivery failed\n\nThere was an error delivering your mail to <ann@example.com>.\n550 "
        + "5.1.1 no such user")]
    [InlineData(
        "From: <>\nSubject: failure notice\n\nHi. This is the program at mx.example. I wasn't able to deliver your message.\n550 user "
        + "unknown")]
    [InlineData(
        "From: Mail Delivery Subsystem <daemon@mx.example>\nSubject: Returned mail: see transcript\n\n550 5.1.1 <ann@example.com>... User "
        + "unknown")]
    [InlineData(
        "From: postoffice@mx.example\nSubject: Undeliverable: Your order\n\nDelivery to the following recipient failed permanently: no "
        + "such user")]
    [InlineData(
        "From: System <system@mx.example>\nSubject: Unzustellbar: Ihre Bestellung\n\nDie Nachricht ist nicht zustellbar: Empfänger "
        + "unbekannt")]
    [InlineData(
        "From: E500_SMTP_Mail_Service@mx.example\nSubject: Returned Mail - Error During Delivery\n\n--- Failed Recipients "
        + "---\n<ann@example.com>: Requested action not taken: mailbox\n unavailable. [SMTP Error Code 550]")]
    [InlineData(
        "From: MAILER-DAEMON@mx.example\nSubject: Returned mail\n\nThe original message was received at noon\n   ----- Transcript of "
        + "session follows -----\n550 sorry, no mailbox here by that name\n   ----- Original message follows -----\nSubject: mailbox full")]
    [InlineData("From: MDaemon@mx.example\nSubject: Warning: ann@example.com - User unknown!\n\nann@example.com - no such user here.")]
    [InlineData("  \n\nFrom: mailer-daemon@mx.example\nSubject: failure notice\n\nUnable to deliver: no such user")]
    [InlineData(
        "From: post_master@text.example\nSubject: Re:Hello\nContent-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: "
        + "multipart/alternative;\nboundary=b\n\n--b\nContent-Type: text/plain\n\nError: no such user here\n--b--\n--a--\n")]
    [InlineData(
        "From: no-reply@carrier.example\nSubject: Mail\nContent-Type: multipart/mixed; boundary=a\n\n--a\n\nIt could not be delivered: "
        + "user unknown\n--a\nContent-Type: message/rfc822\n\nSubject: Hello\n\nHi\n--a--\n")]
    public void A_bounce_without_an_envelope_is_known_by_its_words(string message) => Judge(message).Should().Be(InboundKind.Suppress);

    [Theory]
    [InlineData("5.1.1", "smtp; 552 5.2.2 mailbox full", InboundKind.Count)]
    [InlineData("5.1.1", "smtp; 550 5.7.1 blacklisted at an example list", InboundKind.Alert)]
    [InlineData("5.2.1", "smtp; 450 4.2.1 the user receives mail at a too high rate limit", InboundKind.Count)]
    [InlineData("5.1.1", "smtp; 550 5.4.1 low reputation", InboundKind.Alert)]
    [InlineData("5.1.1", "smtp; 550 5.1.1 user unknown", InboundKind.Suppress)]
    [InlineData("5.0.0", "smtp; 550 no such user here", InboundKind.Suppress)]
    [InlineData("4.4.1", "smtp; connection timed out", InboundKind.Count)]
    [InlineData("5.7.1", "smtp; 554 5.7.1 <ann@example.com>: Recipient address rejected: Nonexistent user", InboundKind.Suppress)]
    [InlineData("5.7.1", "smtp; 550 5.7.1 our spam filter looks like spam, no such user", InboundKind.Alert)]
    [InlineData("5.3.0", "smtp; 553 5.3.0 <ann@example.com>... Addressee\n unknown", InboundKind.Suppress)]
    [InlineData("5.4.1", "smtp; 550 5.4.1 Recipient address rejected: Access denied.", InboundKind.Suppress)]
    [InlineData("5.0.0", "smtp; 550 Requested action not taken: mailbox unavailable", InboundKind.Suppress)]
    [InlineData("4.0.0", "smtp; 450 Requested mail action not taken: mailbox unavailable", InboundKind.Count)]
    [InlineData("5.1.1", "smtp; 550 RCPT TO:<ann@example.com> max message size exceeded", InboundKind.Count)]
    [InlineData("5.1.8", "smtp; 553 5.1.8 sender address rejected: the domain does not exist", InboundKind.Alert)]
    [InlineData("5.2.2", "smtp; no such user or no room", InboundKind.Count)]
    [InlineData("4.1.1", "smtp; 450 4.1.1 user unknown", InboundKind.Count)]
    public void Words_that_contradict_a_code_are_read_softly(string status, string diagnostic, InboundKind kind) =>
        Judge($"From: mailer-daemon@mx.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nNot "
            + $"delivered.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; "
            + $"ann@example.com\nAction: failed\nStatus: {status}\nDiagnostic-Code: {diagnostic}\n\n--b--\n").Should().Be(kind);

    [Theory]
    [InlineData(
        "From: Ann <ann@example.com>\nSubject: Re: Your order\n\nIt was not delivered to my door, the address does not exist in your map.", InboundKind.Reply)]
    [InlineData("From: Ann <ann@example.com>\nSubject: Re: Undeliverable: hello\n\nHave you seen this? user unknown", InboundKind.Reply)]
    [InlineData(
        "From: Ann <ann@example.com>\nSubject: Out of office\nAuto-Submitted: auto-replied\nReturn-Path: <>\n\nI am away until Monday.",
        InboundKind.Automatic)]
    [InlineData("From: Ann <ann@example.com>\nSubject: Automatic reply: Your order\n\nI am away until Monday.", InboundKind.Automatic)]
    [InlineData("From: Ann <ann@example.com>\nSubject: Re: Automatic reply\n\nYou are back?", InboundKind.Reply)]
    [InlineData("From: Ann <ann@example.com>\nSubject: The out of office rules\n\nShall we change them?", InboundKind.Reply)]
    [InlineData(
        "From: mailer-daemon@mx.example\nSubject: Mail Delivery Warning\n\nDelivery has been postponed due to a full mailbox. We will "
        + "continue to try.", InboundKind.Notice)]
    [InlineData(
        "From: staff@provider.example\nSubject: complaint about message from 192.0.2.1\nContent-Type: multipart/mixed; "
        + "boundary=a\n\n--a\nContent-Type: message/rfc822\n\nSubject: Offer\n\nBuy\n--a--\n", InboundKind.OptOut)]
    [InlineData(
        "From: Shop <news@shop.example>\nSubject: Delivery report for your parcel\nList-Unsubscribe: <https://shop.example/u>\n\nYour "
        + "parcel is here.", InboundKind.Automatic)]
    public void What_people_vacation_programs_and_shops_write_is_no_bounce(string message, InboundKind kind) =>
        Judge(message).Should().Be(kind);

    private static InboundKind Judge(string message) => InboundMail.Classify(Encoding.UTF8.GetBytes(message)).Kind;
}
