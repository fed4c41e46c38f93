using Notify.Sdk.PhoneNumbers.Tests.Oracle;
using Xunit.Abstractions;

namespace Notify.Sdk.PhoneNumbers.Tests;

/// <summary>Runs when eng/phone-oracle.sh has made a corpus from a seed of its caller's choice.</summary>
public sealed class FreshCorpusTests(ITestOutputHelper output)
{
    [SkippableFact]
    public void A_corpus_that_nobody_has_seen_shows_no_difference_from_Google()
    {
        var path = Environment.GetEnvironmentVariable("NOTIFY_PHONE_CORPUS");
        Skip.If(path is null, "No fresh corpus: run eng/phone-oracle.sh SEED.");
        var lines = 0;
        var explained = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var differences = new List<string>();
        foreach (var line in CorpusFile.Read(path!))
        {
            lines++;
            var ours = Answers.For(line[0], line[1]);
            if (ours.AsSpan().SequenceEqual(line.AsSpan(0, ours.Length)))
                continue;
            if (KnownDifferences.ClassOf(line[0], line, ours) is { } known)
                explained[known] = explained.GetValueOrDefault(known) + 1;
            else
                differences.Add(Environment.NewLine + string.Join(" | ", line) + Environment.NewLine + string.Join(" | ", ours));
        }

        output.WriteLine($"{lines} lines, {differences.Count} differences; where JavaScript differs from Java: "
            + (explained.Count == 0 ? "none" : string.Join(", ", explained.Select(e => $"{e.Key} {e.Value}"))));
        lines.Should().BePositive();
        differences.Should().BeEmpty();
    }

    [SkippableFact]
    public void Fresh_short_numbers_show_no_difference_from_Google()
    {
        var path = Environment.GetEnvironmentVariable("NOTIFY_PHONE_SHORTS");
        Skip.If(path is null, "No fresh corpus: run eng/phone-oracle.sh SEED.");

        var (lines, differences) = ShortNumberTests.Compare(path!);

        output.WriteLine($"{lines} short numbers, {differences.Count} differences");
        differences.Should().BeEmpty();
    }
}
