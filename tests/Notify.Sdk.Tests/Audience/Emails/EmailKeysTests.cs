using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Options;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

public class EmailKeysTests
{
    private static readonly AudienceOptions Settings = new();
    private static readonly DigestRules Rules = new(new(new DefaultPhoneNumberParser(), Options.Create(Settings)),
        TokenNameMatcher.Instance, Settings);
    private static readonly string[] Domains = [.. EmailProviderRules.All.SelectMany(r => r.Domains), "example.com", "mail.example",
        "x.fastmail.com", "a-very-long-department.example.org", "xn--bcher-kva.example", "a.invalid", "a_b.example", "-a.example",
        "example"];
    private int _plain;

    [Fact]
    public void An_address_read_in_one_pass_has_its_identity()
    {
        var keys = new EmailKeys(Rules); // one for all: it comes to know the domains
        Prop.ForAll(Mailbox().ToArbitrary(), text =>
        {
            var expected = EmailAddress.TryParse(text, out var address, out _) && !BlockedAddresses.IsBlocked(address) ? address : null;
            if (keys.TryReadPlain(text, out var length, out var isRole))
            {
                _plain++;
                string.Concat(keys.Plain[..length].ToArray().Select(b => (char)b)).Should().Be(expected?.Identity ?? "", text);
                isRole.Should().Be(expected is not null && RoleAddresses.IsRole(expected), text);
                keys.Plain[length..((length + 15) / 16 * 16)].ContainsAnyExcept((byte)0).Should().BeFalse();
            }

            keys.WriteAny(text, out isRole).ToString().Should().Be(expected?.Identity ?? "", text);
            isRole.Should().Be(expected is not null && RoleAddresses.IsRole(expected), text);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30_000));
        _plain.Should().BeGreaterThan(10_000);
    }

    private static Gen<string> Mailbox() =>
        from local in Gen.OneOf(
            Gen.Elements("ann", "Ann.Lee", "a.n.n", "a+b", "a.+b", "+a", "a-b", "-a", "a_b", "_", "info", "INFO", "sales+a", "null",
                "000", "0", "00a", "a..b", ".a", "a.", "a'b", "ä", "", "a b", "a@b", new string('x', 40)),
            Gen.Elements("abzAZ019..__++--".ToCharArray()).ListOf(8).Select(string.Concat),
            Gen.Elements("abcdefgh.+-_XYZ".ToCharArray()).ListOf(19).Select(string.Concat))
        from domain in Gen.Elements(Domains)
        from shout in Gen.Elements(false, false, true)
        select local + "@" + (shout ? domain.ToUpperInvariant() : domain);

    [Fact]
    public void Many_domains_are_told_apart_though_only_some_are_remembered()
    {
        var keys = new EmailKeys(Rules);
        for (var round = 0; round < 2; round++)
            for (var i = 0; i < 20_000; i++)
            {
                keys.Write($"ann@company-{i}.example", out _).Should().Be($"ann@company-{i}.example");
                // Two that begin with the same 16 letters, and one of them is nobody's.
                keys.Write($"ann@a-common-beginning{i}.example", out _).Should().Be($"ann@a-common-beginning{i}.example");
                keys.Write($"ann@a-common-beginning{i}.invalid", out _).Should().BeEmpty();
            }
    }

    [Theory]
    [InlineData("me.com", 57)]
    [InlineData("me.com", 54)]
    [InlineData("mac.com", 56)]
    [InlineData("ya.ru", 58)]
    public void A_long_mailbox_may_become_longer_by_its_canonical_domain(string domain, int length)
    {
        var text = new string('x', length) + "@" + domain;
        EmailAddress.TryParse(text, out var address, out _).Should().BeTrue();
        var keys = new EmailKeys(Rules);
        keys.Write("ann@" + domain, out _); // a domain that was read before is read in another way
        keys.Write(text, out _).Should().Be(address!.Identity);
    }

    [Fact]
    public async Task A_list_with_one_long_mailbox_is_read_to_its_end()
    {
        Contact[] rows =
        [
            new("a1") { Name = "Ann Lee", Emails = ["ann@me.com"] },
            new("a2") { Name = "Bo Lee", Emails = [new string('x', 57) + "@me.com"] },
            new("a3") { Name = "Bo Lee", Emails = [new string('x', 57) + "@icloud.com"] },
        ];
        await using var list = await Engine.Reader(new()).ReadAsync(new ContactList(rows), null, default);
        list.Persons.Should().Be(2);
    }
}
