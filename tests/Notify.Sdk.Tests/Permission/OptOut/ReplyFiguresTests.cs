using System.Security.Cryptography;

namespace Notify.Sdk.Tests.Permission.OptOut;

public class ReplyFiguresTests
{
    private static readonly string[] Near = ["en", "de", "fr", "es", "it", "pt", "nl"];

    [Fact]
    public void The_messages_that_the_words_were_chosen_by_are_read_within_the_bounds() => Check("reply-phrases.tsv");

    [Fact]
    public void The_messages_that_were_written_without_a_look_at_the_words_are_read_within_the_bounds() => Check("reply-fresh.tsv");

    [Fact]
    public void The_messages_that_words_and_model_were_mended_by_are_read_within_the_bounds() => Check("reply-dev.tsv");

    [Fact]
    public void The_messages_that_no_word_was_chosen_by_are_read_within_the_bounds() => Check("reply-split.tsv");

    [Fact]
    public void The_messages_of_the_last_report_are_read_within_the_bounds() => Check("reply-report.tsv");

    [Theory]
    [InlineData("reply-split.tsv")]
    [InlineData("reply-report.tsv")]
    public void A_reporting_split_is_the_one_whose_hash_was_written_first(string file)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Corpora");
        File.ReadAllText(Path.Combine(folder, file + ".sha256")).Split(' ')[0]
            .Should().Be(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, file)))));
    }

    [Theory]
    [InlineData("reply-split.tsv")]
    [InlineData("reply-report.tsv")]
    public void A_reporting_split_has_twenty_wishes_and_ten_of_business_in_each_of_twelve_languages(string file) =>
        ReplyFigures.Read(file).GroupBy(m => m.Language)
            .Count(g => g.Count(m => m.Labels.Contains("opt-out")) >= 20 && g.Count(m => m.Labels.Contains("none")) >= 10)
            .Should().BeGreaterThanOrEqualTo(12);

    private static void Check(string file)
    {
        var messages = ReplyFigures.Read(file).ToList();
        Figures(messages.Where(m => Near.Contains(m.Language)), 0.05);
        Figures(messages.Where(m => !Near.Contains(m.Language)), 0.10);
    }

    private static void Figures(IEnumerable<(string Language, string Text, string[] Labels)> messages, double missed)
    {
        var f = ReplyFigures.Of(messages.Select(m => (m.Text, m.Labels)));
        ReplyFigures.Share(f.Missed, f.Wishes).Should().BeLessThanOrEqualTo(missed, "of {0}", f);
        ReplyFigures.Share(f.Doubted, f.Wishes).Should().BeLessThanOrEqualTo(0.25, "of {0}", f);
        ReplyFigures.Share(f.Stopped, f.Business).Should().BeLessThanOrEqualTo(0.02, "of {0}", f);
        ReplyFigures.Share(f.Held, f.Business).Should().BeLessThanOrEqualTo(0.10, "of {0}", f);
        ReplyFigures.Share(f.Right + f.Asked, f.Words).Should().BeGreaterThanOrEqualTo(0.90, "of {0}", f);
        f.Lifted.Should().Be(0);
    }
}
