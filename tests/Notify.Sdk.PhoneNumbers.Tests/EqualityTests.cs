using System.Globalization;
using Notify.Sdk.PhoneNumbers.Lane;
using Notify.Sdk.PhoneNumbers.Tests.Oracle;
using Xunit.Abstractions;

namespace Notify.Sdk.PhoneNumbers.Tests;

/// <summary>The library is the truth: each test asks it and this package the same, in one process.</summary>
[Collection(nameof(LaneSwitch))]
public sealed class EqualityTests(ITestOutputHelper output)
{
    /// <summary>So many texts are drawn; eng/test.sh --nightly asks for twenty million.</summary>
    private static readonly int Drawn = Setting("NOTIFY_PHONE_TEXTS", 1_000_000);

    private static readonly int Seed = Setting("NOTIFY_PHONE_SEED", 20261126);

    [Fact]
    public void Every_field_of_every_text_of_the_corpus_is_as_the_library_has_it()
    {
        var comparison = new Comparison();
        foreach (var (text, region) in Corpus.Numbers())
            comparison.Ask(text, region);

        comparison.Texts.Should().Be(51_000);
        comparison.Valid.Should().BeGreaterThan(30_000);
        comparison.ToString().Should().BeEmpty();
    }

    [Fact]
    public void Every_field_of_a_million_drawn_texts_over_all_regions_is_as_the_library_has_it()
    {
        Plans.CompileAll();
        var texts = new Texts(Seed);
        var (comparison, plain) = (new Comparison(), 0);
        for (var i = 0; i < Drawn; i++)
        {
            var (text, region) = texts.Next();
            comparison.Ask(text, region);
            plain += FastLane.TryRead(text, Library.RegionTable.Named(region), out _, out _) ? 1 : 0;
        }

        output.WriteLine($"library {PhoneNumber.MetadataVersion}, seed {Seed}: {comparison.Texts} texts, {comparison.Valid} of them valid, "
            + $"{plain} in the fast lane, {comparison.Count} differences");
        comparison.ToString().Should().BeEmpty();
        comparison.Valid.Should().BeGreaterThan(Drawn / 4, "the drawn texts must be numbers often enough");
        plain.Should().BeGreaterThan(Drawn / 2, "the lane must be asked often enough");
    }

    [Fact]
    public void What_is_no_number_is_none_for_the_library_too()
    {
        // Such pieces as end a number, cut it, or make a text none, in any order.
        string[] pieces = ["1", "20", "555", "+", "x", "X", "a", "ext", "/", "\\", " ", "-", ".", "(", "*", "#", ",", ";", "@", "=", "<",
            "'",
            ";ext=", ";isub=", ";phone-context=", ";phone-context=+1", "tel:", "/ x", "\t", "~", ":", "_", "e"];
        var random = new Random(Seed);
        var (comparison, plain) = (new Comparison(), 0);
        for (var i = 0; i < 60_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => pieces[random.Next(pieces.Length)]));
            comparison.Ask(text, "US");
            plain += FastLane.TryRead(text, Library.RegionTable.Named("US"), out _, out _) ? 1 : 0;
        }

        comparison.ToString().Should().BeEmpty();
        plain.Should().BeGreaterThan(20_000, "the lane must be asked often enough");
    }

    [Fact]
    public void With_the_lane_off_every_answer_is_the_same()
    {
        var texts = new Texts(Seed + 1);
        var asked = Enumerable.Range(0, 20_000).Select(_ => texts.Next()).ToList();
        var on = asked.ConvertAll(text => Answer.Ours(text.Text, text.Region));

        List<Answer> off;
        FastLane.IsOn = false;
        try
        {
            off = asked.ConvertAll(text => Answer.Ours(text.Text, text.Region));
        }
        finally
        {
            FastLane.IsOn = true;
        }

        off.SequenceEqual(on).Should().BeTrue();
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
