namespace Notify.Sdk.Rendering;

/// <summary>Picks the template whose language is closest to the person's (BCP 47 lookup, RFC 4647 section 3.4).</summary>
internal static class LanguageChoice
{
    /// <summary>
    /// The exact tag; else the tag shortened from the right; else another variety of the same language; else the
    /// topic's default language, when the policy allows it. Null for none.
    /// </summary>
    public static T? Choose<T>(string? wanted, Topic topic, IReadOnlyList<T> candidates, Func<T, string> languageOf) where T : class
    {
        if (wanted is not null && (Lookup(wanted, candidates, languageOf) ?? SameLanguage(wanted, candidates, languageOf)) is { } close)
            return close;
        return MayFallBack(wanted, topic) ? Lookup(topic.DefaultLanguage, candidates, languageOf) : null;
    }

    private static bool MayFallBack(string? wanted, Topic topic) => topic.LanguageFallback switch
    {
        LanguageFallback.DefaultLanguage => true,
        LanguageFallback.ByClass => topic.Class != MessageClass.Marketing,
        LanguageFallback.Suppress => wanted is null && topic.Class != MessageClass.Marketing,
        _ => throw new InvalidOperationException($"No rule for {topic.LanguageFallback}."),
    };

    /// <summary><c>pt-BR</c> is <c>pt</c>.</summary>
    public static string Primary(string tag)
    {
        var dash = tag.IndexOf('-', StringComparison.Ordinal);
        return dash < 0 ? tag : tag[..dash];
    }

    private static T? Lookup<T>(string tag, IReadOnlyList<T> candidates, Func<T, string> languageOf) where T : class
    {
        while (true)
        {
            for (var i = 0; i < candidates.Count; i++)
            {
                var candidate = candidates[i];
                if (string.Equals(languageOf(candidate), tag, StringComparison.OrdinalIgnoreCase))
                    return candidate;
            }

            var dash = tag.LastIndexOf('-');
            if (dash < 0)
                return null;
            tag = tag[..dash];
        }
    }

    private static T? SameLanguage<T>(string tag, IReadOnlyList<T> candidates, Func<T, string> languageOf) where T : class
    {
        var primary = Primary(tag);
        foreach (var candidate in candidates)
        {
            if (string.Equals(Primary(languageOf(candidate)), primary, StringComparison.OrdinalIgnoreCase))
                return candidate;
        }

        return null;
    }
}
