using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

public class EmailMaskingTests
{
    [Theory]
    [InlineData("anna.miller@example.com", "a***@example.com")]
    [InlineData("a@example.com", "a***@example.com")]
    [InlineData("\"anna miller\"@example.com", "\"***@example.com")]
    [InlineData("𠀀b@example.com", "𠀀***@example.com")]
    public void An_address_shows_its_first_character_and_its_domain(string text, string expected) =>
        EmailAddress.Parse(text).ToString().Should().Be(expected);

    [Fact]
    public void An_address_inside_another_value_stays_masked()
    {
        var holder = new Holder(EmailAddress.Parse("anna.miller@example.com"));

        $"{holder}".Should().Contain("a***@example.com").And.NotContain("nna");
    }

    [Fact]
    public void A_refusal_does_not_repeat_the_text()
    {
        foreach (var expected in EmailCorpus.Cases.Where(c => c.Validity != "yes"))
        {
            var act = () => EmailAddress.Parse(expected.Text);
            var message = act.Should().Throw<FormatException>().Which.ToString();

            var local = expected.Text.Split('@')[0];
            if (local.Length > 8) message.Should().NotContain(local);
        }
    }

    [Fact]
    public void A_refusal_says_what_to_do() =>
        FluentActions.Invoking(() => EmailAddress.Parse("Anna <anna@example.com>"))
            .Should().Throw<FormatException>().WithMessage("Not an e-mail address: *Pass the bare address*");

    private sealed record Holder(EmailAddress Address);
}
