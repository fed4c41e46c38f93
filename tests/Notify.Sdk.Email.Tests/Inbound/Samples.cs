using System.Text;
using Notify.Sdk.Email.Inbound;

namespace Notify.Sdk.Email.Tests.Inbound;

/// <summary>Inbound mail in the shapes in which servers write it; example domains only.</summary>
internal static class Samples
{
    public static VerpAddress Verp { get; } = new("bounce@shop.example", "0123456789abcdef0123456789abcdef"u8.ToArray());

    public static InboundOptions Options { get; } = new() { Verp = Verp };

    public static InboundEnvelope ToVerp { get; } = new("", Verp.Create("d1"));

    public static string Postfix(string status = "5.1.1", string action = "failed", string diagnostic = "smtp; 550 5.1.1 <ann@example.com>: Recipient address rejected: User unknown") => Lines($"""
        Return-Path: <>
        Date: Mon,  2 Nov 2026 03:04:09 +0000 (UTC)
        From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
        Subject: Undelivered Mail Returned to Sender
        To: bounce@shop.example
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status;
        	boundary="4F2C11F00A.1793588649/mx.example.net"
        Content-Transfer-Encoding: 8bit
        Message-Id: <20261102030409.4F2C11F00B@mx.example.net>

        This is a MIME-encapsulated message.

        --4F2C11F00A.1793588649/mx.example.net
        Content-Description: Notification
        Content-Type: text/plain; charset=us-ascii

        This is the mail system at host mx.example.net.

        I'm sorry to have to inform you that your message could not
        be delivered to one or more recipients. It's attached below.

        --4F2C11F00A.1793588649/mx.example.net
        Content-Description: Delivery report
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.net
        X-Postfix-Queue-ID: 4F2C11F00A
        X-Postfix-Sender: rfc822; bounce@shop.example
        Arrival-Date: Mon,  2 Nov 2026 03:04:06 +0000 (UTC)
        Original-Envelope-Id: d1

        Final-Recipient: rfc822; ann@example.com
        Original-Recipient: rfc822;ann@example.com
        Action: {action}
        Status: {status}
        Remote-MTA: dns; mail.example.com
        Diagnostic-Code: {diagnostic}

        --4F2C11F00A.1793588649/mx.example.net
        Content-Description: Undelivered Message Headers
        Content-Type: text/rfc822-headers

        Return-Path: <bounce@shop.example>
        From: Shop <news@shop.example>
        To: ann@example.com
        Subject: Your order
        Message-ID: <d1@shop.example>

        --4F2C11F00A.1793588649/mx.example.net--
        """);

    public static string Exchange { get; } = Lines("""
        From: Microsoft Outlook <postmaster@tenant.example>
        To: <bounce@shop.example>
        Date: Mon, 2 Nov 2026 03:04:11 +0000
        Content-Type: multipart/report; report-type=delivery-status;
         boundary="e6c1a2b7-0f1c-4d5f-9d62-1f0d6c1a7a11"
        X-MS-Exchange-Message-Is-Ndr:
        Content-Language: en-US
        Message-ID: <c0ffee@TENANT.example>
        In-Reply-To: <d1@shop.example>
        References: <d1@shop.example>
        Subject: =?utf-8?B?VW56dXN0ZWxsYmFyOiBZb3VyIG9yZGVy?=
        Auto-Submitted: auto-replied
        MIME-Version: 1.0

        --e6c1a2b7-0f1c-4d5f-9d62-1f0d6c1a7a11
        Content-Type: multipart/alternative; differences=Content-Type;
         boundary="inner"

        --inner
        Content-Type: text/plain; charset="iso-8859-1"
        Content-Transfer-Encoding: quoted-printable

        Die Nachricht an ann@example.com konnte nicht zugestellt werden. F=FCr mehr:

        --inner
        Content-Type: text/html; charset="iso-8859-1"
        Content-Transfer-Encoding: base64

        PHA+RGllIE5hY2hyaWNodDwvcD4=

        --inner--

        --e6c1a2b7-0f1c-4d5f-9d62-1f0d6c1a7a11
        Content-Type: message/delivery-status

        Reporting-MTA: dns;AM0PR01.tenant.example
        Received-From-MTA: dns;mail.shop.example
        Arrival-Date: Mon, 2 Nov 2026 03:04:08 +0000

        Final-Recipient: rfc822;ann@example.com
        Action: failed
        Status: 5.1.10
        Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient
         ann@example.com not found by SMTP address lookup

        --e6c1a2b7-0f1c-4d5f-9d62-1f0d6c1a7a11
        Content-Type: message/rfc822

        Message-ID: <d1@shop.example>
        From: Shop <news@shop.example>
        Subject: Your order

        Hello Ann
        --e6c1a2b7-0f1c-4d5f-9d62-1f0d6c1a7a11--
        """);

