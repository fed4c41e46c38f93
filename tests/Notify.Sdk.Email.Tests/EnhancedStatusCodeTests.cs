namespace Notify.Sdk.Email.Tests;

public class EnhancedStatusCodeTests
{
    [Fact]
    public void Every_code_is_read_back()
    {
        foreach (var kind in new[] { 2, 4, 5 })
        {
            for (var i = 0; i < 1000; i++)
            {
                var status = new EnhancedStatusCode(kind, i % 8, i);
                EnhancedStatusCode.TryParse(status.ToString(), out var read).Should().BeTrue();
                read.Should().Be(status);
                EnhancedStatusCode.Find($"550 #{status}: no").Should().Be(status);
            }
        }
    }

    [Theory]
    [InlineData("550 5.1.1 <a@example.com>", "5.1.1")]
    [InlineData("host mail.example.com[192.0.2.25] said: 552-5.2.2 full", "5.2.2")]
    [InlineData("(#5.1.1)", "5.1.1")]
    [InlineData("5.1.1.", "5.1.1")]
    [InlineData("[5.1.1.7]", null)]
    [InlineData("192.5.1.1", null)]
    [InlineData("v5.1.1", null)]
    [InlineData("5.1.1rc", null)]
    [InlineData("5.1", null)]
    [InlineData("3.1.1", null)]
    [InlineData("5.1.1000", null)]
    [InlineData("x@5.1.1", null)]
    [InlineData("", null)]
    public void A_code_is_found_among_words_and_addresses_of_machines(string words, string? code) =>
        EnhancedStatusCode.Find(words)?.ToString().Should().Be(code);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x5.1.1")]
    [InlineData("5..1")]
    public void What_is_no_code_is_refused(string? text) => EnhancedStatusCode.TryParse(text, out _).Should().BeFalse();
}
