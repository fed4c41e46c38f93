using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

public class EmailIdentityTests
{
    [Fact]
    public void A_gmail_address_with_dots_has_the_same_identity() =>
        Identity("jo.hn.Smith@gmail.com").Should().Be(Identity("johnsmith@googlemail.com"));

    [Fact]
    public void A_company_domain_keeps_its_dots_and_tags() =>
        Identity("John.Smith+x@company.example").Should().Be("john.smith+x@company.example");

    [Theory]
    [InlineData("foo+bar@hotmail.co.uk", "foo@hotmail.co.uk")]
    [InlineData("fo.o+bar@outlook.com", "fo.o@outlook.com")]
    [InlineData("foo-bar@yahoo.com", "foo@yahoo.com")]
    [InlineData("foo-bar@yahoo.co.jp", "foo-bar@yahoo.co.jp")]
    [InlineData("foo+bar@mac.com", "foo@icloud.com")]
    [InlineData("a.l-i_ce+x@pm.me", "alice@pm.me")]
    [InlineData("anna+x@ya.ru", "anna@yandex.ru")]
    [InlineData("anna-b@yandex.com", "anna-b@yandex.ru")]
    [InlineData("shop@anna.fastmail.fm", "anna@fastmail.fm")]
    [InlineData("shop@anna.gmail.com", "shop@anna.gmail.com")]
    [InlineData("shop@a.b.fastmail.com", "shop@a.b.fastmail.com")]
    public void Each_provider_has_its_own_rule(string text, string expected) => Identity(text).Should().Be(expected);

    [Theory]
    [InlineData("+tag@gmail.com", "+tag@gmail.com")]
    [InlineData("_@proton.me", "_@proton.me")]
    [InlineData("-x@yahoo.com", "-x@yahoo.com")]
    [InlineData("a.+x@outlook.com", "a.+x@outlook.com")]
    public void A_rule_that_would_leave_no_mailbox_is_not_applied(string text, string expected) =>
        Identity(text).Should().Be(expected);

    [Theory]
    [InlineData("\"john.smith\"@gmail.com", "johnsmith@gmail.com")]
    [InlineData("\"a..b\"@gmail.com", "\"a..b\"@gmail.com")]
    [InlineData("\"\\a\\\"\"@example.com", "\"a\\\"\"@example.com")]
    [InlineData("\"JOSÉ\"@example.com", "josé@example.com")]
    public void Quotes_are_dropped_only_where_they_are_not_needed(string text, string expected) =>
        Identity(text).Should().Be(expected);

    [Fact]
    public void The_provider_table_has_each_domain_once_in_its_folded_form_with_evidence()
    {
        var domains = EmailProviderRules.All.SelectMany(r => r.Domains).ToList();

        domains.Should().OnlyHaveUniqueItems();
        domains.Should().OnlyContain(d => EmailAddress.Parse("a@" + d).Domain == d);
        EmailProviderRules.All.Should().OnlyContain(r => r.Evidence.Length > 20 && r.Name.Length > 0);
        EmailProviderRules.All.Where(r => r.CanonicalDomain is not null).Should().OnlyContain(r => r.Domains.Contains(r.CanonicalDomain!));
        EmailProviderRules.Version.Should().BePositive();
    }

    [Fact]
    public void An_unknown_domain_has_no_rule()
    {
        EmailProviderRules.Find("example.com").Should().BeNull();
        EmailProviderRules.Find("sub.gmail.com").Should().BeNull();
        EmailProviderRules.Find("gmail.com")!.Name.Should().Be("Gmail");
    }

    private static string Identity(string text) => EmailAddress.Parse(text).Identity;
}
