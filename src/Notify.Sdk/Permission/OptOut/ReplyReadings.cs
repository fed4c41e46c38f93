using System.Collections.Concurrent;

namespace Notify.Sdk.Permission;

/// <summary>The readings that rules give, made once each. Thread-safe.</summary>
internal sealed class ReplyReadings
{
    private const int LongestWords = 500;

    private readonly ConcurrentDictionary<(string Language, Finding Finding), ReplyReading> _made = new();

    /// <summary>The reading of what was found, without topic and wish.</summary>
    public ReplyReading Of(Finding finding, string language)
    {
        var key = (language, finding with { Wish = ReplyFrame.None });
        return _made.TryGetValue(key, out var reading) ? reading : _made.GetOrAdd(key, Make);
    }

    /// <summary>The reading with the wish that a rule tells of.</summary>
    public ReplyReading WithWish(ReplyReading reading, ReplyFrame frame, string language, string text) => WishOf(frame) is not { } kind
        ? reading : reading with
        {
            Wish = new(kind, text.Length > LongestWords ? text[..LongestWords] : text, Of(new(ReplyKind.Wish, frame), language).Rule),
        };

    /// <summary>What rules are called in evidence: <c>rule/pl/not-want</c>.</summary>
    public static string NameOf(ReplyFrame frame)
    {
        var name = frame.ToString();
        return string.Concat(
            name.Select((c, i) => char.IsUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
    }

    private static ReplyReading Make((string Language, Finding Finding) key) => new(
        key.Finding.Kind,
        $"rule/{key.Language}/{NameOf(key.Finding.Frame)}",
        key.Finding.Kind == ReplyKind.Doubtful ? ReplyConfidence.Low : ReplyConfidence.Likely,
        key.Finding.Scope,
        Language: key.Language == "und" ? null : key.Language);

    private static ReplyWishKind? WishOf(ReplyFrame frame) => frame switch
    {
        ReplyFrame.Fewer => ReplyWishKind.Fewer,
        ReplyFrame.Channel => ReplyWishKind.OtherChannel,
        ReplyFrame.Time => ReplyWishKind.OtherTime,
        ReplyFrame.Only => ReplyWishKind.OnlyTopic,
        ReplyFrame.Language => ReplyWishKind.OtherLanguage,
        ReplyFrame.Who => ReplyWishKind.WhoIsThis,
        ReplyFrame.Person => ReplyWishKind.WrongPerson,
        _ => null,
    };
}
