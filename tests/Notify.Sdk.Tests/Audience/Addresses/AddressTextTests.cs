using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

public class AddressTextTests
{
    [Theory]
    [InlineData("ann@example.com")]
    [InlineData(" ann@example.com\t")]
    [InlineData("\r\nann@example.com\n")]
    [InlineData("\u200Bann@example.com\u200B")]
    [InlineData("\uFEFFann@example.com")]
    [InlineData("\u202Aann@example.com\u202C")]
    [InlineData("\u00A0\u2003ann@example.com\u3000")]
    public void Layout_around_an_address_falls_away(string text) => AddressText.Trim(text).ToString().Should().Be("ann@example.com");

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\u200B\t\n")]
    public void Nothing_but_layout_is_empty(string text) => AddressText.Trim(text).IsEmpty.Should().BeTrue();

    [Fact]
    public void Layout_inside_stays() => AddressText.Trim("a\u200Bb").ToString().Should().Be("a\u200Bb");
}
