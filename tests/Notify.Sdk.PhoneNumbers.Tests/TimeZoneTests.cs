using Notify.Sdk.PhoneNumbers.Tests.Oracle;

namespace Notify.Sdk.PhoneNumbers.Tests;

public sealed class TimeZoneTests
{
    [Fact]
    public void The_zones_of_every_number_of_the_corpus_are_those_of_the_library()
    {
        var mapper = Google.PhoneNumberToTimeZonesMapper.GetInstance();
        var util = Google.PhoneNumberUtil.GetInstance();

        var numbers = Corpus.Zones().ToList();
        var differences = numbers.Where(text =>
            !PhoneNumber.Parse(text, null).TimeZones.SequenceEqual(mapper.GetTimeZonesForNumber(util.Parse(text, null)))).ToList();

        numbers.Should().HaveCount(32_457);
        differences.Should().BeEmpty();
    }

    [Fact]
    public void The_zones_of_a_country_code_are_those_of_its_numbers_that_have_no_place()
    {
        var codes = new HashSet<int>();
        foreach (var text in Corpus.Zones())
        {
            var number = PhoneNumber.Parse(text, null);
            if (!number.IsValid || number.Type is PhoneNumberType.FixedLine or PhoneNumberType.FixedLineOrMobile or PhoneNumberType.Mobile)
                continue;
            codes.Add(number.CountryCode);
            PhoneTimeZones.OfCountryCode(number.CountryCode).Should().BeSameAs(number.TimeZones);
        }

        codes.Count.Should().BeGreaterThan(100);
    }

    [Fact]
    public void Equal_lists_of_zones_are_one_object()
    {
        var lists = Corpus.Zones().Select(text => PhoneNumber.Parse(text, null).TimeZones).ToList();

        lists.Distinct().Count().Should().Be(lists.Select(list => string.Join('&', list)).Distinct().Count());
    }
}
