namespace Notify.Sdk.PhoneNumbers.Tests;

public sealed class LegacyMexicoTests
{
    private static PhoneNumber Today
    {
        get
        {
            PhoneNumber.TryGetExample("MX", PhoneNumberType.FixedLine, out var number).Should().BeTrue();
            return number;
        }
    }

    public static TheoryData<string, string?> OldForms => new()
    {
        { "+52 1 {0}", null },
        { "+52 1 {0}", "US" },
        { "0052 1 {0}", "ES" },
        { "044 {0}", "MX" },
        { "045 {0}", "MX" },
        { "01 {0}", "MX" },
        { "1 {0}", "MX" },
        { "+52 044 {0}", null },
        { "+52 01 {0} ext. 12", null },
    };

    [Theory]
    [MemberData(nameof(OldForms))]
    public void An_old_form_is_the_number_of_today_only_when_asked_for(string form, string? region)
    {
        var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, Today.NationalNumber);

        PhoneNumber.TryParse(text, region, out var google, out _).Should().BeTrue();
        PhoneNumber.TryParse(text, region, PhoneNumberReading.LegacyMexico, out var legacy, out _).Should().BeTrue();

        google.IsValid.Should().BeFalse();
        legacy.IsValid.Should().BeTrue();
        legacy.ToE164().Should().Be(Today.ToE164());
        legacy.HasExtension.Should().Be(form.Contains("ext", StringComparison.Ordinal));
    }

    [Fact]
    public void The_step_changes_no_number_that_Google_takes_and_none_of_other_countries()
    {
        foreach (var line in Oracle.CorpusFile.Read("corpus-public.tsv.gz"))
        {
            var text = Oracle.CorpusFile.Unescape(line[0]);
            var found = PhoneNumber.TryParse(text, line[1], out var google, out _);
            PhoneNumber.TryParse(text, line[1], PhoneNumberReading.LegacyMexico, out var legacy, out _).Should().Be(found);
            if (google.CountryCode != 52 || google.IsValid)
                legacy.Should().Be(google);
        }
    }

    [Fact]
    public void A_token_before_something_that_is_no_number_stays()
    {
        var text = "+52 1 0000000000";

        PhoneNumber.TryParse(text, null, out var google, out _).Should().BeTrue();
        PhoneNumber.TryParse(text, null, PhoneNumberReading.LegacyMexico, out var legacy, out _).Should().BeTrue();

        legacy.Should().Be(google);
    }
}
