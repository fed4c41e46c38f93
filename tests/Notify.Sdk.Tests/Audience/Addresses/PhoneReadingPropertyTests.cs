using System.Diagnostics;
using System.Reflection;
using Notify.Sdk.Audience;
using Notify.Sdk.PhoneNumbers;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Audience;

public class PhoneReadingPropertyTests
{
    private static readonly string[] Countries =
    [
        "AR", "AT", "AU", "BE", "BR", "CA", "CH", "CZ", "DE", "DK", "ES", "FI", "FR", "GB", "GR", "HK", "IE", "IN", "IT", "JP",
        "KE", "MX", "NL", "NO", "NZ", "PL", "SE", "SG", "US", "ZA",
    ];

    [Fact]
    public void No_valid_mobile_in_national_form_is_in_doubt()
    {
        var random = new Random(20);
        foreach (var country in Countries)
        {
            for (var i = 0; i < 2_000; i++)
            {
                var mobile = RandomMobile(country, random);
                var national = mobile.Format(PhoneNumberFormat.National);
                foreach (var text in new[] { national, Digits(national) })
                {
                    var reading = PhoneReader.Read(text, country);
                    reading.Other.Should().BeNull("{0}", country);
                    // Short forms without the area, as the Caribbean has them, are the engine's to settle; none of these countries has one.
                    reading.Fault.Should().Be(PhoneFault.None, "{0}", country);
                }
            }
        }
    }

    [Fact]
    public void Every_valid_mobile_in_a_usual_grouping_is_read_as_written()
    {
        var random = new Random(23);
        foreach (var country in Countries)
        {
            for (var i = 0; i < 2_000; i++)
            {
                var mobile = RandomMobile(country, random);
                var forms = new[] { PhoneNumberFormat.National, PhoneNumberFormat.International }.Select(mobile.Format).ToList();
                forms.AddRange(Groupings.Select(g => Grouped(Digits(forms[0]), g)));
                foreach (var form in forms)
                    foreach (var separator in new[] { " ", "-", ".", " - ", "\u00A0", "\u2013" })
                    {
                        if (separator == " - " && i > 50) continue;
                        var text = form.Replace("-", " ", StringComparison.Ordinal).Replace(" ", separator, StringComparison.Ordinal);
                        var reading = PhoneReader.Read(text, country);
                        var isSame = reading is { Fault: PhoneFault.None, Other: null, Apart: null }
                            && PhoneIdentity.LineOf(reading.Number) == PhoneIdentity.LineOf(mobile);
                        isSame.Should().BeTrue("{0} in {1}", country, new string([.. text.Select(c => char.IsAsciiDigit(c) ? '9' : c)]));
                    }
            }
        }
    }

    // How people group the digits of a mobile with its trunk prefix, in one country or another; the last group takes the rest.
    private static readonly int[][] Groupings =
        [[3], [4], [5], [2, 4], [3, 3], [3, 4], [4, 3], [5, 3], [2, 2, 2, 2], [3, 2, 2, 2], [3, 3, 2], [4, 2, 2], [4, 3, 2]];

    /// <summary>The digits in groups; a last one of a single digit is nobody's form, and stays with the group before.</summary>
    private static string Grouped(string digits, int[] lengths)
    {
        List<string> groups = [];
        foreach (var length in lengths)
        {
            if (digits.Length < length + 2) break;
            groups.Add(digits[..length]);
            digits = digits[length..];
        }

        return string.Join(' ', [.. groups, digits]);
    }

    /// <summary>
    /// Another mobile like the example of the country: a few leading digits stay, the rest is drawn until the plan has it.
    /// </summary>
    private static PhoneNumber RandomMobile(string country, Random random)
    {
        PhoneNumber.TryGetExample(country, PhoneNumberType.Mobile, out var example).Should().BeTrue();
        var digits = example.ToE164().ToCharArray();
        while (true)
        {
            for (var i = digits.Length - random.Next(5, 8); i < digits.Length; i++) digits[i] = (char)('0' + random.Next(10));
            if (PhoneNumber.TryParse(digits, null, out var number, out _) && number.IsValid && number.IsSmsCapable
                && number.Region == country) return number;
        }
    }

