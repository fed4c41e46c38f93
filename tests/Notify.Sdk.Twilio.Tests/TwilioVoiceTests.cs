using System.Xml.Linq;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Conformance;
using Notify.Sdk.Http.Hooks;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Twilio.Tests;

/// <summary>Calls: what they say and take, what became of them, and keys that were pressed.</summary>
public sealed class TwilioVoiceTests : IDisposable
{
    private const string Key = "d1.1", Sid = "CAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    private readonly ServiceProvider _services = Account.Voice();

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task A_call_says_the_words_and_takes_a_key()
    {
        var (outcome, request) = await SendAsync("Your parcel <b>47</b> & more is there.\u0001");
        outcome.Kind.Should().Be(SendOutcomeKind.Accepted);
        outcome.ProviderId.Should().StartWith("CA");
        request.Should().StartWith($"POST /2010-04-01/Accounts/{Account.Sid}/Calls.json HTTP/1.1\r\n");
        var reports = Account.ReportsOf("d7.1");
        Account.Fields(request).Where(f => f.Name != "Twiml").Should().Equal(
            ("To", "+12025550107"), ("From", "+12025550155"), ("Timeout", "60"), ("StatusCallback", reports));
        var gather = Script(request).Element("Gather")!;
        gather.Attributes().Select(a => (a.Name.LocalName, a.Value)).Should().Equal(("numDigits", "1"), ("action", $"{reports}&pressed=1"));
        var say = gather.Elements().Should().ContainSingle().Subject;
        (say.Name.LocalName, say.Attribute("language")!.Value, say.Value)
            .Should().Be(("Say", "en-US", "Your parcel <b>47</b> & more is there."));
    }

    [Fact]
    public async Task Without_an_address_for_reports_or_where_none_is_wanted_it_takes_no_key()
    {
        foreach (var configure in new Action<TwilioVoiceOptions>[] { o => o.ReportAddress = null, o => o.TakesKeys = false })
        {
            var (_, request) = await SendAsync("Hello.", configure: configure);
            Script(request).Elements().Should().ContainSingle().Which.Name.LocalName.Should().Be("Say");
        }
    }

    [Theory]
    [InlineData("de", "de-DE")]
    [InlineData("de-AT", "de-DE")]
    [InlineData("en-GB", "en-GB")]
    [InlineData("EN", "en-US")]
    [InlineData("pt-BR", "pt-BR")]
    [InlineData("pt", "pt-PT")]
    [InlineData("no", "nb-NO")]
    [InlineData("zh-Hant", "zh-CN")]
    public async Task The_words_are_said_in_the_language_of_the_person(string language, string locale)
    {
        var (_, request) = await SendAsync("Hello.", language);
        Script(request).Descendants("Say").Single().Attribute("language")!.Value.Should().Be(locale);
    }

    [Fact]
    public async Task A_language_without_a_voice_is_not_said_by_another_until_the_settings_name_one()
    {
        var (refused, nothing) = await SendAsync("Merhaba.", "tr");
        (refused.Kind, refused.Scope, nothing).Should().Be((SendOutcomeKind.Rejected, RejectionScope.Message, ""));

        var (_, request) = await SendAsync("Merhaba.", "tr-CY", o => o.Voices["tr"] = new("tr-TR", "Google.tr-TR-Standard-A"));
        var say = Script(request).Descendants("Say").Single();
        (say.Attribute("language")!.Value, say.Attribute("voice")!.Value).Should().Be(("tr-TR", "Google.tr-TR-Standard-A"));
    }

    [Fact]
    public async Task Words_that_are_too_many_for_a_call_are_refused_without_a_request()
    {
        (await SendAsync(new string('a', 3_000))).Outcome.Kind.Should().Be(SendOutcomeKind.Accepted);
        var (refused, request) = await SendAsync(new string('a', 4_000));
        (refused.Kind, request).Should().Be((SendOutcomeKind.Rejected, ""));
    }

    [Theory]
    [InlineData(30, 3_600, "30")]
    [InlineData(60, 20, "15")]
    [InlineData(60, 11, "6")]
    [InlineData(60, 10, null)]
    public async Task It_rings_no_longer_than_the_window_is_open(int ringFor, int left, string? expected)
    {
        var (outcome, request) = await SendAsync("Hello.", configure: o => o.RingFor = TimeSpan.FromSeconds(ringFor),
            change: m => m with { ValidUntil = Samples.Now + Duration.FromSeconds(left) });
        (outcome.Kind == SendOutcomeKind.Deferred, request.Length == 0).Should().Be((expected is null, expected is null));
        if (expected is not null)
            Account.Field(request, "Timeout").Should().Be(expected);
    }

    [Fact]
    public async Task Answering_machines_are_found_where_that_is_wanted_and_an_extension_is_dialled()
    {
        var (_, request) = await SendAsync("Hello.", configure: o => o.MachineDetection = MachineDetection.DetectMessageEnd);
        Account.Field(request, "MachineDetection").Should().Be("DetectMessageEnd");
        (_, request) = await SendAsync("Hello.", change: m => m with { To = m.To with { Extension = "4711" } });
        (Account.Field(request, "SendDigits"), Account.Field(request, "MachineDetection")).Should().Be(("ww4711", null));
    }

