using Notify.Sdk.Audience;
using Notify.Sdk.PhoneNumbers;

namespace Notify.Sdk.Tests.Audience;

public class PhoneKeyTests
{
    private static readonly IEnumerable<string> Regions =
        from first in Enumerable.Range('A', 26)
        from second in Enumerable.Range('A', 26)
        let region = $"{(char)first}{(char)second}"
        where PhoneNumber.IsKnownRegion(region)
        select region;

    [Fact]
    public void The_digits_of_a_number_are_those_of_its_key()
    {
        var read = 0;
        foreach (var region in Regions)
            foreach (var type in Enum.GetValues<PhoneNumberType>())
            {
                if (!PhoneNumber.TryGetExample(region, type, out var example)) continue;
                foreach (var text in new[] { example.Format(PhoneNumberFormat.National), example.Format(PhoneNumberFormat.International),
                    example.ToE164() + " ext. 12" })
                {
                    var known = new DefaultPhoneNumberParser().TryParse(text, region, out var number, out _);
                    var written = DefaultPhoneNumberParser.ReadKey(text, region, out var digits, out var inDoubt);
                    (digits != 0 ? $"+{digits}" : written ?? "").Should().Be(known ? number!.Key.Value : "");
                    inDoubt.Should().Be(number?.OtherReading is not null);
                    read += digits != 0 ? 1 : 0;
                }
            }

        read.Should().BeGreaterThan(1_000);
    }
}
