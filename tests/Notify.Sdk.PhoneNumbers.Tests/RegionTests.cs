using System.Runtime.CompilerServices;
using Notify.Sdk.PhoneNumbers.Tests.Oracle;

namespace Notify.Sdk.PhoneNumbers.Tests;

public sealed class RegionTests
{
    [Fact]
    public void Every_region_is_found_by_its_letters_and_takes_two_bytes()
    {
        PhoneRegion.All.Should().HaveCount(Google.PhoneNumberUtil.GetInstance().GetSupportedRegions().Count).And.OnlyHaveUniqueItems();
        foreach (var region in PhoneRegion.All)
        {
            PhoneRegion.TryGet(region.Name, out var found).Should().BeTrue();
            found.Should().Be(region);
        }

        PhoneRegion.All.Should().OnlyContain(region => PhoneNumber.IsKnownRegion(region.Name) && region.CountryCode > 0);
        Unsafe.SizeOf<PhoneRegion>().Should().Be(2);
    }

    [Fact]
    public void Each_country_code_with_a_region_has_one_main_region()
    {
        foreach (var code in PhoneRegion.All.GroupBy(region => region.CountryCode))
        {
            var main = code.Should().ContainSingle(region => region.IsMainOfItsCode).Subject;
            PhoneRegion.TryGetMain(code.Key, out var found).Should().BeTrue();
            found.Should().Be(main);
        }

        PhoneRegion.TryGetMain(1, out var first).Should().BeTrue();
        first.Name.Should().Be("US");
    }

    [Theory]
    [InlineData(800)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(999)]
    [InlineData(1000)]
    public void A_code_without_a_region_has_none(int code)
    {
        PhoneRegion.TryGetMain(code, out var region).Should().BeFalse();
        region.Should().Be(default(PhoneRegion));
        region.Name.Should().BeEmpty();
        region.CountryCode.Should().Be(0);
    }

    [Fact]
    public void The_compact_region_of_a_number_is_the_one_that_its_letters_name()
    {
        foreach (var (text, its) in Corpus.Numbers().Take(10_000))
        {
            if (!PhoneNumber.TryParse(text, its, out var number, out _))
                continue;
            var has = number.TryGetRegion(out var region);
            (has ? region.Name : null).Should().Be(number.Region == "001" ? null : number.Region);
        }
    }

    [Fact]
    public void Every_example_of_a_region_is_a_valid_number_of_it_and_of_its_type()
    {
        var wrong = new List<string>();
        var examples = 0;
        foreach (var region in PhoneRegion.All)
        {
            foreach (var type in Enum.GetValues<PhoneNumberType>().Where(type => PhoneNumber.TryGetExample(region.Name, type, out _)))
            {
                examples++;
                PhoneNumber.TryGetExample(region.Name, type, out var number);
                var same = number.Type == type
                    || (number.Type == PhoneNumberType.FixedLineOrMobile && type is PhoneNumberType.FixedLine or PhoneNumberType.Mobile)
                    || type == PhoneNumberType.FixedLineOrMobile;
                if (!same || !number.IsValidForRegion(region.Name))
                    wrong.Add($"{region} {type}");
            }
        }

        examples.Should().BeGreaterThan(900);
        wrong.Should().BeEmpty();
    }

    [Theory]
    [InlineData(PhoneNumberType.Mobile, true, true)]
    [InlineData(PhoneNumberType.FixedLine, false, true)]
    [InlineData(PhoneNumberType.Pager, false, false)]
    [InlineData(PhoneNumberType.PremiumRate, false, false)]
    public void The_type_hints_at_what_reaches_a_person(PhoneNumberType type, bool sms, bool voice)
    {
        var region = PhoneRegion.All.First(r => PhoneNumber.TryGetExample(r.Name, type, out var example) && example.Type == type);
        PhoneNumber.TryGetExample(region.Name, type, out var number).Should().BeTrue();

        number.IsSmsCapable.Should().Be(sms);
        number.IsVoiceCapable.Should().Be(voice);
    }
}
