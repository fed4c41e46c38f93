using System.Diagnostics;
using System.Globalization;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Benchmarks.Replies;

/// <summary>
/// What reading a reply costs, and how rules and a trained model read messages that neither was made from. The model learns from
/// the messages that the words were chosen by; both read the reporting split. Printed for <c>docs/replies.md</c>.
/// </summary>
internal static class ReplyBenchmark
{
    private const int Rounds = 200;

    /// <summary>Measures and prints.</summary>
    /// <param name="folder">Where <c>reply-phrases.tsv</c> and <c>reply-split.tsv</c> are.</param>
    public static void Run(string folder)
    {
        var known = Read(Path.Combine(folder, "reply-phrases.tsv"));
        var split = Read(Path.Combine(folder, "reply-split.tsv"));
        Cost("all", [.. known.Select(m => m.Text)]);
        Cost("ASCII", [.. known.Select(m => m.Text).Where(t => t.All(char.IsAscii))]);
        Cost("no wish", [.. known.Where(m => !m.Labels.Contains("opt-out")).Select(m => m.Text)]);
        Cost("nothing to pass on", [.. known.Select(m => m.Text).Where(t => OptOutParser.Default.Read(t).Wish is null)]);
        Cost("something to pass on", [.. known.Select(m => m.Text).Where(t => OptOutParser.Default.Read(t).Wish is not null)]);
        Cost("STOP", ["STOP"]);

        var model = new NgramClassifier();
        foreach (var (text, labels) in known)
            model.Learn(text, labels.Contains("opt-out"));
        var parser = OptOutParser.Default;
        Say("rules", split, t => parser.Read(t).Kind is ReplyKind.OptOut, t => parser.Read(t).Kind is ReplyKind.Doubtful or ReplyKind.Wish);
        Say("model", split, t => model.Odds(t) > 0, _ => false);
        Say("model, surer", split, t => model.Odds(t) > 3, t => model.Odds(t) > -3);
        Say("rules, model doubts", split, t => parser.Read(t).Kind is ReplyKind.OptOut,
            t => parser.Read(t).Kind is ReplyKind.Doubtful or ReplyKind.Wish
                || (parser.Read(t).Kind is ReplyKind.Other or ReplyKind.Question && model.Odds(t) > 3));
    }

    private static void Cost(string name, string[] messages)
    {
        var parser = OptOutParser.Default;
        Round(parser, messages, Rounds);
        var (time, bytes) = (Process.GetCurrentProcess().TotalProcessorTime, GC.GetAllocatedBytesForCurrentThread());
        Round(parser, messages, Rounds);
        var per = (double)Rounds * messages.Length;
        var spent = (Process.GetCurrentProcess().TotalProcessorTime - time).TotalMicroseconds / per;
        Console.WriteLine(
            string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {messages.Length} messages, {spent:F2} µs and {(GC.GetAllocatedBytesForCurrentThread() - bytes) / per:F1} B each"));
    }

    private static void Round(OptOutParser parser, string[] messages, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            foreach (var message in messages)
                parser.Read(message);
        }
    }

    private static void Say(string name, List<(string Text, string[] Labels)> messages, Func<string, bool> stops, Func<string, bool> doubts)
    {
        var wishes = messages.Where(m => m.Labels.Contains("opt-out")).ToList();
        var business = messages.Where(m => m.Labels.Contains("business")).ToList();
        Console.WriteLine(
            $"{name}: of {wishes.Count} wishes {wishes.Count(m => !stops(m.Text) && !doubts(m.Text))} missed, "
            + $"{wishes.Count(m => !stops(m.Text) && doubts(m.Text))} in doubt; "
            + $"of {business.Count} of business {business.Count(m => stops(m.Text))} stopped, "
                + $"{business.Count(m => !stops(m.Text) && doubts(m.Text))} in doubt");
    }

    private static List<(string Text, string[] Labels)> Read(string file) => [.. File.ReadLines(file)
        .Skip(1)
        .Select(line => line.Split('\t'))
        .Select(cells => (cells[2].Replace("\\n", "\n", StringComparison.Ordinal), cells[1].Split('|')))];
}
