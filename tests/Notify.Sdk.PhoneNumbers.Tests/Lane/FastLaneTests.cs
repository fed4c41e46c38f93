using Notify.Sdk.PhoneNumbers.Lane;
using Notify.Sdk.PhoneNumbers.Library;
using Notify.Sdk.PhoneNumbers.Tests.Oracle;

namespace Notify.Sdk.PhoneNumbers.Tests.Lane;

[Collection(nameof(LaneSwitch))]
public sealed class FastLaneTests
{
    [Fact]
    public void Reading_checking_and_writing_E164_allocates_nothing_in_the_lane()
    {
        Plans.CompileAll();
        var texts = Corpus.Numbers().Where(text => FastLane.TryRead(text.Text, RegionTable.Named(text.Region), out _, out _)).ToArray();
        Pass(texts);

        // Until the runtime has made the fast code, which a busy machine delays, a pass may cost more than the code needs.
        var (valid, allocated) = (0, long.MaxValue);
        for (var pass = 0; pass < 50 && allocated > 0; pass++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            valid = Pass(texts);
            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        valid.Should().BeGreaterThan(20_000);
        allocated.Should().Be(0);
    }

    [Theory]
    [InlineData("+1 202 555 0104")]
    [InlineData("(202) 555-0104")]
    [InlineData("202.555.0104 x12")]
    [InlineData("202-555-0104 ext. 12")]
    [InlineData("+12025550104;ext=12")]
    [InlineData("202/555 0104")]
    [InlineData("+011 1 202 555 0104")]
    [InlineData("+999 555 0104")]
    [InlineData("n/a")]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("12")]
    [InlineData("ann7@example.com")]
    [InlineData("Room 7b, 2nd floor")]
    public void A_plain_text_takes_the_lane(string text) => Takes(text).Should().BeTrue();

    [Theory]
    [InlineData("1-800-FLOWERS")]
    [InlineData("202 555 0104 / x12")]
    [InlineData("202 555 0104 x12345678")]
    [InlineData("202 555 0104,12")]
    [InlineData("12 ")]
    [InlineData("Tel: 202 555 0104")]
    [InlineData("12/ x7@example")]
    [InlineData("5;phone-context=+1202555")]
    [InlineData("2\u066025550104")]
    [InlineData("+1 202\u00A0555 0104")]
    [InlineData("tel:+1-202-555-0104")]
    public void What_is_not_plain_goes_to_the_library(string text) => Takes(text).Should().BeFalse();

    private static bool Takes(string text)
    {
        Plans.CompileAll();
        return FastLane.TryRead(text, RegionTable.Named("US"), out _, out _);
    }

    private static int Pass((string Text, string? Region)[] texts)
    {
        Span<char> written = stackalloc char[24];
        var valid = 0;
        foreach (var (text, region) in texts)
        {
            if (PhoneNumber.TryParse(text, region, out var number, out _) && number.IsValid && number.Type != PhoneNumberType.Unknown
                && number.IsPossible && number.Region is not null && number.TryFormat(written, out _))
            {
                valid++;
            }
        }

        return valid;
    }
}
