using System.Diagnostics;
using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Options;
using Notify.Sdk.Audience;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Audience;

/// <summary>The digest of a row says what its account would say.</summary>
public class RowDigesterTests
{
    private static readonly AudienceOptions Settings = new() { DefaultCountry = "US" };
    private static readonly ContactNormalizer Normalizer = new(new DefaultPhoneNumberParser(), Options.Create(Settings));
    private static readonly DigestRules Rules = new(Normalizer, TokenNameMatcher.Instance, Settings);
    private static readonly KeyedHash Hash = new(1, 2);
    private int _plain;

    [Fact]
    public void The_keys_are_those_of_the_account() => Prop.ForAll(RandomContacts.Any(12), list =>
    {
        var digester = new RowDigester(Rules, Hash); // one for all rows: what it remembers must not show
        foreach (var contact in list.Rows.Where(r => r is not null && AccountIds.IsUsable(r.AccountId)))
        {
            var (piece, row) = (new DigestPiece(), new ContactRow());
            ContactRows.Fill(row, contact);
            digester.Take(row, piece);
            Keys(piece).Should().BeEquivalentTo(Expected(Normalizer.Normalize(contact)));
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private static IEnumerable<(ulong, bool, bool)> Keys(DigestPiece piece)
    {
        // An address twice in one row is one holder; the engine settles that when it groups.
        var keys = piece.Keys.Entries.ToArray();
        return keys.GroupBy(k => k.Hash).Select(g => (g.Key, g.Any(k => k.Verified), g.Any(k => k.Linkless)));
    }

    private static IEnumerable<(ulong, bool, bool)> Expected(Account account) =>
        account.Addresses.GroupBy(a => a.Key)
            .Select(g => ((ulong)Hash.OfAddress(g.Key.Kind, g.Key.Value), g.Any(a => a.VerifiedAt is not null), g.Any(a => !a.Links)));

    [Fact]
    public void Plain_names_have_the_keys_of_the_matcher() => Prop.ForAll(Name().ToArbitrary(), name =>
    {
        var (folded, key) = (new char[PlainNames.RoomFor(name.Length)], new char[PlainNames.RoomFor(name.Length)]);
        var expected = TokenNameMatcher.Instance.Normalise(name);
        if (!PlainNames.TryWrite(name, folded, key, out var written, out var hasInitials)) return;
        _plain++;
        written.ToString().Should().Be(expected.Value ?? "");
        hasInitials.Should().Be(expected.HasInitials);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void Every_plain_sign_alone_has_the_key_of_the_matcher()
    {
        var (folded, key) = (new char[8], new char[8]);
        for (var sign = '\0'; sign < '\u0200'; sign++)
        {
            var name = $"x{sign}y";
            if (!PlainNames.TryWrite(name, folded, key, out var written, out _)) continue;
            _plain++;
            written.ToString().Should().Be(TokenNameMatcher.Instance.Normalise(name).Value);
        }

        _plain.Should().BeGreaterThan(0x100);
    }

    private static Gen<string> Name() =>
        Gen.Elements("Ann", "ann", "LEE", "O'Lee", "J.", "j", "B", "7", ",", "  ", "-", "'", "Ä", "ß", "É.", "é", "Ǆ", "ĳ", "æ",
        "Müller", "ſ", "ı", "İ", "´", "\u00A0", "a\u0301", "½").ListOf()
        .Select(words => string.Join(words.Count % 2 == 0 ? " " : "", words));

    [Fact]
    public void A_mailbox_has_its_identity_whatever_was_read_before() => Prop.ForAll(Mailbox().ListOf().ToArbitrary(), mailboxes =>
    {
        var keys = new EmailKeys(Rules);
        foreach (var text in mailboxes)
        {
            var expected = EmailAddress.TryParse(text, out var address, out _) && !BlockedAddresses.IsBlocked(address) ? address : null;
            keys.Write(text, out var isRole).Should().Be(expected?.Identity ?? "", text);
            isRole.Should().Be(expected is not null && RoleAddresses.IsRole(expected), text);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    private static Gen<string> Mailbox() =>
        from local in Gen.Elements("ann", "Ann.Lee", "a+b", "\"ann\"", "\"a b\"", "info", "INFO", "null", "000", "a..b", ".a", "ä", "",
            new string('a', 64), new string('a', 65))
        from domain in Gen.Elements("example.com", "EXAMPLE.com", "gmail.com", "googlemail.com", "x.fastmail.com", "example", "1.2.3.4",
            "-a.example", "bücher.example", "a.invalid", "", new string('b', 63) + "." + new string('c', 63) + "." + new string('d', 60))
        select local + "@" + domain;

    [SkippableFact]
    public void A_plain_row_costs_no_object()
    {
        Skip.If(typeof(RowDigester).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled == true,
            "A debug build keeps objects that the optimiser leaves out.");
        var contact = new Contact("acc-1")
        {
            Name = "Lee, Ann",
            Emails = ["Ann.Lee@example.com"],
            Phones = ["(202) 555-0100"],
            Country =
            "US"
        };
        var (digester, piece, row) = (new RowDigester(Rules, Hash), new DigestPiece(), new ContactRow());
        void Digest()
        {
            piece.Clear();
            row.Clear();
            ContactRows.Fill(row, contact);
            digester.Take(row, piece);
        }

        for (var i = 0; i < 3; i++) Digest();
        piece.CommonStart = "acc-1"; // a string for each piece, not for each row
        Allocations.Of(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                piece.Clear();
                piece.CommonStart = "acc-1";
                row.Clear();
                ContactRows.Fill(row, contact);
                digester.Take(row, piece);
            }
        }).Should().Be(0);
        piece.Keys.Entries.Length.Should().Be(2);
    }
}