    [Theory]
    [InlineData("completed", "", ReceiptKind.Delivered, "")]
    [InlineData("completed", "human", ReceiptKind.Delivered, "")]
    [InlineData("completed", "machine", ReceiptKind.Delivered, "answered by a machine")]
    [InlineData("completed", "machine_end_beep", ReceiptKind.Delivered, "answered by a machine")]
    [InlineData("completed", "fax", ReceiptKind.Failed, "answered by a fax")]
    [InlineData("busy", "", ReceiptKind.Failed, "busy")]
    [InlineData("no-answer", "", ReceiptKind.Failed, "no-answer")]
    [InlineData("failed", "", ReceiptKind.Failed, "failed")]
    [InlineData("canceled", "", ReceiptKind.Failed, "canceled")]
    [InlineData("ringing", "", ReceiptKind.Accepted, "")]
    public void What_became_of_a_call_is_a_receipt_of_the_key(string status, string by, ReceiptKind expected, string detail) =>
        Read(Account.ReportsOf(Key), $"CallSid={Sid}&CallStatus={status}&AnsweredBy={by}&To=%2B12025550107").Contents.Receipts
            .Should().ContainSingle().Which.Should().Be(
                new Receipt(Account.Name, $"{Sid}/{expected}", Sid, expected, Samples.Now, detail) { IdempotencyKey = Key });

    [Fact]
    public void A_key_that_was_pressed_is_a_reply_of_who_was_called_and_the_call_ends()
    {
        var contents = Read($"{Account.ReportsOf(Key)}&pressed=1",
            $"CallSid={Sid}&CallStatus=in-progress&Digits=1&From=%2B12025550155&To=%2B12025550107").Contents;
        contents.Receipts.Should().BeEmpty();
        var reply = contents.Replies.Should().ContainSingle().Subject;
        (reply.Channel, reply.From, reply.To, reply.Text, reply.InReplyTo, reply.MessageId)
            .Should().Be((DeliveryChannel.Voice, "+12025550107", "+12025550155", "1", Key, $"{Sid}/1"));
        contents.Answer.Should().Be(new HookAnswer("text/xml", "<Response></Response>"));
    }

    [Fact]
    public void No_key_is_no_reply()
    {
        var reading = Read($"{Account.ReportsOf(Key)}&pressed=1", $"CallSid={Sid}&Digits=&To=%2B12025550107");
        (reading.Verdict, reading.Contents.Replies.Count).Should().Be((HookVerdict.Genuine, 0));
    }

    [Theory]
    [InlineData("CallStatus=completed", "")]
    [InlineData("CallSid=CA1", "")]
    [InlineData("Digits=1&To=%2B12025550107", "&pressed=1")]
    [InlineData("Digits=1&CallSid=CA1", "&pressed=1")]
    public void A_hook_of_a_call_without_its_parts_is_malformed(string form, string more) =>
        Read(Account.ReportsOf(Key) + more, form).Verdict.Should().Be(HookVerdict.Malformed);

    [Fact]
    public void Settings_come_from_the_configuration_and_what_is_wrong_is_said_at_once()
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AccountSid"] = Account.Sid,
            ["Secret"] = Account.Token,
            ["Caller"] = "+12025550155",
            ["MachineDetection"] = "Enable",
            ["Voices:tr:Language"] = "tr-TR",
        }).Build();
        using var configured = Account.Services(b => b.AddTwilioVoice(Account.Name, section));
        var options = configured.GetRequiredService<IOptionsMonitor<TwilioVoiceOptions>>().Get(Account.Name);
        (options.MachineDetection, options.Voices["TR"]).Should().Be((MachineDetection.Enable, new TwilioVoiceChoice("tr-TR")));

        using var wrong = Account.Voice(configure: o =>
        {
            (o.Caller, o.RingFor, o.MachineDetection) = ("12025550155", TimeSpan.FromSeconds(5), (MachineDetection)9);
            o.Voices["tr"] = new("");
        });
        var read = () => wrong.GetRequiredService<IOptionsMonitor<TwilioVoiceOptions>>().Get(Account.Name);
        read.Should().Throw<OptionsValidationException>().Which.Failures.Should().HaveCount(4)
            .And.OnlyContain(f => f.StartsWith("TwilioVoiceOptions of 'twilio'"));
    }

    private HookReading Read(string address, string form) => _services.Read(SignedHook.Of(address, form));

    private static XElement Script(string request) => XElement.Parse(Account.Field(request, "Twiml")!);

    private static Task<(SendOutcome Outcome, string Request)> SendAsync(string text, string language = "en",
        Action<TwilioVoiceOptions>? configure = null, Func<OutgoingMessage, OutgoingMessage>? change = null) => Account.SendAsync(
            Recorded.Made("a call that was made"), (change ?? (m => m))(Account.Message(DeliveryChannel.Voice, text, language)),
            home => Account.Voice(home, configure));
}
