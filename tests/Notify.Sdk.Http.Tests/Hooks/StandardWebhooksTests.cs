using System.Text;
using NodaTime;
using Notify.Sdk.Http.Hooks;

namespace Notify.Sdk.Http.Tests.Hooks;

public sealed class StandardWebhooksTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"test": 2432232314}""");
    private static readonly Instant At = Instant.FromUnixTimeSeconds(1614265330);

    /// <summary>The vector of the specification's reference libraries (github.com/standard-webhooks/standard-webhooks, MIT).</summary>
    [Fact]
    public void The_vector_of_the_specification_is_signed_and_is_genuine()
    {
        StandardWebhooks.Sign([Secret], Id, At, Body).Should().Be(Signature);
        StandardWebhooks.IsGenuine(Hook(), [Secret]).Should().BeTrue();
        StandardWebhooks.IsGenuine(Hook(), [Secret["whsec_".Length..]]).Should().BeTrue();
    }

    [Fact]
    public void A_hook_that_was_changed_in_any_part_is_not_genuine()
    {
        var other = "whsec_" + Convert.ToBase64String(new byte[32]);
        StandardWebhooks.IsGenuine(Hook(body: [.. Body, (byte)'\n']), [Secret]).Should().BeFalse();
        StandardWebhooks.IsGenuine(Hook(id: Id + "x"), [Secret]).Should().BeFalse();
        StandardWebhooks.IsGenuine(Hook(at: At + Duration.FromSeconds(1)), [Secret]).Should().BeFalse();
        StandardWebhooks.IsGenuine(Hook(signature: "v1a," + Signature[3..]), [Secret]).Should().BeFalse();
        StandardWebhooks.IsGenuine(Hook(signature: ""), [Secret]).Should().BeFalse();
        StandardWebhooks.IsGenuine(Hook(), [other]).Should().BeFalse();
        StandardWebhooks.IsGenuine(Hook(), []).Should().BeFalse();
    }

    [Theory]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [InlineData(-300, true)]
    [InlineData(-301, false)]
    public void A_hook_is_genuine_for_five_minutes_before_and_after_its_instant(int seconds, bool isGenuine) =>
        StandardWebhooks.IsGenuine(Hook() with { ReceivedAt = At + Duration.FromSeconds(seconds) }, [Secret]).Should().Be(isGenuine);

    [Fact]
    public void While_a_secret_is_rotated_either_is_good()
    {
        var next = "whsec_" + Convert.ToBase64String(new byte[32]);
        var both = StandardWebhooks.Sign([next, Secret], Id, At, Body);
        both.Split(' ').Should().HaveCount(2);
        StandardWebhooks.IsGenuine(Hook(signature: both), [Secret]).Should().BeTrue();
        StandardWebhooks.IsGenuine(Hook(signature: both), [next]).Should().BeTrue();
        StandardWebhooks.IsGenuine(Hook(), [next, Secret]).Should().BeTrue();
    }

    [Theory]
    [InlineData("whsec_short")]
    [InlineData("whsec_AAAA")]
    [InlineData("not base64 at all, though long enough to be a secret")]
    public void A_secret_of_another_form_is_an_error_that_does_not_repeat_it(string secret)
    {
        var sign = () => StandardWebhooks.Sign([secret], Id, At, Body);
        sign.Should().Throw<FormatException>().Where(e => !e.Message.Contains(secret));
    }

    private static HookRequest Hook(string id = Id, Instant? at = null, string signature = Signature, byte[]? body = null) => new()
    {
        Method = "POST",
        Address = new("https://app.example.com/hooks"),
        Headers =
        [
            new("Webhook-Id", id),
            new("webhook-timestamp", (at ?? At).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)),
            new("webhook-signature", signature),
        ],
        Body = body ?? Body,
        ReceivedAt = At,
    };
}