    public static string Sendmail { get; } = Lines("""
        Return-Path: <MAILER-DAEMON@mx2.example.net>
        Date: Mon, 2 Nov 2026 04:04:06 +0100
        From: Mail Delivery Subsystem <MAILER-DAEMON@mx2.example.net>
        Message-Id: <202611020304.0A2344@mx2.example.net>
        To: <bounce@shop.example>
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status;
        	boundary="0A2344.1793588646/mx2.example.net"
        Subject: Returned mail: see transcript for details
        Auto-Submitted: auto-generated (failure)

        This is a MIME-encapsulated message

        --0A2344.1793588646/mx2.example.net

        The original message was received at Mon, 2 Nov 2026 04:04:05 +0100

           ----- The following addresses had permanent fatal errors -----
        <ann@example.com>
            (reason: 552 5.2.2 Over quota)

        --0A2344.1793588646/mx2.example.net
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx2.example.net
        Received-From-MTA: DNS; mail.shop.example
        Arrival-Date: Mon, 2 Nov 2026 04:04:05 +0100

        Final-Recipient: RFC822; ann@example.com
        Action: failed
        Status: 5.0.0
        Remote-MTA: DNS; mail.example.com
        Diagnostic-Code: SMTP; 552 5.2.2 Over quota [5.1.1.7]
        Last-Attempt-Date: Mon, 2 Nov 2026 04:04:06 +0100

        --0A2344.1793588646/mx2.example.net
        Content-Type: message/rfc822

        Return-Path: <bounce@shop.example>
        Message-ID: <d1@shop.example>

        Hello
        --0A2344.1793588646/mx2.example.net--
        """);

    public static string Qmail { get; } = Lines("""
        Return-Path: <>
        Date: 2 Nov 2026 03:04:06 -0000
        From: MAILER-DAEMON@mx3.example.net
        To: bounce@shop.example
        Subject: failure notice

        Hi. This is the qmail-send program at mx3.example.net.
        I'm afraid I wasn't able to deliver your message to the following addresses.
        This is a permanent error; I've given up. Sorry it didn't work out.

        <ann@example.com>:
        192.0.2.25 does not like recipient.
        Remote host said: 550 sorry, no mailbox here by that name (#5.1.1)
        Giving up on 192.0.2.25.

        --- Below this line is a copy of the message.

        Return-Path: <bounce@shop.example>
        Received: (qmail 4711 invoked by uid 89); 2 Nov 2026 03:04:05 -0000
        Message-ID: <d1@shop.example>
        Subject: Code 5.7.1

        Hello
        """);

    public static string Exim { get; } = Lines("""
        Return-path: <>
        X-Failed-Recipients: ann@example.com
        Auto-Submitted: auto-replied
        From: Mail Delivery System <Mailer-Daemon@mx4.example.net>
        To: bounce@shop.example
        Subject: Mail delivery failed: returning message to sender
        Message-Id: <E1abcde-000123-AB@mx4.example.net>
        Date: Mon, 02 Nov 2026 03:04:06 +0000

        This message was created automatically by mail delivery software.

        A message that you sent could not be delivered to one or more of its
        recipients. This is a permanent error. The following address(es) failed:

          ann@example.com
            host mail.example.com [192.0.2.25]
            SMTP error from remote mail server after RCPT TO:<ann@example.com>:
            550 5.7.1 Service unavailable; client host blocked

        ------ This is a copy of the message, including all the headers. ------

        Return-path: <bounce@shop.example>
        Message-ID: <d1@shop.example>
        """);

    public static string Complaint(string type = "abuse") => Lines($"""
        From: <feedback@mailbox.example>
        Date: Mon, 2 Nov 2026 06:00:00 +0000
        Subject: FW: Your order
        To: <fbl@shop.example>
        Message-ID: <arf-1@mailbox.example>
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=feedback-report;
             boundary="part1_13d.2e68ed54_boundary"

        --part1_13d.2e68ed54_boundary
        Content-Type: text/plain; charset="US-ASCII"
        Content-Transfer-Encoding: 7bit

        This is an email abuse report for an email message received from IP
        192.0.2.1 on Mon, 2 Nov 2026 03:04:06 +0000.

        --part1_13d.2e68ed54_boundary
        Content-Type: message/feedback-report

        Feedback-Type: {type}
        User-Agent: SomeGenerator/1.0
        Version: 1
        Original-Mail-From: <{Verp.Create("d1")}>
        Original-Rcpt-To: <redacted@mailbox.example>
        Arrival-Date: Mon, 2 Nov 2026 03:04:06 +0000
        Source-IP: 192.0.2.1
        Reported-Domain: shop.example

        --part1_13d.2e68ed54_boundary
        Content-Type: message/rfc822
        Content-Disposition: inline

        From: <news@shop.example>
        Message-ID: <d1@shop.example>
        Subject: Your order

        Hello
        --part1_13d.2e68ed54_boundary--
        """);

    public static string Displayed { get; } = Lines("""
        From: Ann <ann@example.com>
        To: news@shop.example
        Subject: Read: Your order
        Message-ID: <mdn-1@example.com>
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=disposition-notification; boundary="b"

        --b
        Content-Type: text/plain

        Your message was read.
        --b
        Content-Type: message/disposition-notification

        Reporting-UA: mail.example.com; Foomail 97.1
        Final-Recipient: rfc822;ann@example.com
        Original-Message-ID: <d1@shop.example>
        Disposition: manual-action/MDN-sent-manually; displayed

        --b--
        """);

    public static string Reply(string body, string headers = "") => Lines($"""
        From: Ann <ann@example.com>
        To: Shop <news@shop.example>
        Subject: Re: Your order
        Message-ID: <r-1@example.com>
        In-Reply-To: <d1@shop.example>
        References: <other@example.com> <d1@shop.example>
        {headers}MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8

        {body}
        """);

    public static InboundResult Classify(string message, InboundEnvelope? envelope = null, InboundOptions? options = null) =>
        InboundMail.Classify(Encoding.UTF8.GetBytes(message), envelope, options ?? Options);

    private static string Lines(string text) => text.ReplaceLineEndings("\r\n");
}
