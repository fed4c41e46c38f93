using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Notify.Sdk.Conformance;
using Notify.Sdk.Http.Hooks;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Http.Tests.Hooks;

public sealed class HookReaderTests
{
    private const string Delivered = """{"event":"e1","id":"sms-1","state":"delivered"}""";

    [Fact]
    public void A_genuine_hook_is_a_receipt_of_the_provider_by_its_name()
    {
        var reading = Read(Delivered, Sign(Delivered, "old"));
        reading.Verdict.Should().Be(HookVerdict.Genuine);
        reading.Contents.Receipts.Should().ContainSingle().Which.Should()
            .Be(new Receipt("acme", "e1", "sms-1", ReceiptKind.Delivered, Samples.Now));
    }

    [Fact]
    public void Either_secret_is_good_while_one_is_rotated() =>
        Read(Delivered, Sign(Delivered, "new")).Verdict.Should().Be(HookVerdict.Genuine);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData("00")]
    public void A_hook_without_its_signature_says_nothing(string? signature)
    {
        var reading = Read(Delivered, signature);
        reading.Verdict.Should().Be(HookVerdict.NotGenuine);
        reading.Contents.Should().BeSameAs(HookContents.Nothing);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"event\":1}")]
    [InlineData("<html>")]
    [InlineData("")]
    public void A_genuine_hook_of_another_shape_is_malformed(string body)
    {
        var reading = Read(body, Sign(body, "old"));
        reading.Verdict.Should().Be(HookVerdict.Malformed);
        reading.Contents.Should().BeSameAs(HookContents.Nothing);
    }

    [Fact]
    public void A_signature_is_read_as_hexadecimal_or_base64_with_or_without_its_name()
    {
        var octets = SHA256.HashData("x"u8);
        HookSignature.Matches(Convert.ToHexString(octets), octets).Should().BeTrue();
        HookSignature.Matches($"sha256={Convert.ToHexStringLower(octets)}", octets).Should().BeTrue();
        HookSignature.Matches(Convert.ToBase64String(octets), octets).Should().BeTrue();
        HookSignature.Matches(Convert.ToHexString(octets)[..^2], octets).Should().BeFalse();
        HookSignature.Matches(new string('0', 2_000), octets).Should().BeFalse();
        HookSignature.Matches("", []).Should().BeFalse();
    }

    [Fact]
    public void Fields_come_from_the_query_and_the_form_and_the_first_of_a_name_counts()
    {
        var hook = Hook("To=%2B1202&Text=two+words&To=other&empty=&ä=1", null) with
        {
            Headers = [new("content-type", "application/x-www-form-urlencoded; charset=utf-8"), new("X", "1"), new("x", "2")],
            Address = new("https://app.example.com/hooks?id=7&To=&=nameless&flag"),
        };
        hook.Field("id").Should().Be("7");
        (hook with { Address = new("https://app.example.com/hooks?Text=STOP") }).Field("Text").Should()
            .Be("two words", "a signature over the body says nothing of the query");
        hook.Field("Text").Should().Be("two words");
        hook.Field("To").Should().Be("+1202", "an empty one says nothing");
        hook.Field("ä").Should().Be("1");
        hook.Field("empty").Should().BeNull();
        hook.Field("flag").Should().BeNull();
        hook.Field("to").Should().BeNull();
        hook.Header("x").Should().Be("1");
        hook.ToString().Should().Be("POST hook");
    }

    [Fact]
    public void The_fields_of_a_form_stand_in_their_order_and_a_name_that_comes_twice_two_times()
    {
        var hook = Hook("b=1&a=x+y&b=%2B2&c=&=nameless&flag", null);
        hook.HasForm.Should().BeFalse();
        hook.Form.Should().BeEmpty("the body is not said to be one");
        hook = hook with { Headers = [new("Content-Type", "application/x-www-form-urlencoded")] };
        hook.HasForm.Should().BeTrue();
        hook.Form.Select(f => (f.Key, f.Value)).Should().Equal(("b", "1"), ("a", "x y"), ("b", "+2"), ("c", ""));
    }

    [Fact]
    public void What_is_to_be_answered_stays_when_events_are_named()
    {
        HookAnswer answer = new("text/xml", "<Response></Response>");
        var contents = HookContents.Of(new Receipt("acme", "", "p", ReceiptKind.Delivered, Samples.Now)) with { Answer = answer };
        var named = contents.Named(Hook("x", null));
        (named.Answer, named.Receipts[0].EventId.Length > 0).Should().Be((answer, true));
    }

    private static string Sign(string body, string secret) =>
        $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)))}";

    private static HookReading Read(string body, string? signature)
    {
        using var services = TestHost.Acme(new("https://provider.example/"), o =>
        {
            o.HookSecrets.Add("new");
            o.HookSecrets.Add("old");
        });
        return services.GetRequiredKeyedService<IHookReader>("acme").Read(Hook(body, signature));
    }

    private static HookRequest Hook(string body, string? signature) => new()
    {
        Method = "POST",
        Address = new("https://app.example.com/hooks"),
        Headers = signature is null ? [] : [new("X-Signature", signature)],
        Body = Encoding.UTF8.GetBytes(body),
        ReceivedAt = Samples.Now,
    };
}
