using Notify.Sdk.Conformance;
using Notify.Sdk.Http.Hooks;

namespace Notify.Sdk.Http.Tests.Hooks;

public sealed class ReportAddressTests
{
    private const string Secret = "secret-of-tests-4711", Key = "d1.2";
    private static readonly Uri Home = new("https://app.example.com/hooks/100%25/acme");
    private static readonly string Made = ReportAddress.For(Home, Key, Secret);

    [Fact]
    public void It_carries_the_key_and_a_code_that_only_the_secret_makes()
    {
        Made.Should().StartWith("https://app.example.com/hooks/100%25/acme?key=d1.2&code=");
        ReportAddress.KeyOf(To(Made)).Should().Be(Key);
        IsGenuine(Made).Should().BeTrue();
        IsGenuine(Made + "&status=sent").Should().BeTrue("providers add fields of their own");
        IsGenuine(Made, "another-secret").Should().BeFalse();
        IsGenuine(Made, "another-secret", Secret).Should().BeTrue("one is rotated");
        ReportAddress.IsGenuine(To(Made), []).Should().BeFalse();
    }

    [Theory]
    [InlineData("key=d1.2", "key=d1.1")]
    [InlineData("key=d1.2", "key=")]
    [InlineData("code=", "code=0")]
    [InlineData("code=", "nocode=")]
    [InlineData("key=", "key=d9&key=")]
    public void Another_key_or_code_is_not_genuine(string from, string to) =>
        IsGenuine(Made.Replace(from, to, StringComparison.Ordinal)).Should().BeFalse();

    [Fact]
    public void Another_address_has_no_key() => ReportAddress.KeyOf(To(Home.AbsoluteUri)).Should().BeNull();

    private static bool IsGenuine(string address, params string[] secrets) =>
        ReportAddress.IsGenuine(To(address), secrets.Length == 0 ? [Secret] : secrets);

    private static HookRequest To(string address) => new() { Method = "POST", Address = new(address), ReceivedAt = Samples.Now };
}
