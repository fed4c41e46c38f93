using System.Globalization;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Tests.Permission.OptOut;

/// <summary>How a set of labelled messages is read: the figures of the note, by language.</summary>
/// <param name="Wishes">Messages whose labels include opt-out.</param>
/// <param name="Missed">Wishes read as none, help or start.</param>
/// <param name="Doubted">Wishes in doubt, or asked about otherwise.</param>
/// <param name="Business">Messages that are none.</param>
/// <param name="Stopped">Business taken for STOP.</param>
/// <param name="Held">Business in doubt though no label allows it.</param>
/// <param name="Words">Start and help words.</param>
/// <param name="Right">Start and help words read as a label says.</param>
/// <param name="Asked">Start messages of several words in doubt: asked about, and not lifted.</param>
/// <param name="Lifted">Messages that are no start word and lift a stop.</param>
internal sealed record ReplyFigures(int Wishes, int Missed, int Doubted, int Business, int Stopped, int Held, int Words, int Right,
    int Asked, int Lifted)
{
    public static ReplyFigures Of(IEnumerable<(string Text, string[] Labels)> messages)
    {
        var f = new ReplyFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        foreach (var (text, labels) in messages)
            f = f.With(OptOutParser.Default.Read(text).Kind, labels, text.Contains(' ', StringComparison.Ordinal));
        return f;
    }

    public static IEnumerable<(string Language, string Text, string[] Labels)> Read(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Corpora", file))
            .Select(line => line.Split('\t'))
            .Where(cells => cells[0] != "language")
            .Select(cells =>
                (cells[0], cells[2].Replace("\\n", "\n", StringComparison.Ordinal), cells[1]
                .Replace("business", "none", StringComparison.Ordinal).Replace("start", "opt-in", StringComparison.Ordinal).Split('|')));

    /// <summary>Whether nothing was missed, stopped, held, lifted or wrong.</summary>
    public bool IsRight => Missed + Stopped + Held + Lifted + Words - Right == 0;

    public static double Share(int part, int of) => of == 0 ? 0 : (double)part / of;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"wishes {Wishes}, missed {Missed}, in doubt {Doubted}; business {Business}, stopped {Stopped}, in doubt {Held}; start and help "
            + $"{Right} of {Words}, asked {Asked}; lifted {Lifted}");

    private ReplyFigures With(ReplyKind kind, string[] labels, bool isSentence)
    {
        var f = kind == ReplyKind.OptIn && !labels.Contains("opt-in") ? this with { Lifted = Lifted + 1 } : this;
        if (labels.Contains("opt-out"))
            return f with
            {
                Wishes = f.Wishes + 1,
                Missed = f.Missed + (kind is ReplyKind.Other or ReplyKind.Question or ReplyKind.Help or ReplyKind.OptIn ? 1 : 0),
                Doubted = f.Doubted + (kind is ReplyKind.Doubtful or ReplyKind.Wish ? 1 : 0),
            };
        if (labels.Contains("none") && !labels.Contains("help"))
            return f with
            {
                Business = f.Business + 1,
                Stopped = f.Stopped + (kind == ReplyKind.OptOut ? 1 : 0),
                Held = f.Held + (kind == ReplyKind.Doubtful && !labels.Contains("doubt") ? 1 : 0),
            };
        var isRight = labels.Contains(Label(kind));
        return f with
        {
            Words = f.Words + 1,
            Right = f.Right + (isRight ? 1 : 0),
            Asked = f.Asked + (!isRight && isSentence && kind == ReplyKind.Doubtful && labels.Contains("opt-in") ? 1 : 0),
        };
    }

    private static string Label(ReplyKind kind) => kind switch
    {
        ReplyKind.OptOut => "opt-out",
        ReplyKind.OptIn => "opt-in",
        ReplyKind.Help => "help",
        ReplyKind.Doubtful => "doubt",
        _ => "none",
    };
}
