using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notify.Sdk.Conformance;
using Notify.Sdk.Http.Hooks;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Kannel.Tests;

public sealed class KannelHookTests
{
    private const string Secret = "hook-secret-of-tests-4711", Key = "d1.0";
    private static readonly Uri Report = new("https://app.example.com/hooks/100%25/gateway");

    [Theory]
    [InlineData("1", "id:a1 sub:001 dlvrd:001 stat:DELIVRD err:000 text:x", ReceiptKind.Delivered, "DELIVRD")]
    [InlineData("2", "id:a1 sub:001 dlvrd:000 stat:UNDELIV err:001 text:x", ReceiptKind.Failed, "UNDELIV")]
    [InlineData("8", "ACK/", ReceiptKind.Accepted, "")]
    [InlineData("16", "NACK/11/Invalid Destination Address", ReceiptKind.Bounced, "status 11")]
    [InlineData("16", "NACK/0x0000000b/Invalid Destination Address", ReceiptKind.Bounced, "status 0x0000000b")]
    [InlineData("16", "NACK/69/Submit Failed", ReceiptKind.Failed, "status 69")]
    [InlineData("16", "NACK/Retries Exceeded", ReceiptKind.Failed, "status RetriesExceeded")]
    [InlineData("16", "", ReceiptKind.Failed, "")]
    public void A_report_is_a_receipt_of_the_key(string kind, string words, ReceiptKind expected, string detail)
    {
        var receipt = Read(ReportOf(kind, words)).Contents.Receipts.Should().ContainSingle().Subject;
        receipt.Should().Be(new Receipt("gateway", $"{Key}/{kind}/a1", Key, expected, Samples.Now, detail) { IdempotencyKey = Key });
    }

    [Fact]
    public void A_message_that_waits_is_no_receipt()
    {
        var reading = Read(ReportOf("4", ""));
        (reading.Verdict, reading.Contents.Receipts.Count).Should().Be((HookVerdict.Genuine, 0));
    }

    [Fact]
    public void A_report_of_another_kind_is_malformed() => Read(ReportOf("7", "")).Verdict.Should().Be(HookVerdict.Malformed);

    [Fact]
    public void A_report_of_another_key_or_code_is_not_genuine()
    {
        var genuine = ReportOf("1", "");
        Read(genuine.Replace("key=d1.0", "key=d2.0", StringComparison.Ordinal)).Verdict.Should().Be(HookVerdict.NotGenuine);
        Read(genuine.Replace("code=", "nocode=", StringComparison.Ordinal)).Verdict.Should().Be(HookVerdict.NotGenuine);
        Read(genuine, "another-secret-of-tests").Verdict.Should().Be(HookVerdict.NotGenuine);
    }

    [Theory]
    [InlineData("from=12025550101&text=Hi+there&id=m1", "+12025550101", "Hi there")]
    [InlineData("from=%2B12025550101&text=%D0%A1%D0%A2%D0%9E%D0%9F&id=m1", "+12025550101", "СТОП")]
    [InlineData("from=12345&text=&id=m1", "12345", "")]
    [InlineData("from=Bank&text=x&id=m1", "Bank", "x")]
    public void A_reply_is_who_wrote_what(string query, string from, string text)
    {
        var reply = Read($"https://app.example.com/hooks/gateway?{query}&secret={Secret}").Contents.Replies.Should().ContainSingle()
            .Subject;
        (reply.From, reply.Text, reply.MessageId, reply.Provider).Should().Be((from, text, "m1", "gateway"));
    }

    [Theory]
    [InlineData("US", "2025550147", "+12025550147")]
    [InlineData("US", "12025550147", "+12025550147")]
    [InlineData("US", "447911123456", "+447911123456")]
    [InlineData("US", "12345", "12345")]
    [InlineData("GB", "07911123456", "+447911123456")]
    [InlineData("SG", "91234567", "+6591234567")]
    [InlineData(null, "447911123456", "+447911123456")]
    [InlineData(null, "00447911123456", "+447911123456")]
    [InlineData(null, "07911123456", "07911123456")]
    [InlineData(null, "2025550147", "2025550147")]
    [InlineData(null, "+447911123456", "+447911123456")]
    public void A_number_in_national_form_is_one_of_the_country_that_was_said(string? country, string from, string expected)
    {
        var hook = $"https://app.example.com/hooks/gateway?from={Uri.EscapeDataString(from)}&text=STOP&id=m1&secret={Secret}";
        Read(hook, country: country).Contents.Replies.Single().From.Should().Be(expected);
    }

