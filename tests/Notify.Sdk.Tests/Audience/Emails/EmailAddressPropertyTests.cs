using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

public class EmailAddressPropertyTests
{
    private static readonly string[] Pieces =
    [
        "a", "B", "7", ".", "-", "_", "+", "@", "\"", "\\", " ", "[", "]", ":", "IPv6:", "::", "1.2.3.4", "xn--", "gmail.com",
        "yahoo.com", "proton.me", "ya.ru", "x.fastmail.com", "example.com", ".com", "é", "e\u0301", "\u0338", "=", "İ", "I", "ß",
        "ü", "例え", "。", "＠", "😀", "\u212a", "\u037e", "\u1fef", "\u2126", "א", "\u200d", "\u200b", "\u202e", "\u00a0",
        "\u00ad", "\ufeff", "\0", "\r", "\n", "\t", "\u007f", "\ud800", "\udc00", "\ue000", "\uffff", "\u3164",
    ];

    // Mostly valid, so that the properties below have something to say.
    private static readonly string[] Ordinary =
        ["a", "B", "7", "-", "_", "+", ".", "x.", "É", "e\u0301", "o\u0302", "İ", "I", "Σ", "例", "𠀀", "\u212a", "\u2126", "ǅ"];

    private static readonly SearchValues<char> Unclean = SearchValues.Create(
        "\r\n\0\t\u007f\u00a0\u00ad\u200b\u200d\u202e\ufeff\ue000\u3164");

    private static readonly Arbitrary<string> Texts =
        Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces)).ToArbitrary();

    private static readonly Arbitrary<string> LikelyAddresses =
        (from length in Gen.Choose(1, 7)
         from local in Gen.Frequency((30, Gen.Elements(Ordinary)), (1, Gen.Elements(Pieces))).ListOf(length)
         from domain in Gen.Elements("gmail.com", "Yahoo.com", "pm.me", "yandex.kz", "me.com", "Z.fastmail.com", "BÜCHER.example",
             "example.org", "outlook.com")
         select string.Concat(local) + "@" + domain).ToArbitrary();

    [Fact]
    public void No_text_throws_whatever_it_holds() =>
        Check(Texts, text =>
        {
            var strict = EmailAddress.TryParse(text, out var address, out var error);
            var lenient = EmailAddress.TryParse(text, UnusualEmailForms.All, out _, out _);
            return strict == (address is not null) && strict == (error == EmailAddressError.None) && (lenient || !strict);
        });

    [Fact]
    public void The_deliverable_form_read_again_is_the_same_address() =>
        Check(LikelyAddresses, text =>
        {
            if (!EmailAddress.TryParse(text, out var address, out _)) return true;
            return EmailAddress.TryParse(address.Deliverable, out var again, out _)
                && again.Deliverable == address.Deliverable
                && again.Identity == address.Identity
                && again == address;
        });

    [Fact]
    public void The_identity_of_an_identity_is_itself() =>
        Check(LikelyAddresses, text =>
        {
            if (!EmailAddress.TryParse(text, out var address, out _)) return true;
            return EmailAddress.TryParse(address.Identity, out var again, out _) && again.Identity == address.Identity;
        });

    [Fact]
    public void An_accepted_address_is_clean_and_within_the_limits() =>
        Check(LikelyAddresses, text =>
        {
            if (!EmailAddress.TryParse(text, out var address, out _)) return true;
            return Encoding.UTF8.GetByteCount(address.Deliverable) <= EmailAddress.MaxLength
                && address.Deliverable.IsNormalized()
                && Ascii.IsValid(address.Domain)
                && !address.Deliverable.AsSpan().ContainsAny(Unclean)
                && address.Identity.Length <= EmailAddress.MaxLength;
        });

    [Fact]
    public void The_likely_addresses_are_often_valid()
    {
        var valid = LikelyAddresses.Generator.Sample(2000).Count(t => EmailAddress.TryParse(t, out _, out _));

        valid.Should().BeGreaterThan(200, "else the properties above would prove nothing");
    }

    [Fact]
    public void Every_single_character_gives_an_answer_alone_and_inside()
    {
        for (var c = 0; c <= char.MaxValue; c++)
        {
            foreach (var text in new[] { $"{(char)c}", $"a{(char)c}@example.com", $"\"\\{(char)c}\"@example.com", $"a@x{(char)c}.com" })
            {
                if (!EmailAddress.TryParse(text, out var address, out _)) continue;
                EmailAddress.Parse(address.Deliverable).Deliverable.Should().Be(address.Deliverable, "U+{0:X4}", c);
                EmailAddress.Parse(address.Identity).Identity.Should().Be(address.Identity, "U+{0:X4}", c);
            }
        }
    }

    [Fact]
    public void A_megabyte_is_refused_at_once()
    {
        foreach (var unit in new[] { "a", "@", "\"", "\\", ".", "ü", "\ud800", "e\u0301" })
        {
            var text = string.Concat(Enumerable.Repeat(unit, 1 << 20));
            EmailAddress.TryParse(text, out _, out var error).Should().BeFalse();
            error.Should().Be(EmailAddressError.TooLong);
            EmailAddress.TryParse(text + "@example.com", out _, out _).Should().BeFalse();
        }
    }

    private static void Check(Arbitrary<string> texts, Func<string, bool> property) =>
        FsCheck.Fluent.Prop.ForAll(texts, property).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
}
