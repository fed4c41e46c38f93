using System.Diagnostics;
using System.Reflection;
using Notify.Sdk.Audience;
using Notify.Sdk.PhoneNumbers;

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
        var read = 0;
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
            (reading.Fault, reading.Number.ToE164()).Should().Be((PhoneFault.None, number.ToE164()));
        }

        read.Should().BeGreaterThan(20_000);
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
        long Measure(int rounds)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < rounds; i++)
                foreach (var text in texts) DefaultPhoneNumberParser.ReadKey(text, text[0] == '0' ? "GB" : "US", out _, out _);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Measure(100);
        Measure(1_000).Should().Be(0);
    }

    private static int NationalDigits(PhoneNumber number) =>
        number.ToE164().Length - 1 - number.CountryCode.ToString(System.Globalization.CultureInfo.InvariantCulture).Length;

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}
