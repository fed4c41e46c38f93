using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

public class EmailAddressTests
{
    [Fact]
    public void The_local_part_is_sent_as_given_and_the_domain_in_lower_case()
    {
        var address = EmailAddress.Parse("John.Doe+News@Example.COM");

        address.Deliverable.Should().Be("John.Doe+News@example.com");
        address.LocalPart.Should().Be("John.Doe+News");
        address.Domain.Should().Be("example.com");
    }

    [Fact]
    public void Two_cases_of_a_mailbox_are_one_identity_and_two_addresses()
    {
        var upper = EmailAddress.Parse("Anna@example.com");
        var lower = EmailAddress.Parse("anna@example.com");

        upper.Identity.Should().Be(lower.Identity);
        upper.Should().NotBe(lower);
        (upper != lower).Should().BeTrue();
    }

    [Fact]
    public void The_case_of_the_domain_does_not_make_another_address()
    {
        var upper = EmailAddress.Parse("anna@EXAMPLE.com");
        var lower = EmailAddress.Parse("anna@example.com");

        upper.Should().Be(lower);
        upper.GetHashCode().Should().Be(lower.GetHashCode());
        (upper == lower).Should().BeTrue();
        upper.Equals(null).Should().BeFalse();
        (upper == null).Should().BeFalse();
    }

    [Fact]
    public void An_identity_that_does_not_differ_is_the_same_string()
    {
        var address = EmailAddress.Parse("anna@example.com");

        address.Identity.Should().BeSameAs(address.Deliverable);
    }

    [Theory]
    [InlineData("用户@例え.jp", true)]
    [InlineData("user@例え.jp", false)]
    [InlineData("user@example.com", false)]
    public void Only_a_Unicode_local_part_needs_SMTPUTF8(string text, bool expected) =>
        EmailAddress.Parse(text).HasUnicodeLocalPart.Should().Be(expected);

    [Theory]
    [InlineData("", EmailAddressError.Empty)]
    [InlineData("anna", EmailAddressError.NoAtSign)]
    [InlineData("\"anna\"", EmailAddressError.NoAtSign)]
    [InlineData("anna＠example.com", EmailAddressError.NoAtSign)]
    [InlineData("@example.com", EmailAddressError.NoLocalPart)]
    [InlineData("anna@", EmailAddressError.NoDomain)]
    [InlineData("anna.@example.com", EmailAddressError.MisplacedDot)]
    [InlineData("an na@example.com", EmailAddressError.InvalidLocalPart)]
    [InlineData("anna\n@example.com", EmailAddressError.ForbiddenCharacter)]
    [InlineData("anna@example.com\r\n", EmailAddressError.ForbiddenCharacter)]
    [InlineData("\"anna@example.com", EmailAddressError.UnclosedQuote)]
    [InlineData("\"anna\"b@example.com", EmailAddressError.TextAfterQuote)]
    [InlineData("anna@exa_mple.com", EmailAddressError.InvalidDomain)]
    [InlineData("anna@example..com", EmailAddressError.EmptyDomainLabel)]
    [InlineData("anna@-example.com", EmailAddressError.MisplacedHyphen)]
    [InlineData("anna@xn--a.com", EmailAddressError.InvalidInternationalDomain)]
    [InlineData("anna@[1.2.3]", EmailAddressError.InvalidAddressLiteral)]
    [InlineData("anna@[1.2.3.4]", EmailAddressError.AddressLiteral)]
    [InlineData("anna@localhost", EmailAddressError.DotlessDomain)]
    [InlineData("anna@10.0.0.1", EmailAddressError.NumericTopLevelDomain)]
    [InlineData("anna@example.１２", EmailAddressError.NumericTopLevelDomain)]
    public void A_refusal_says_why(string text, EmailAddressError expected)
    {
        EmailAddress.TryParse(text, out var address, out var error).Should().BeFalse();

        error.Should().Be(expected);
        address.Should().BeNull();
    }

    [Fact]
    public void Lengths_are_counted_in_octets()
    {
        var local = new string('ü', 32);
        EmailAddress.TryParse(local + "@example.com", out _, out _).Should().BeTrue("32 letters of two octets are 64");
        EmailAddress.TryParse(local + "a@example.com", out _, out var error).Should().BeFalse();
        error.Should().Be(EmailAddressError.LocalPartTooLong);

        var label = new string('a', 63);
        EmailAddress.TryParse($"a@{label}.com", out _, out _).Should().BeTrue();
        EmailAddress.TryParse($"a@a{label}.com", out _, out error).Should().BeFalse();
        error.Should().Be(EmailAddressError.DomainLabelTooLong);

        // "ab@" + 3 * 64 + 59 = 254
        var longest = $"ab@{label}.{label}.{label}.{new string('b', 55)}.com";
        longest.Should().HaveLength(254);
        EmailAddress.TryParse(longest, out _, out _).Should().BeTrue();
        EmailAddress.TryParse("a" + longest, out _, out error).Should().BeFalse();
        error.Should().Be(EmailAddressError.TooLong);
    }

