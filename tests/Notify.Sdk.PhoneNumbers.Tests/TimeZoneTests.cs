using Notify.Sdk.PhoneNumbers.Tests.Oracle;

namespace Notify.Sdk.PhoneNumbers.Tests;

public sealed class TimeZoneTests
{
    [Fact]
    public void The_zones_of_every_number_of_the_corpus_are_those_of_Google()
    {
        var lines = 0;
        var readOtherwise = 0;
        var differences = new List<string>();
        foreach (var line in CorpusFile.Read("tz-corpus.tsv.gz"))
        {
            lines++;
            var number = PhoneNumber.Parse(line[0], null);
            // Numbers whose E.164 form Google reads as another number: invalid ones with a zero too many in front,
            // and Belarusian ones that begin with the national prefix.
            if (number.ToE164() != line[0])
            {
                (line[1] == "UNKNOWN" || number.CountryCode == 375).Should().BeTrue();
                readOtherwise++;
                continue;
            }

            var ours = string.Join('&', number.TimeZones);
            if (Answers.Word(number.Type) != line[1] || ours != line[2])
                differences.Add($"{string.Join(" | ", line)} got {number.Type} {ours}");
        }

        lines.Should().Be(32_457);
        readOtherwise.Should().BeLessThan(lines / 50);
        differences.Should().BeEmpty();
    }
}
