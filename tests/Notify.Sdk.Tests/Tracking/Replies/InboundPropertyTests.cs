using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Notify.Sdk.Tests.TestKit;
using static Notify.Sdk.Tests.Tracking.Replies;

namespace Notify.Sdk.Tests.Tracking;

/// <summary>Whatever people write, how often it is reported and in which order it comes.</summary>
public class InboundPropertyTests
{
    private static readonly Gen<string[]> Words = Gen.Elements("STOP", "stop please", "START", "HELP", "wrong number", "see you at 5")
        .ArrayOf();

    [Fact]
    public void The_last_word_counts_and_each_stop_is_confirmed_once() => Repeatable.ForAll(
        from words in Words.Where(w => w.Length is > 0 and < 12) from twice in Gen.Choose(0, 3) select (words, twice), 25, c =>
            RunAsync(c.words, c.twice).GetAwaiter().GetResult());

    [Fact]
    public void The_order_of_arrival_makes_no_difference_to_what_is_permitted() => Repeatable.ForAll(
        from words in Words.Where(w => w.Length is > 1 and < 10) from seed in Gen.Choose(0, 1 << 20) select (words, seed), 25, c =>
            ShuffledAsync(c.words, c.seed).GetAwaiter().GetResult());

    private static async Task RunAsync(string[] words, int twice)
    {
        using var scenario = Scenario();
        var (stopped, confirmations) = (false, 0);
        for (var i = 0; i < words.Length; i++)
        {
            scenario.Time.Advance(Duration.FromMinutes(1));
            var message = scenario.Text(words[i], $"m{i}");
            for (var again = 0; again <= (i + twice) % 3; again++)
                await scenario.ReceiveAsync(message);
            await scenario.DispatchAsync();
            if (IsStop(words[i]) && !stopped)
                confirmations++;
            stopped = IsStop(words[i]) || (stopped && words[i] != "START");
        }

        (await IsStoppedAsync(scenario)).Should().Be(stopped);
        scenario.Answers().Count(a => a.Contains("You will get no more messages", StringComparison.Ordinal)).Should().Be(confirmations);
        scenario.Answers().Count(a => a.Contains("For help", StringComparison.Ordinal)).Should().Be(words.Contains("HELP") ? 1 : 0);
    }

    private static async Task ShuffledAsync(string[] words, int seed)
    {
        using var scenario = Scenario();
        var messages = words.Select((w, i) => scenario.Text(w, $"m{i}") with { ReceivedAt = scenario.Time.Now + Duration.FromMinutes(i) })
            .ToArray();
        scenario.Time.Advance(Duration.FromHours(1));
        new Random(seed).Shuffle(messages);
        foreach (var message in messages)
            await scenario.ReceiveAsync(message);
        // A START that comes before the STOP that it answers finds nothing to lift, and the STOP then stands: the strict side.
        var last = messages.Where(m => IsStop(m.Text) || m.Text == "START").MaxBy(m => m.ReceivedAt);
        if (last is not null && IsStop(last.Text))
            (await IsStoppedAsync(scenario)).Should().BeTrue();
        if (!messages.Any(m => IsStop(m.Text)))
            (await IsStoppedAsync(scenario)).Should().BeFalse();
    }

    private static bool IsStop(string word) => word.StartsWith("stop", StringComparison.OrdinalIgnoreCase);

    private static async Task<bool> IsStoppedAsync(Scenario scenario) =>
        (await scenario.Notifier.PreviewAsync(new Notification("bill", "probe"), Mobile())).Of("ana").Codes()
            .Contains(ReasonCodes.GloballyOptedOut);
}
