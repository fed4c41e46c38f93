using Microsoft.Extensions.DependencyInjection;
using Notify.Sdk.Conformance;
using Notify.Sdk.Http.Hooks;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Twilio.Tests;

/// <summary>Status callbacks of messages, and what people write back.</summary>
public sealed class TwilioMessageHookTests : IDisposable
{
    private const string Key = "d1.1", Sid = "SMaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    private readonly ServiceProvider _services = Account.Sms();

    public void Dispose() => _services.Dispose();

    [Theory]
    [InlineData("queued", "", ReceiptKind.Accepted, "")]
    [InlineData("sent", "", ReceiptKind.Accepted, "")]
    [InlineData("delivered", "", ReceiptKind.Delivered, "")]
    [InlineData("read", "", ReceiptKind.Delivered, "")]
    [InlineData("undelivered", "30006", ReceiptKind.Failed, "error 30006")]
    [InlineData("failed", "30003", ReceiptKind.Failed, "error 30003", true)]
    [InlineData("failed", "21610", ReceiptKind.OptedOut, "error 21610")]
    [InlineData("undelivered", "63014", ReceiptKind.OptedOut, "error 63014")]
    [InlineData("failed", "21614", ReceiptKind.Bounced, "error 21614")]
    [InlineData("failed", "+12025550107", ReceiptKind.Failed, "")]
    [InlineData("canceled", "", ReceiptKind.Failed, "")]
    public void A_status_is_a_receipt_of_the_key(string status, string error, ReceiptKind expected, string detail, bool mayPass = false)
    {
        var receipt = Report(status, error).Contents.Receipts.Should().ContainSingle().Subject;
        receipt.Should().Be(new Receipt(Account.Name, $"{Sid}/{expected}", Sid, expected, Samples.Now, detail)
        {
            IdempotencyKey = Key,
            IsSoftBounce = mayPass,
        });
    }

    [Fact]
    public void Statuses_that_mean_the_same_are_one_event() =>
        Report("queued").Contents.Receipts[0].Should().Be(Report("sent").Contents.Receipts[0]);

    [Fact]
    public void A_status_that_nobody_knows_is_nothing()
    {
        var reading = Report("sublimated");
        (reading.Verdict, reading.Contents.Receipts.Count, reading.Contents.Replies.Count).Should().Be((HookVerdict.Genuine, 0, 0));
    }

    [Fact]
    public void A_report_that_came_to_an_address_without_a_key_is_found_by_the_id_of_the_message() =>
        Read(Account.Hook.AbsoluteUri, $"MessageSid={Sid}&MessageStatus=delivered").Contents.Receipts[0].IdempotencyKey.Should().BeNull();

    [Fact]
    public void A_report_to_an_address_that_we_did_not_make_is_not_genuine_though_Twilio_signed_it()
    {
        var address = Account.ReportsOf(Key).Replace("key=d1.1", "key=d2.1", StringComparison.Ordinal);
        Read(address, $"MessageSid={Sid}&MessageStatus=delivered").Verdict.Should().Be(HookVerdict.NotGenuine);
    }

    [Fact]
    public void A_report_with_another_token_is_not_genuine() => _services
        .Read(SignedHook.Of(Account.ReportsOf(Key), $"MessageSid={Sid}&MessageStatus=delivered", "another-token")).Verdict.Should()
        .Be(HookVerdict.NotGenuine);

    [Fact]
    public void A_report_without_the_id_of_its_message_is_malformed() =>
        Read(Account.ReportsOf(Key), "MessageStatus=delivered").Verdict.Should().Be(HookVerdict.Malformed);

    [Fact]
    public void Reports_of_messages_that_were_sent_before_the_token_was_rotated_are_believed()
    {
        using var rotated = Account.Sms(configure: o =>
        {
            o.Secret = "new-token";
            o.HookSecrets.Add("new-token");
            o.HookSecrets.Add(Account.Token);
        });
        var hook = SignedHook.Of(Account.ReportsOf(Key), $"MessageSid={Sid}&MessageStatus=delivered", "new-token");
        rotated.Read(hook).Verdict.Should().Be(HookVerdict.Genuine);
    }

    [Theory]
    [InlineData("From=%2B12025550101&To=%2B12025550155&Body=Hi+there", "+12025550101", "+12025550155", "Hi there", "sms")]
    [InlineData("From=%2B12025550101&To=24680&Body=%D0%A1%D0%A2%D0%9E%D0%9F&OptOutType=STOP", "+12025550101", "24680", "СТОП", "sms")]
    [InlineData("From=%2B12025550101&NumMedia=1&Body=", "+12025550101", null, "", "sms")]
    [InlineData("From=whatsapp%3A%2B12025550101&To=whatsapp%3A%2B12025550155&Body=Yes&ProfileName=Ana",
        "+12025550101", "+12025550155", "Yes", "whatsapp")]
    public void A_reply_is_who_wrote_what_to_whom(string form, string from, string? to, string text, string channel)
    {
        var contents = Read(Account.Hook.AbsoluteUri, $"MessageSid=SM1&{form}").Contents;
        var reply = contents.Replies.Should().ContainSingle().Subject;
        (reply.From, reply.To, reply.Text, reply.Channel.Name, reply.MessageId, reply.Provider)
            .Should().Be((from, to, text, channel, "SM1", Account.Name));
        contents.Answer.Should().Be(new HookAnswer("text/xml", "<Response></Response>"));
    }

    [Theory]
    [InlineData("MessageSid=SM1&Body=STOP")]
    [InlineData("From=%2B12025550101&Body=STOP")]
    [InlineData("x=1")]
    public void A_reply_without_its_sender_or_id_is_malformed(string form) =>
        Read(Account.Hook.AbsoluteUri, form).Verdict.Should().Be(HookVerdict.Malformed);

    private HookReading Report(string status, string error = "") =>
        Read(Account.ReportsOf(Key), $"MessageSid={Sid}&MessageStatus={status}&ErrorCode={Uri.EscapeDataString(error)}&To=%2B12025550107");

    private HookReading Read(string address, string form) => _services.Read(SignedHook.Of(address, form));
}
