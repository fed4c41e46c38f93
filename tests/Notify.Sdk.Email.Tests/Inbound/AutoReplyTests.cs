using System.Text;
using Notify.Sdk.Email.Inbound;

namespace Notify.Sdk.Email.Tests.Inbound;

public class AutoReplyTests
{
    [Theory]
    [InlineData("Auto-Submitted: auto-generated")]
    [InlineData("auto-submitted: Auto-Replied; owner-email=x")]
    [InlineData("Auto-Submitted: something-new")]
    [InlineData("Precedence: bulk")]
    [InlineData("Precedence: LIST")]
    [InlineData("Precedence: junk")]
    [InlineData("X-Auto-Response-Suppress: DR, OOF, AutoReply")]
    [InlineData("X-Auto-Response-Suppress: All")]
    [InlineData("List-Id: <a.example.com>")]
    [InlineData("List-Unsubscribe: <mailto:x@example.com>")]
    [InlineData("Return-Path: <>")]
    [InlineData("X-Autoreply: yes")]
    [InlineData("Content-Type: multipart/report; boundary=x")]
    [InlineData("From: MAILER-DAEMON@example.com")]
    [InlineData("From: Shop <no-reply@example.com>")]
    public void What_a_program_wrote_is_never_answered(string field) => Is(field).Should().BeTrue();

    [Theory]
    [InlineData("From: Ann <ann@example.com>")]
    [InlineData("Auto-Submitted: no")]
    [InlineData("Auto-Submitted: No (really)")]
    [InlineData("Precedence: first-class")]
    [InlineData("X-Auto-Response-Suppress: DR")]
    [InlineData("Return-Path: <ann@example.com>")]
    [InlineData("Subject: auto-generated")]
    public void What_a_person_wrote_may_be_answered(string field) => Is(field).Should().BeFalse();

    [Fact]
    public void A_null_sender_of_the_envelope_counts_whatever_the_message_says() =>
        AutoReply.IsAutomatic(Read("Return-Path: <ann@example.com>"), new("")).Should().BeTrue();

    private static bool Is(string field) => AutoReply.IsAutomatic(Read(field));

    private static InboundMessage Read(string field) => InboundMessage.Read(Encoding.UTF8.GetBytes($"{field}\r\nX: y\r\n\r\nHello"));
}
