using Notify.Sdk.Permission;

namespace Notify.Sdk.Tests.Permission.OptOut;

public class OptOutParserTests
{
    private static readonly OptOutParser Parser =
        new(new()
        {
            TopicWords = { ["offer"] = "offer", ["deals"] = "offer", ["bill-due"] = "bill-due", ["bill reminders"] = "bill-due" }
        });

    public static TheoryData<int, string, string> Messages
    {
        get
        {
            TheoryData<int, string, string> rows = [];
            var line = 0;
            foreach (var text in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Corpora", "reply-words.tsv")))
            {
                line++;
                if (text.StartsWith('#'))
                    continue;
                var cells = text.Split('\t');
                rows.Add(line, cells[0].Replace("\\n", "\n", StringComparison.Ordinal), cells[1]);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Every_message_means_what_a_reasonable_person_would_say(int line, string message, string expected)
    {
        var reading = Parser.Read(message);
        Say(reading).Should().Be(expected, "of line {0} (rule {1})", line, reading.Rule);
    }

    [Fact]
    public void There_are_more_than_150_messages_each_once()
    {
        var messages = Messages.Select(row => (string)row[1]).ToList();
        messages.Should().HaveCountGreaterThan(150).And.OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("YES", ReplyKind.OptIn)]
    [InlineData("yes!", ReplyKind.OptIn)]
    [InlineData("NO", ReplyKind.OptOut)]
    [InlineData("No thanks", ReplyKind.OptOut)]
    [InlineData("genug", ReplyKind.OptOut)]
    [InlineData("yes please book me for tuesday", ReplyKind.Other)]
    public void Words_that_collide_with_business_count_where_they_are_configured(string message, ReplyKind kind) =>
        new OptOutParser(new() { OptInWords = { "yes" }, OptOutWords = { "NO", "Genug" } }).Read(message).Kind.Should().Be(kind);

    [Fact]
    public void Opt_out_only_if_exactly_stop_is_the_fault_that_this_parser_exists_for()
    {
        static bool Naive(string message) => message == "stop";
        var missed = Messages.Where(row => ((string)row[2]).StartsWith("opt-out", StringComparison.Ordinal) && !Naive((string)row[1]))
            .ToList();
        missed.Should().HaveCountGreaterThan(100);
        missed.Should().OnlyContain(row => Parser.Read((string)row[1]).Kind == ReplyKind.OptOut);
    }

    [Fact]
    public void A_text_without_end_is_read_as_far_as_a_reply_goes()
    {
        Parser.Read(new string('a', 1_000_000) + " stop texting me").Kind.Should().Be(ReplyKind.Other);
        Parser.Read("stop texting me " + new string('a', 1_000_000)).Kind.Should().Be(ReplyKind.OptOut);
    }

    [Fact]
    public void Half_a_surrogate_pair_does_no_harm() => Parser.Read("stop \ud83d").Kind.Should().Be(ReplyKind.OptOut);

    internal static string Say(ReplyReading reading) => string.Join(' ', new[]
    {
        reading.Kind switch { ReplyKind.OptOut => "opt-out", ReplyKind.OptIn => "opt-in", _ => reading.Kind.ToString().ToLowerInvariant() },
        reading.Confidence == ReplyConfidence.Certain ? "certain" : "",
        reading.Scope switch { ReplyScope.Everything => "everything", ReplyScope.Marketing => "marketing", ReplyScope.Channel =>
            "channel", ReplyScope.Topic => $"topic:{reading.Topic}", _ => "" },
    }.Where(part => part.Length > 0));
}