    [Fact]
    public void A_message_that_comes_too_late_or_bears_a_sender_that_is_no_ascii_is_never_put_to_the_gateway()
    {
        TimeProviderClock clock = new(TimeProvider.System);
        KannelProvider provider = new(clock);
        OutgoingMessage soon = new()
        {
            IdempotencyKey = Key,
            Delivery = new("d1"),
            Channel = DeliveryChannel.Sms,
            To = Samples.Phone(1),
            Content = new("en", null, "Your parcel is here.", null),
            Topic = "parcel",
            Class = MessageClass.Transactional,
            ValidUntil = clock.GetCurrentInstant() + NodaTime.Duration.FromSeconds(50),
            At = clock.GetCurrentInstant(),
        };
        provider.Refuse(soon, new())!.Kind.Should().Be(SendOutcomeKind.Deferred);
        var later = soon with { ValidUntil = soon.ValidUntil + NodaTime.Duration.FromDays(1) };
        provider.Refuse(later, new()).Should().BeNull();
        provider.Refuse(later with { SenderId = "Süd" }, new())!.Kind.Should().Be(SendOutcomeKind.Rejected);
    }

    [Theory]
    [InlineData("from=12025550101&text=STOP&id=m1", HookVerdict.NotGenuine)]
    [InlineData("from=12025550101&text=STOP&id=m1&secret=wrong", HookVerdict.NotGenuine)]
    [InlineData("text=STOP&id=m1&secret=hook-secret-of-tests-4711", HookVerdict.Malformed)]
    [InlineData("from=12025550101&text=STOP&secret=hook-secret-of-tests-4711", HookVerdict.Malformed)]
    public void A_reply_without_its_secret_or_its_parts_says_nothing(string query, HookVerdict expected) =>
        Read($"https://app.example.com/hooks/gateway?{query}").Verdict.Should().Be(expected);

    [Fact]
    public void What_is_wrong_with_the_settings_is_said_at_once()
    {
        using var services = Services(o =>
        {
            (o.UserName, o.Sender, o.Smsc) = ("", "grüße", " x");
            o.ReportAddress = new("https://app.example.com/?a=1");
            o.HookSecrets.Clear();
        });
        var read = () => services.GetRequiredService<IOptionsMonitor<KannelOptions>>().Get("gateway");
        read.Should().Throw<OptionsValidationException>().Which.Failures.Should().HaveCount(7)
            .And.OnlyContain(f => f.StartsWith("KannelOptions of 'gateway'"));
    }

    /// <summary>As Kannel calls it: with its own percent codes replaced.</summary>
    private static string ReportOf(string kind, string words) => KannelReport.AddressFor(Report, Key, Secret)
        .Replace("%d", kind, StringComparison.Ordinal).Replace("%F", "a1", StringComparison.Ordinal)
        .Replace("%A", Uri.EscapeDataString(words), StringComparison.Ordinal).Replace("%%", "%", StringComparison.Ordinal);

    private static HookReading Read(string address, string secret = Secret, string? country = null)
    {
        using var services = Services(o =>
        {
            (o.BaseAddress, o.UserName, o.Secret) = (new("http://127.0.0.1:13013/"), "shop", "p");
            o.NationalNumbersOf = country;
            o.HookSecrets.Add(secret);
        });
        return services.GetRequiredKeyedService<IHookReader>("gateway").Read(new()
        {
            Method = "GET",
            Address = new(address),
            ReceivedAt = Samples.Now,
        });
    }

    private static ServiceProvider Services(Action<KannelOptions> configure)
    {
        ServiceCollection services = new();
        services.AddNotify().AddKannel("gateway", configure);
        return services.BuildServiceProvider();
    }
}
