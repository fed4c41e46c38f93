using System.Text;
using Notify.Sdk.Email.Client;

namespace Notify.Sdk.Email.Tests.Client;

public sealed class ReplyParserTests
{
    [Theory]
    [InlineData("250 2.0.0 Ok\r\n", 250, "2.0.0 Ok")]
    [InlineData("250\r\n", 250, "")]
    [InlineData("250 \r\n", 250, "")]
    [InlineData("250-one\r\n250-two\r\n250 three\r\n", 250, "one\ntwo\nthree")]
    [InlineData("250-one\n250 two\n", 250, "one\ntwo")]
    [InlineData("421 a\0b\tc\u001b[2J\r\n", 421, "a b c [2J")]
    public void A_reply_is_read_whole(string octets, int code, string text)
    {
        var reply = Read(octets);
        reply.Code.Should().Be(code);
        reply.Text.Should().Be(text);
    }

    [Fact]
    public void The_answer_does_not_depend_on_how_the_octets_arrive()
    {
        var octets = Encoding.ASCII.GetBytes("250-a\r\n250 b\r\n354 go\r\n");
        var parser = new ReplyParser();
        var codes = new List<int>();
        var held = new List<byte>();
        foreach (var octet in octets)
        {
            held.Add(octet);
            var reply = parser.Read(held.ToArray(), out var consumed);
            held.RemoveRange(0, consumed);
            if (reply is not null)
            {
                codes.Add(reply.Code);
            }
        }

        codes.Should().Equal(250, 354);
    }

    [Theory]
    [InlineData("hello\r\n")]
    [InlineData("\r\n")]
    [InlineData("25\r\n")]
    [InlineData("150 no\r\n")]
    [InlineData("650 no\r\n")]
    [InlineData("250x\r\n")]
    [InlineData("250-a\r\n251 b\r\n")]
    [InlineData("-250 a\r\n")]
    public void What_is_not_a_reply_is_refused(string octets) =>
        FluentActions.Invoking(() => Read(octets)).Should().Throw<SmtpConversationException>().Which.Kind.Should().Be(FaultKind.Protocol);

    [Fact]
    public void A_line_without_end_is_refused() =>
        FluentActions.Invoking(() => Read("250 " + new string('x', ReplyParser.MaxLine))).Should().Throw<SmtpConversationException>().WithMessage("*line*");

    [Fact]
    public void A_reply_without_end_is_refused() =>
        FluentActions.Invoking(() => Read(string.Concat(Enumerable.Repeat("250-x\r\n", 200)))).Should().Throw<SmtpConversationException>().WithMessage("*lines*");

    [Fact]
    public void A_reply_of_long_lines_is_refused() =>
        FluentActions.Invoking(() => Read(string.Concat(Enumerable.Repeat($"250-{new string('x', 2000)}\r\n", 20)))).Should().Throw<SmtpConversationException>().WithMessage("*octets*");

    [Theory]
    [InlineData("550 5.1.1 no such user\r\n", "5.1.1")]
    [InlineData("550 5.1.10 null mx\r\n", "5.1.10")]
    [InlineData("550-5.7.26 a\r\n550 5.7.26 b\r\n", "5.7.26")]
    [InlineData("250 2.0.0\r\n", "2.0.0")]
    [InlineData("550 2.0.0 contradicts\r\n", "")]
    [InlineData("550 5.1 short\r\n", "")]
    [InlineData("550 5.1.1.1 long\r\n", "")]
    [InlineData("550 5.1.1000 big\r\n", "")]
    [InlineData("550 5..1 gap\r\n", "")]
    [InlineData("550 no code\r\n", "")]
    public void The_enhanced_code_is_read_where_it_agrees(string octets, string code) => (Read(octets).Enhanced?.ToString() ?? "").Should().Be(code);

    [Theory]
    [InlineData("5.1.1", true)]
    [InlineData("5.1.2", true)]
    [InlineData("5.1.3", true)]
    [InlineData("5.1.6", true)]
    [InlineData("5.1.10", true)]
    [InlineData("5.2.1", true)]
    [InlineData("5.2.2", false)]
    [InlineData("5.7.1", false)]
    [InlineData("5.4.4", false)]
    [InlineData("5.1.8", false)]
    [InlineData("5.0.0", false)]
    public void Only_codes_about_the_address_condemn_it(string code, bool condemns) => Read($"550 {code} x\r\n").Enhanced!.Value.CondemnsAddress.Should().Be(condemns);

    private static SmtpReply Read(string octets) => new ReplyParser().Read(Encoding.UTF8.GetBytes(octets), out _)!;
}
