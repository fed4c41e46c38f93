using Notify.Sdk.Audience;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Audience;

/// <summary>Mail addresses as forms and word processors leave them.</summary>
public class EmailFormTests
{
    [Theory]
    [InlineData("o\u2019hara@example.com")]
    [InlineData("o\u2018hara@example.com")]
    [InlineData("\u201Cann\u201D@example.com")]
    [InlineData("ann\u201E@example.com")]
    [InlineData("ann\u20AC@example.com")]
    [InlineData("\u00A3ann@example.com")]
    [InlineData("ann\u2122@example.com")]
    [InlineData("ann\u2764@example.com")]
    [InlineData("ann\U0001F600@example.com")]
    [InlineData("o\u00B4hara@example.com")]
    [InlineData("ann\u2026@example.com")]
    [InlineData("ann\u2013lee@example.com")]
    [InlineData("o\uFF07hara@example.com")]
    [InlineData("\"o\u2019hara\"@example.com")]
    public void A_sign_that_no_keyboard_puts_there_is_refused_with_the_remedy(string text)
    {
        EmailAddress.TryParse(text, out _, out var error).Should().BeFalse();
        error.Should().Be(EmailAddressError.SymbolInLocalPart);
        error.Describe().Should().Contain("Write a plain '").And.NotContain("example.com");
        EmailAddress.TryParse(text, UnusualEmailForms.Symbols, out var accepted, out _).Should().BeTrue();
        accepted!.Deliverable.Should().Be(text);
    }

    [Theory]
    [InlineData("o'hara@example.com")]
    [InlineData("$ann@example.com")]
    [InlineData("jos\u00E9@example.com")]
    [InlineData("\u6771\u4EAC@example.com")]
    [InlineData("\u0438\u0432\u0430\u043D@example.com")]
    [InlineData("\u0E01\u0E34\u0E19@example.com")]
    [InlineData("\u0905\u0928\u0940\u0932@example.com")]
    [InlineData("\u0660\u0661@example.com")]
    [InlineData("col\u00B7lega@example.com")]
    [InlineData("\u05D2\u05F3\u05D5\u05DF@example.com")]
    public void Letters_of_any_script_stay_allowed(string text) => EmailAddress.TryParse(text, out _, out _).Should().BeTrue();

    [Theory]
    [InlineData("a@[ipv6:2001:DB8::1]", "a@[IPv6:2001:db8::1]")]
    [InlineData("a@[IPv6:2001:0db8:0:0:0:0:0:0001]", "a@[IPv6:2001:db8::1]")]
    [InlineData("a@[IPV6:::]", "a@[IPv6:::]")]
    [InlineData("a@[IPv6:::FFFF:192.0.2.1]", "a@[IPv6:::ffff:192.0.2.1]")]
    [InlineData("a@[192.0.2.1]", "a@[192.0.2.1]")]
    public void An_address_literal_has_one_form(string text, string expected)
    {
        EmailAddress.TryParse(text, UnusualEmailForms.AddressLiteral, out var address, out _).Should().BeTrue();
        (address!.Deliverable, address.Identity).Should().Be((expected, expected));
        EmailAddress.TryParse(expected, UnusualEmailForms.AddressLiteral, out var again, out _).Should().BeTrue();
        again.Should().Be(address);
    }

    [Theory]
    [InlineData(" ann@example.com ")]
    [InlineData("\tann@example.com")]
    [InlineData("ann@example.com\r\n")]
    [InlineData("\u200Bann@example.com\u200B")]
    public async Task Layout_around_a_mailbox_of_a_contact_is_passed_over(string text)
    {
        using var scenario = new Scenario();
        var report = await scenario.SendAsync("outage", People.Contact("a").Email(text), People.Contact("b").Named("Name a")
            .Email("ann@example.com"));
        report.Planned.Should().Be(1);
        report.Outcomes.Should().NotContain(o => o.Reasons.Any(r => r.Code == ReasonCodes.InvalidEmail));
    }
}
