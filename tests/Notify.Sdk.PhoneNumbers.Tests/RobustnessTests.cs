using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Notify.Sdk.PhoneNumbers.Tests;

public sealed class RobustnessTests
{
    private static readonly string?[] Regions = ["US", "DE", "AR", "BR", "IT", "BS", "JP", "MX", "001", "ZZ", "de", "", "D",
        "\uD83D\uDE00", null];

    // Pieces that lead deep into the reader.
    private static readonly string[] Pieces =
    [
        "+", "\uFF0B", "00", "011", "0", "1", "44", "49", "54 9", "15", "800", "5551", "23", "7", "(", ")", "-", " ", ".", "/", "\\ x",
            "x", "#", ",", ",,", ";",
        ";ext=", " ext. ", "extensio\u0301n", "\u0434\u043E\u0431", "anexo", "int", ";isub=", ";phone-context=", ";phone-context=+1",
            "tel:", "example.com",
        "\uFF11", "\u0661", "\u096B", "\uD835\uDFCE", "\uD835", "\uDFCE", "ABC", "\u0131", "\u212A", "\u017F", "*", "~", "\u00AD",
            "\u200B", "\n", "\t", "\0", "\uFFFF",
    ];

    private static int Strings =>
        int.TryParse(Environment.GetEnvironmentVariable("NOTIFY_FUZZ_STRINGS"), CultureInfo.InvariantCulture, out var count)
        ? count : 100_000;

    [Fact]
    public void Random_strings_never_throw_and_say_the_same_in_UTF_8()
    {
        var random = new Random(20261122);
        Span<char> text = stackalloc char[320];
        Span<char> written = stackalloc char[128];
        var utf8 = new byte[text.Length * 3];
        var read = 0;
        for (var i = 0; i < Strings; i++)
        {
            var length = Fill(text, random);
            var region = Regions[random.Next(Regions.Length)];
            var found = PhoneNumber.TryParse(text[..length], region, out var number, out var error);
            if (found != (error == PhoneNumberError.None))
                Assert.Fail($"string {i} has a number and an error, or neither");

            // A lone surrogate becomes U+FFFD in UTF-8; both are in no class of the reader.
            var bytes = Encoding.UTF8.GetBytes(text[..length], utf8);
            var foundAgain = PhoneNumber.TryParse(utf8.AsSpan(0, bytes), region, out var again, out var errorAgain);
            if (found != foundAgain || error != errorAgain || number != again)
                Assert.Fail($"string {i} differs between UTF-16 and UTF-8");
            if (!found)
                continue;

            read++;
            foreach (var format in Enum.GetValues<PhoneNumberFormat>())
            {
                if (!number.TryFormat(written, out var chars, format) || chars == 0)
                    Assert.Fail($"string {i} has no form {format}");
            }

            if (number.Region is { } its && number.IsValid != number.IsValidForRegion(its))
                Assert.Fail($"string {i} is valid in one way only");
        }

        read.Should().BeGreaterThan(Strings / 50);
    }

    [Fact]
    public void Text_of_any_kind_never_throws() =>
        Prop.ForAll<string?, string?>((text, region) =>
        {
            PhoneNumber.TryParse(text, region, out var number, out var error);
            return error == PhoneNumberError.None || number == default;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_span_that_is_too_short_gets_nothing_and_no_exception()
    {
        PhoneNumber.TryGetExample("DE", PhoneNumberType.Mobile, out var number).Should().BeTrue();
        foreach (var format in Enum.GetValues<PhoneNumberFormat>())
        {
            var whole = number.Format(format);
            for (var length = 0; length < whole.Length; length++)
            {
                number.TryFormat(new char[length].AsSpan(), out var written, format).Should().BeFalse();
                written.Should().Be(0);
            }

            number.TryFormat(new char[whole.Length].AsSpan(), out var all, format).Should().BeTrue();
            all.Should().Be(whole.Length);
        }
    }

    [Theory]
    [InlineData(250, PhoneNumberError.NotANumber)]
    [InlineData(251, PhoneNumberError.TooLong)]
    public void A_text_of_more_than_250_units_is_not_looked_at(int length, PhoneNumberError expected)
    {
        PhoneNumber.TryParse(new string('a', length), "US", out _, out var error).Should().BeFalse();
        error.Should().Be(expected);
        PhoneNumber.TryParse(Encoding.UTF8.GetBytes(new string('a', length)), "US", out _, out error).Should().BeFalse();
        error.Should().Be(expected);
    }

    private static int Fill(Span<char> text, Random random)
    {
        var length = 0;
        var kind = random.Next(4);
        var most = random.Next(100) == 0 ? text.Length : random.Next(1, 40);
        while (length < most)
        {
            var piece = kind switch
            {
                0 => ((char)random.Next(0x10000)).ToString(),
                1 => ((char)random.Next(32, 127)).ToString(),
                2 when random.Next(3) > 0 => ((char)random.Next('0', '9' + 1)).ToString(),
                _ => Pieces[random.Next(Pieces.Length)],
            };
            if (length + piece.Length > text.Length)
                break;
            piece.CopyTo(text[length..]);
            length += piece.Length;
        }

        return length;
    }
}
