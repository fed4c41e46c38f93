using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Notify.Sdk.Audience;
using Notify.Sdk.Push.Tests.Referee;

namespace Notify.Sdk.Push.Tests;

/// <summary>Words are encrypted as the RFCs say, by their vectors and by another library that opens them.</summary>
public sealed class MessageEncryptionTests
{
    // RFC 8291 section 5 and appendix A.
    private const string Words = "When I grow up, I want to be a watermelon";
    private const string BrowserKey = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94", BrowserSecret = "BTBZMqHH6r4Tts7J_aSIgg";
    private const string Salt = "DGv6ra1nlYgDCS1FRnbzlw", OwnKey = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";

    private const string Body =
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
        + "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

    // RFC 8188 sections 3.1 and 3.2.
    private const string OneRecord = "I1BsxtFttlv3u_Oo94xnmwAAEAAA-NAVub2qFgBEuQKRapoZu-IxkIva3MEB1PD-ly8Thjg";
    private const string TwoRecords = "uNCkWiNYzKTnBN9ji3-qWAAAABkCYTHOG8chz_gnvgOqdGYovxyjuqRyJFjEDyoF1Fvkj6hQPdPHI51OEUKEpgz3SsLWIqS_uA";

    private readonly Browser _browser = Browser.With(BrowserKey, BrowserSecret);

    [Fact]
    public void The_example_of_rfc_8291_comes_out_octet_by_octet()
    {
        var words = Encoding.UTF8.GetBytes(Words);
        using var own = ECDiffieHellman.Create(new ECParameters { Curve = P256.Curve, D = Base64Url.DecodeFromChars(OwnKey) });
        var body = MessageEncryption.Encrypt(words, words.Length + 1, Subscription(_browser), own, Base64Url.DecodeFromChars(Salt));
        Base64Url.EncodeToString(body).Should().Be(Body);
    }

    [Fact]
    public void The_example_of_rfc_8188_comes_out_octet_by_octet()
    {
        var words = Encoding.UTF8.GetBytes("I am the walrus");
        var body = MessageEncryption.Encode(words, words.Length + 1, Base64Url.DecodeFromChars("yqdlZ-tYemfogSmv7Ws5PQ"),
            Base64Url.DecodeFromChars(OneRecord).AsSpan(..16), []);
        Base64Url.EncodeToString(body).Should().Be(OneRecord);
    }

    [Theory]
    [InlineData(OneRecord, "yqdlZ-tYemfogSmv7Ws5PQ", "")]
    [InlineData(TwoRecords, "BO3ZVPxUlnLORbVGMpbT1Q", "a1")]
    public void The_referee_opens_the_examples_of_rfc_8188(string body, string key, string keyId)
    {
        var words = ContentCoding.Open(Base64Url.DecodeFromChars(body), name =>
        {
            Encoding.UTF8.GetString(name).Should().Be(keyId);
            return Base64Url.DecodeFromChars(key);
        });
        Encoding.UTF8.GetString(words).Should().Be("I am the walrus");
    }

    [Fact]
    public void The_referee_opens_the_example_of_rfc_8291() => _browser.Open(Base64Url.DecodeFromChars(Body)).Should().Be(Words);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(41)]
    [InlineData(1_023)]
    [InlineData(1_024)]
    [InlineData(3_071)]
    [InlineData(3_072)]
    [InlineData(3_993)]
    public void Words_of_any_length_that_fits_are_opened_and_push_services_take_them(int length)
    {
        var words = string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i % 26))));
        var body = MessageEncryption.Encrypt(Encoding.UTF8.GetBytes(words), Subscription(_browser));
        _browser.Open(body).Should().Be(words);
        body.Length.Should().BeLessThanOrEqualTo(4_096);
    }

    [Fact]
    public void The_length_of_a_message_tells_four_sizes_apart_and_no_more()
    {
        var lengths = Enumerable.Range(0, MessageEncryption.MostWords + 1).Select(MessageEncryption.Padded).ToList();
        lengths.Distinct().Should().Equal(1_024, 2_048, 3_072, 3_994);
        lengths.Select((padded, words) => padded > words).Should().NotContain(false, "the mark of the end needs an octet");
    }

    [Fact]
    public void No_two_bodies_share_a_key_or_a_salt()
    {
        var bodies = Enumerable.Range(0, 8).Select(_ => MessageEncryption.Encrypt("x"u8, Subscription(_browser))).ToList();
        bodies.Select(b => Convert.ToHexString(b, 0, 16)).Should().OnlyHaveUniqueItems();
        bodies.Select(b => Convert.ToHexString(b, 21, 65)).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Another_browser_cannot_open_it()
    {
        var body = MessageEncryption.Encrypt("x"u8, Subscription(_browser));
        var open = () => new Browser().Open(body);
        open.Should().Throw<Org.BouncyCastle.Crypto.InvalidCipherTextException>();
    }

    private static PushSubscription Subscription(Browser browser)
    {
        PushSubscription.TryParse(browser.Subscription("https://push.example.com/p/1"), out var subscription, out var problem).Should()
            .BeTrue(problem);
        return subscription!;
    }
}