    [Fact]
    public void An_unusual_form_is_accepted_when_it_is_named_and_no_other()
    {
        EmailAddress.TryParse("root@localhost", UnusualEmailForms.DotlessDomain, out var address, out _).Should().BeTrue();
        address!.Identity.Should().Be("root@localhost");
        EmailAddress.TryParse("root@[127.0.0.1]", UnusualEmailForms.DotlessDomain, out _, out var error).Should().BeFalse();
        error.Should().Be(EmailAddressError.AddressLiteral);
    }

    [Theory]
    [InlineData("a@[IPv6:::]", true)]
    [InlineData("a@[ipv6:1::]", true)]
    [InlineData("a@[IPv6:::ffff:192.0.2.1]", true)]
    [InlineData("a@[IPv6:1:2:3:4:5:6:7::]", true)]
    [InlineData("a@[IPv6:]", false)]
    [InlineData("a@[IPv6:1:2:3:4:5:6:7:8::]", false)]
    [InlineData("a@[IPv6:192.0.2.1::]", false)]
    [InlineData("a@[IPv6:fe80::1%eth0]", false)]
    [InlineData("a@[IPv6:12345::1]", false)]
    [InlineData("a@[0x7f.0.0.1]", false)]
    [InlineData("a@[127.1]", false)]
    [InlineData("a@[1.2.3.4", false)]
    [InlineData("a@[", false)]
    public void An_address_literal_is_read_by_the_grammar_of_mail(string text, bool valid) =>
        EmailAddress.TryParse(text, UnusualEmailForms.All, out _, out _).Should().Be(valid);

    [Fact]
    public void Decomposed_and_composed_spellings_are_one_address() =>
        EmailAddress.Parse("jose\u0301@example.com").Should().Be(EmailAddress.Parse("jos\u00e9@example.com"));

    [Fact]
    public void Compatibility_letters_before_the_at_stay_different_mailboxes() =>
        EmailAddress.Parse("ﬁsh@example.com").Identity.Should().NotBe(EmailAddress.Parse("fish@example.com").Identity);

    [Fact]
    public void A_character_that_normalises_to_a_forbidden_one_is_refused()
    {
        // U+037E, the Greek question mark, is a semicolon in NFC.
        EmailAddress.TryParse("a\u037eb@example.com", out _, out var error).Should().BeFalse();
        error.Should().Be(EmailAddressError.InvalidLocalPart);
    }

    [Fact]
    public void An_invisible_character_is_refused_even_where_domain_mapping_would_drop_it()
    {
        EmailAddress.TryParse("a@exam\u00adple.com", out _, out var error).Should().BeFalse();
        error.Should().Be(EmailAddressError.ForbiddenCharacter);
    }

    [Theory]
    [InlineData('\u034f')]
    [InlineData('\u3164')]
    [InlineData('\u2800')]
    [InlineData('\u200d')]
    [InlineData('\ufeff')]
    [InlineData('\ue000')]
    [InlineData('\u0378')]
    [InlineData('\ud800')]
    public void A_character_that_cannot_be_seen_is_refused_before_the_at(char hidden)
    {
        EmailAddress.TryParse($"an{hidden}na@example.com", out _, out var error).Should().BeFalse();
        error.Should().Be(EmailAddressError.ForbiddenCharacter);
    }

    [Fact]
    public void A_joiner_is_allowed_in_a_domain_where_it_is_seen()
    {
        EmailAddress.Parse("a@نامه‌ای.com").Domain.Should().Be("xn--mgba3gch31f060k.com");
        EmailAddress.TryParse("a@x\u200dy.com", out _, out _).Should().BeFalse();
    }

    [Fact]
    public void Too_short_a_destination_is_a_mistake_of_the_caller()
    {
        var act = () => EmailAddress.TryWriteIdentity("a@example.com", new char[20], out _, out _);

        act.Should().Throw<ArgumentException>().WithMessage("*254*20*");
    }

    [Fact]
    public void Every_error_has_its_own_sentence()
    {
        var sentences = Enum.GetValues<EmailAddressError>().Select(e => e.Describe()).ToList();

        sentences.Should().OnlyHaveUniqueItems();
        sentences.Should().NotContain(((EmailAddressError)255).Describe());
    }
}