    [Fact]
    public void A_plain_number_is_what_the_engine_says_unless_it_lacks_a_plus()
    {
        var random = new Random(21);
        var (read, cut) = (0, 0);
        for (var i = 0; i < 60_000; i++)
        {
            var country = Countries[random.Next(Countries.Length)];
            PhoneNumber.TryGetExample(country, random.Next(2) == 0 ? PhoneNumberType.Mobile : PhoneNumberType.FixedLine, out var example);
            var text = example.Format(random.Next(2) == 0 ? PhoneNumberFormat.International : PhoneNumberFormat.E164).ToCharArray();
            text[random.Next(1, text.Length)] = "0123456789 -.()"[random.Next(15)];
            var isValid = PhoneNumber.TryParse(text, country, out var number, out _) && number.IsValid;
            var reading = PhoneReader.Read(text, country);
            if (!isValid || number.CountryCode is 52 or 55 || SpreadsheetCell.WithoutDecimals(text).Length < text.Length) continue;
            read++;
            if (number.ToE164() == reading.Number.ToE164()) continue;
            // A blank, dash or bracket in the midst may part a note from a number that is whole without it, or is not.
            cut++;
            if (reading.Fault == PhoneFault.SeveralNumbers) continue;
            reading.Number.CountryCode.Should().Be(number.CountryCode);
            number.ToE164().Should().StartWith(reading.Number.ToE164());
        }

        read.Should().BeGreaterThan(20_000);
        cut.Should().BeLessThan(read / 100);
    }

    [Fact]
    public void Any_text_is_read_without_an_exception_and_never_as_a_longer_number()
    {
        const string Signs = "0123456789012345678901234567890123456789+-.() /,;#xX~&\t\n\u00A0\u200E\uFE0F\uD800\uDC00eEorTtomABC٣７：é手=\"'";
        var random = new Random(22);
        var read = 0;
        for (var i = 0; i < 150_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(1, 24)).Select(_ => Signs[random.Next(Signs.Length)])]);
            var country = Countries[random.Next(Countries.Length)];
            if (i % 3 == 0 && PhoneNumber.TryGetExample(country, PhoneNumberType.Mobile, out var example))
                text = example.Format(PhoneNumberFormat.National) + text;
            var reading = PhoneReader.Read(text, country);
            if (reading.Fault != PhoneFault.None) continue;
            read++;
            // Letters are keys of a telephone in the numbers of companies; Brazil's ninth digit is put in.
            var written = text.Count(c => char.IsDigit(c) || char.IsAsciiLetter(c)) + (reading.Number.CountryCode == 55 ? 1 : 0);
            NationalDigits(reading.Number).Should().BeLessThanOrEqualTo(written);
            if (reading.Number.Type is PhoneNumberType.Mobile) NationalDigits(reading.Number)
                .Should().BeLessThanOrEqualTo(text.Count(char.IsDigit) + (reading.Number.CountryCode == 55 ? 1 : 0));
        }

        read.Should().BeGreaterThan(5_000);
    }

    [SkippableFact]
    public void A_plain_number_costs_no_object()
    {
        Skip.If(typeof(PhoneReader).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled == true,
            "A debug build keeps objects that the optimiser leaves out.");
        string[] texts = ["+12025550100", "(202) 555-0100", "202.555.0101", "07400 123456", "+44 7400 123456"];
        Allocations.Of(() =>
        {
            for (var i = 0; i < 1_000; i++)
                foreach (var text in texts) DefaultPhoneNumberParser.ReadKey(text, text[0] == '0' ? "GB" : "US", out _, out _);
        }).Should().Be(0);
    }

    private static int NationalDigits(PhoneNumber number) =>
        number.ToE164().Length - 1 - number.CountryCode.ToString(System.Globalization.CultureInfo.InvariantCulture).Length;

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}
