using System.Globalization;
using Notify.Sdk.Permission;
using Notify.Sdk.Tests.Permission.OptOut;

namespace Notify.Sdk.Benchmarks.Replies;

/// <summary>The figures of a set of labelled messages by language, with intervals: the tables of <c>docs/replies.md</c>.</summary>
internal static class ReplyTable
{
    private static readonly string[] Near = ["en", "de", "fr", "es", "it", "pt", "nl"];

    /// <summary>Prints the table of a file.</summary>
    /// <param name="path">Three columns with a tab between: language, labels, text; see the README of the corpora.</param>
    /// <param name="withMisses">Whether the messages that are read otherwise than labelled are printed too.</param>
    public static void Print(string path, bool withMisses)
    {
        var messages = ReplyFigures.Read(Path.GetFullPath(path)).ToList();
        var near = Of(messages.Where(m => Near.Contains(m.Language)));
        var others = Of(messages.Where(m => !Near.Contains(m.Language)));
        Console.WriteLine($"| | seven languages ({string.Join(", ", Near)}) | the others |\n|---|---|---|");
        Row("wishes missed", near, others, f => (f.Missed, f.Wishes));
        Row("wishes in doubt", near, others, f => (f.Doubted, f.Wishes));
        Row("business taken for STOP", near, others, f => (f.Stopped, f.Business));
        Row("business in doubt", near, others, f => (f.Held, f.Business));
        Row("start and help words right", near, others, f => (f.Right, f.Words));
        Row("start messages in doubt", near, others, f => (f.Asked, f.Words));
        Row("stops lifted by what is no start", near, others, f => (f.Lifted, f.Wishes + f.Business + f.Words));
        Console.WriteLine(
            "\n| language | wishes | missed | in doubt | business | taken for STOP | in doubt | start and help right | in doubt |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var language in messages.GroupBy(m => m.Language).OrderBy(g => Near.Contains(g.Key) ? Array.IndexOf(Near, g.Key) : 99))
        {
            var f = Of(language);
            Console.WriteLine($"| {language.Key} | {f.Wishes} | {f.Missed} | {f.Doubted} | {f.Business} | {f.Stopped} | {f.Held} | "
                + $"{f.Right} of {f.Words} | {f.Asked} |");
        }

        foreach (var (language, text, labels) in withMisses ? messages : [])
        {
            var reading = OptOutParser.Default.Read(text);
            if (ReplyFigures.Of([(text, labels)]) is { IsRight: false })
                Console.WriteLine($"{language}\t{string.Join('|', labels)}\t{reading.Kind} by {reading.Rule}\t{text}");
        }
    }

    private static ReplyFigures Of(IEnumerable<(string Language, string Text, string[] Labels)> messages) =>
        ReplyFigures.Of(messages.Select(m => (m.Text, m.Labels)));

    private static void Row(string name, ReplyFigures near, ReplyFigures others, Func<ReplyFigures, (int Part, int Of)> figure) =>
        Console.WriteLine($"| {name} | {Say(figure(near))} | {Say(figure(others))} |");

    /// <summary>A share with its 95 % interval by Wilson (1927).</summary>
    private static string Say((int Part, int Of) figure)
    {
        const double z = 1.959964;
        double n = figure.Of;
        if (n == 0)
            return "none";
        var share = figure.Part / n;
        var middle = (share + z * z / (2 * n)) / (1 + z * z / n);
        var half = z * Math.Sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n);
        return string.Create(CultureInfo.InvariantCulture,
            $"{figure.Part} of {figure.Of}: {100 * share:F1} % ({100 * Math.Max(0, middle - half):F1} to {100 * (middle + half):F1})");
    }
}
