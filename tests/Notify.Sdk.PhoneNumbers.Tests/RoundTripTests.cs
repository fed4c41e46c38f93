using Notify.Sdk.PhoneNumbers.Tests.Oracle;

namespace Notify.Sdk.PhoneNumbers.Tests;

public sealed class RoundTripTests
{
    /// <summary>
    /// The core keeps E.164 as the key of a person's address, so it must lead back to the same number. The library itself
    /// loses a few Belarusian numbers that begin with the national prefix, and nothing else.
    /// </summary>
    [Fact]
    public void Every_valid_number_is_read_again_from_its_E164_form()
    {
        var (valid, lost) = (0, new List<string>());
        foreach (var (text, region) in Corpus.Numbers())
        {
            if (!PhoneNumber.TryParse(text, region, out var number, out _) || !number.IsValid)
                continue;
            valid++;
            var written = number.ToE164();
            if (PhoneNumber.Parse(written, null).ToE164() != written)
                lost.Add(written);
        }

        valid.Should().BeGreaterThan(30_000);
        lost.Should().OnlyContain(text => text.StartsWith("+375", StringComparison.Ordinal));
        lost.Count.Should().BeLessThan(10);
    }
}
