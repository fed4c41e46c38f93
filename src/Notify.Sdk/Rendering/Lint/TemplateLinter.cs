using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Rendering;

/// <summary>
/// Looks for what goes wrong with templates although they are valid: answers that opt people out by accident, marketing
/// without a way out, texts that cost more than they seem to. Pure and thread-safe; for tests, builds and start-up
/// (<c>CheckTemplates</c>).
/// </summary>
public static class TemplateLinter
{
    // A text with more of them is written in a script that needs UCS-2.
    private const int FewCharacters = 3;

    private static readonly FrozenSet<string> StopWords = OptOutLexicon.Shipped.Words
        .Where(w => w.Kind == ReplyKind.OptOut && !w.OnlyIfConfigured)
        .Select(w => ReplyWords.Squash(ReplyWords.Of(w.Word)))
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] WaysOut =
        ["unsubscri", "opt out", "opt-out", "optout", "abmeld", "abbestell", "désabonn", "desabonn", "désinscri", "desinscri",
            "darse de baja", "dar de baja",
            "cancelar suscrip", "cancelar la suscrip", "cancelar inscri", "disiscri", "annulla iscri", "afmeld", "uitschrijv", "avsluta",
                "avregistr", "wypisz"];

    /// <summary>Checks all templates of a topic, in their order. Empty when there is nothing to say.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="options">Null for the defaults.</param>
    public static IReadOnlyList<LintFinding> Check(Topic topic, LintOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(topic);
        options ??= new();
        return [.. topic.Templates.SelectMany(t => Check(topic, t, options)).Where(f => !options.Ignore.Contains(f.Code))];
    }

    private static IEnumerable<LintFinding> Check(Topic topic, TopicTemplate template, LintOptions options)
    {
        var text = new LintText(template.Text, topic, options);
        LintFinding Find(string code, int? at, string help, string part = "text") =>
            new(code, topic.Name, template.Channel, template.Language, part, at, help);

        foreach (var (word, at, purpose) in LintReplyWords.Requests(text.Shown).DistinctBy(r => r.At))
        {
            if (LintReplyWords.IsDigits(word) && LintReplyWords.IsOptOut(purpose))
                yield return Find(LintCodes.NumericOptOut, text.Origin(at),
                    $"'{word}' is no way to opt out: providers and phones know words only. Use STOP.");
            else if (LintReplyWords.IsMisused(word, purpose))
                yield return Find(LintCodes.ReservedWord, text.Origin(at),
                    $"Providers act on '{word.ToUpperInvariant()}' before you see it: it "
                    + $"{(word is "yes" or "y" or "start" or "unstop" ? "subscribes people" : "opts people out")}. Ask for a digit, as in "
                    + $"'Reply 1 to confirm, 2 to cancel'.");
        }

        foreach (var (button, place) in template.Buttons.Select((b, i) => (b, $"button {i + 1}")))
        {
            if (button.Answer is { } answer && LintReplyWords.Read(answer) is [var (said, _)]
                && LintReplyWords.IsMisused(said, [.. LintReplyWords.Read(button.Text).Select(w => w.Word)]))
                yield return Find(LintCodes.ReservedWord, null,
                    $"The answer '{said.ToUpperInvariant()}' of a button is acted on before you see it. Let it answer with a digit.",
                        place);
        }

        foreach (var (where, phrase, at) in Advertising(topic, template, options))
            yield return Find(LintCodes.MarketingWords, at,
                $"'{phrase}' reads like advertising, and the topic is {topic.Class}, which asks nobody's consent. Say it in a topic of "
                + $"class Marketing, or leave it out.", where);
        if (topic.Class == MessageClass.Marketing && WayOut(template, text) is var (code, part, help))
            yield return Find(code, null, help, part);
        if (template.Channel != DeliveryChannel.Sms)
            yield break;
        if (topic.Brand.Length == 0 || !text.Shown.Contains(topic.Brand, StringComparison.OrdinalIgnoreCase))
            yield return Find(LintCodes.NoBrand, null, topic.Brand.Length == 0
                ? "The topic names no sender. Name it with From(...), and write {{brand}}."
                : "The text does not say who sends it. Write {{brand}}.");
        foreach (var finding in Length(text, options, Find))
            yield return finding;
    }

    /// <summary>The first words of advertising in each part of a template that is not advertising.</summary>
    private static IEnumerable<(string Part, string Phrase, int At)> Advertising(Topic topic, TopicTemplate template, LintOptions options)
    {
        if (topic.Class == MessageClass.Marketing)
            yield break;
        foreach (var (part, source) in new[] { ("subject", template.Subject), ("text", template.Text), ("html", template.Html) }
            .Concat(template.Buttons.Select((b, i) => ($"button {i + 1}", (string?)b.Text))))
        {
            if (source is null)
                continue;
            var shown = new LintText(source, topic, options);
            if (LintMarketingWords.Find(shown.Shown) is var (phrase, at))
                yield return (part, phrase, shown.Origin(at));
        }
    }

    private static (string Code, string Part, string Help)? WayOut(TopicTemplate template, LintText text)
    {
        if (template.Channel == DeliveryChannel.Sms || DeliveryChannel.Messengers.Contains(template.Channel))
        {
            return template.Buttons.Select(b => b.Answer ?? "").Prepend(text.Shown)
                .Any(t => LintReplyWords.Read(t).Any(w => StopWords.Contains(w.Word))) || Names(text.Shown, text.Tags)
                ? null
                : (LintCodes.NoOptOut, "text", "Advertising must say how to stop it. Add 'Reply STOP to opt out'.");
        }

        if (template.Channel != DeliveryChannel.Email)
            return null;
        var (part, source) = template.Html is { } html ? ("html", html) : ("text", template.Text);
        return Names(source, []) ? null : (LintCodes.NoUnsubscribe, part,
            "Advertising by mail must show a way to unsubscribe, beside the header that mail programs use. Add a link.");
    }

    /// <summary>A link or a variable counts by its name.</summary>
    private static bool Names(string source, IEnumerable<string> tags) =>
        tags.Append(source).Any(s => WaysOut.Any(way => s.Contains(way, StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<LintFinding> Length(LintText text, LintOptions options, Func<string, int?, string, string, LintFinding> find)
    {
        var counted = SmsSegments.Count(text.Shown);
        var forcing = Forcing(text);
        var distinct = forcing.Select(at => Rune.TryGetRuneAt(text.Shown, at, out var rune) ? rune : Rune.ReplacementChar).Distinct()
            .ToList();
        if (forcing.Count > 0 && distinct.Count <= FewCharacters)
        {
            yield return find(LintCodes.ForcesUcs2, text.Origin(forcing[0]), string.Create(CultureInfo.InvariantCulture,
                $"{string.Join(", ", distinct.Select(c => $"U+{c.Value:X4} '{c}'"))} is not in the GSM alphabet, so {counted.Segments} "
                    + $"segments hold 70 (67) characters instead of 160 (153) each. Replace it, if you can."), "text");
        }

        if (counted.Segments > options.MaximumSegments)
        {
            yield return find(LintCodes.TooManySegments, null, string.Create(CultureInfo.InvariantCulture,
                $"About {counted} with sample values; at most {options.MaximumSegments} segments are allowed. Shorten it, or raise "
                    + $"LintOptions.MaximumSegments."), "text");
        }
    }

    /// <summary>
    /// The characters that somebody wrote into the template and that force UCS-2; those of values are not the template's fault.
    /// </summary>
    private static List<int> Forcing(LintText text)
    {
        List<int> found = [];
        for (var at = SmsSegments.NextUcs2(text.Shown); at >= 0; at = SmsSegments.NextUcs2(text.Shown, at + 1))
        {
            if (text.IsWritten(at) && !char.IsLowSurrogate(text.Shown[at]))
                found.Add(at);
        }

        return found;
    }
}
