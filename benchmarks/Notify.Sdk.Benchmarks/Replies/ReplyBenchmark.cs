using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Notify.Sdk.Permission;
using Notify.Sdk.Tests.Permission.OptOut;

namespace Notify.Sdk.Benchmarks.Replies;

/// <summary>
/// What reading a reply costs, and how rules, a trained model and both together read messages that the model did not learn from.
/// Printed for <c>docs/replies.md</c>.
/// </summary>
internal static class ReplyBenchmark
{
    private const int Rounds = 200;

    /// <summary>Measures and prints.</summary>
    /// <param name="folder">Where the corpora are.</param>
    public static void Run(string folder)
    {
        var known = Read(Path.Combine(folder, "reply-phrases.tsv"));
        Cost("all", [.. known.Select(m => m.Text)]);
        Cost("ASCII", [.. known.Select(m => m.Text).Where(t => t.All(char.IsAscii))]);
        Cost("no wish", [.. known.Where(m => !m.Labels.Contains("opt-out")).Select(m => m.Text)]);
        Cost("nothing to pass on", [.. known.Select(m => m.Text).Where(t => OptOutParser.Default.Read(t).Wish is null)]);
        Cost("something to pass on", [.. known.Select(m => m.Text).Where(t => OptOutParser.Default.Read(t).Wish is not null)]);
        Cost("STOP", ["STOP"]);

        Halves(Read(Path.Combine(folder, "reply-dev.tsv")),
            [.. known, .. Read(Path.Combine(folder, "reply-fresh.tsv")), .. Promised(folder)]);
    }

    /// <summary>
    /// The model learns from one half of the newest messages and the older ones, and reads the other half; then the other way round.
    /// </summary>
    private static void Halves(List<Labelled> newest, List<Labelled> older)
    {
        var halves = newest.ToLookup(m => (SHA256.HashData(Encoding.UTF8.GetBytes(m.Text))[0] & 1) == 0);
        var (rules, alone, both) = (new Counts(), new Counts(), new Counts());
        foreach (var isFirst in new[] { true, false })
        {
            var model = new ReplyModel(ReplyTrainer.Train(halves[isFirst].Concat(older).Select(m => (m.Text, m.Labels))));
            var (plain, mixed) =
                (new OptOutParser(OptOutLexicon.Shipped, new()), new OptOutParser(OptOutLexicon.Shipped, new(), model));
            foreach (var message in halves[!isFirst])
            {
                rules = rules.With(message.Labels, plain.Read(message.Text).Kind);
                both = both.With(message.Labels, mixed.Read(message.Text).Kind);
                alone = alone.With(message.Labels, ReplyTrainer.Suspects(model, message.Text) ? ReplyKind.OptOut : ReplyKind.Other);
            }
        }

        Console.WriteLine($"rules: {rules}\nmodel alone: {alone}\nrules decide, the model may raise doubt: {both}");
    }

    /// <summary>Trains the shipped model anew and writes it.</summary>
    /// <param name="folder">Where the corpora are.</param>
    /// <param name="path">The file of the model.</param>
    public static void Train(string folder, string path) => File.WriteAllBytes(path, ReplyTrainer.Train(
        ReplyTrainer.Corpora.SelectMany(file => Read(Path.Combine(folder, file))).Concat(Promised(folder))
            .Select(m => (m.Text, m.Labels))));

    /// <summary>What is promised message by message: the reading stands behind the message there.</summary>
    private static IEnumerable<Labelled> Promised(string folder) =>
        from line in File.ReadLines(Path.Combine(folder, "reply-words.tsv"))
        where !line.StartsWith('#')
        let cells = line.Split('\t')
        let kind = cells[1].Split(' ')[0]
        let label = kind switch { "opt-out" or "doubtful" => "opt-out", "opt-in" => "opt-in", "wish" => null, _ => "none" }
        where label is not null && !cells[1].Contains("topic", StringComparison.Ordinal)
        select new Labelled(cells[0], [label]);

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

    private static List<Labelled> Read(string file) =>
        [.. ReplyFigures.Read(Path.GetFullPath(file)).Select(m => new Labelled(m.Text, m.Labels))];

    private sealed record Labelled(string Text, string[] Labels);

    private readonly record struct Counts(int Wishes, int Missed, int Doubted, int Business, int Stopped, int Held)
    {
        public Counts With(string[] labels, ReplyKind kind)
        {
            var (stops, doubts) = (kind == ReplyKind.OptOut ? 1 : 0, kind is ReplyKind.Doubtful or ReplyKind.Wish ? 1 : 0);
            return labels.Contains("opt-out")
                ? this with { Wishes = Wishes + 1, Missed = Missed + 1 - stops - doubts, Doubted = Doubted + doubts }
                : labels.Contains("none")
                ? this with { Business = Business + 1, Stopped = Stopped + stops, Held = Held + (labels.Contains("doubt") ? 0 : doubts) }
                : this;
        }

        public override string ToString() =>
            $"of {Wishes} wishes {Missed} missed, {Doubted} in doubt; of {Business} of business {Stopped} stopped, {Held} in doubt";
    }
}
