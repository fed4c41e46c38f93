namespace Notify.Sdk.Permission;

/// <summary>The words that mean something as the whole message, or as a sentence of their own. Immutable.</summary>
internal sealed class LoneWords
{
    /// <summary>A message of more letters is no reply word.</summary>
    public const int Longest = 64;

    // One slip from STOP is a word of its own as often as not: it is asked. Longer words are not mistaken for others.
    private static readonly string[] Misspelt = ["unsubscribe", "unsubscribed", "optout", "stopall", "desabonner", "abbestellen",
        "abmelden", "uitschrijven", "afmelden", "cancelar", "disiscrivimi", "desuscribir"];

    private static readonly HashSet<string> Words =
        ["step", "shop", "top", "stoop", "atop", "slop", "swop", "stow", "stoke", "stock", "story", "store", "strop", "stops", "stomp",
            "estop", "stoup", "stopt", "sop", "top", "stoc", "stor"];

    private readonly Dictionary<string, Lone> _words = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unused;

    public LoneWords(IReadOnlyList<LexiconWord> shipped, OptOutParserOptions options, Func<string, string> withoutPoliteness)
    {
        _unused = [.. shipped.Where(w => w.OnlyIfConfigured).Select(w => ReplyWords.Squash(ReplyWords.Of(w.Word)))];
        foreach (var word in shipped.Where(w => !w.OnlyIfConfigured))
        {
            _words.TryAdd(ReplyWords.Squash(ReplyWords.Of(word.Word)), new(word));
            if (withoutPoliteness(word.Word) is { Length: > 0 } plain)
                _words.TryAdd(plain, new(word));
        }

        Add(shipped, options.OptOutWords, ReplyKind.OptOut);
        Add(shipped, options.OptInWords, ReplyKind.OptIn);
    }

    /// <summary>The word that the letters are, or null.</summary>
    public Lone? Find(ReadOnlySpan<char> letters) =>
        letters.Length > 0 && _words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(letters, out var found) ? found : null;

    /// <summary>Whether the letters are a word that counts only where an application asks for it: it answers something else.</summary>
    public bool IsUnused(ReadOnlySpan<char> letters) => _unused.GetAlternateLookup<ReadOnlySpan<char>>().Contains(letters);

    /// <summary>Whether an unknown word is a slip of the finger from a word that opts out: surely, perhaps (null), or not.</summary>
    public static bool? IsSlip(ReadOnlySpan<char> word)
    {
        foreach (var right in Misspelt)
        {
            if (Edits.Within(word, right, right.Length >= 8 ? 2 : 1))
                return true;
        }

        return word.Length is >= 3 and <= 6 && System.Text.Ascii.IsValid(word) && Edits.Within(word, "stop", 1)
            && !Words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word) || word.SequenceEqual("stopping") ? null : false;
    }

    private void Add(IReadOnlyList<LexiconWord> shipped, IEnumerable<string> words, ReplyKind kind)
    {
        foreach (var word in words)
        {
            if (ReplyWords.Squash(ReplyWords.Of(word)) is { Length: > 0 } key)
                _words[key] =
                    new(shipped.FirstOrDefault(w => w.OnlyIfConfigured && w.Kind == kind
                    && w.Word.Equals(word.Trim(), StringComparison.OrdinalIgnoreCase))
                    ?? new(word.Trim(), "und", kind, ["configured"], Confirmed: true));
        }
    }

    /// <summary>A word with its readings, made once.</summary>
    internal sealed class Lone(LexiconWord word)
    {
        public LexiconWord Word => word;

        /// <summary>The whole message.</summary>
        public ReplyReading Whole { get; } = Make("word", word, word.Confirmed ? ReplyConfidence.Certain : ReplyConfidence.Likely);

        /// <summary>The whole message over and over.</summary>
        public ReplyReading Repeated { get; } = Make("word", word, ReplyConfidence.Likely);

        /// <summary>With letters drawn out.</summary>
        public ReplyReading DrawnOut { get; } = Make("drawn-out", word, ReplyConfidence.Likely);

        /// <summary>A sentence of its own.</summary>
        public ReplyReading Sentence { get; } = word.Leads ? Make("sentence", word, ReplyConfidence.Likely) : Doubt(word);

        /// <summary>A sentence of its own beside business.</summary>
        public ReplyReading Doubtful { get; } = Doubt(word);

        private static ReplyReading Make(string how, LexiconWord word, ReplyConfidence confidence) => new(
            word.Kind, $"{how}/{word.Rule}", confidence, word.Word is "STOP ALL" or "STOPALL"
                ? ReplyScope.Everything : ReplyScope.Unstated, Language: word.Language);

        private static ReplyReading Doubt(LexiconWord word) => new(ReplyKind.Doubtful, $"sentence/{word.Rule}", Language: word.Language);
    }
}
