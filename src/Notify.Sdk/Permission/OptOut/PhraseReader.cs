namespace Notify.Sdk.Permission;

/// <summary>Finds the phrases of the lists in a sentence, and what stands before them that turns their meaning.</summary>
internal sealed class PhraseReader(OptOutLexicon lexicon, TopicWords topics)
{
    private enum Turn : byte { None, Denied, Open }

    /// <summary>The first phrase, in the order of the lists, that holds; null for none.</summary>
    public ReplyReading? Read(string[] sentence)
    {
        ReplyReading? doubt = null;
        foreach (var (phrase, pattern) in lexicon.Patterns)
        {
            for (var at = 0; at < sentence.Length && (at == 0 || !phrase.Whole); at++)
            {
                var end = pattern.Match(sentence, at, topics, out var topic);
                if (end < 0 || (phrase.Whole && end != sentence.Length))
                    continue;
                var turn = TurnBefore(sentence, at);
                if (turn == Turn.None && phrase.Kind != ReplyKind.Doubtful)
                    return Found(phrase, topic);
                if (turn != Turn.Denied)
                    doubt ??= new(ReplyKind.Doubtful, $"phrase/{phrase.Language}/{phrase.Pattern}", Language: phrase.Language);
            }
        }

        return doubt;
    }

    private static ReplyReading Found(LexiconPhrase phrase, string? topic) => new(
        phrase.Kind,
        $"phrase/{phrase.Language}/{phrase.Pattern}",
        ReplyConfidence.Likely,
        topic is null ? ReplyScope.Unstated : ReplyScope.Topic,
        topic,
        phrase.Language);

    /// <summary>
    /// Goes back over light words. "I don't want to unsubscribe" denies it, and so does "why did you stop texting"; "if you
    /// stop" and "you don't stop texting me" leave it open; "I am not interested stop texting me" has nothing to do with it.
    /// </summary>
    private Turn TurnBefore(string[] sentence, int start)
    {
        bool you = false, asked = false, past = false;
        for (var i = start - 1; i >= 0; i--)
        {
            var word = sentence[i];
            if (lexicon.Negators.Contains(word))
                return asked ? Turn.Denied : you || IsAboutYou(sentence, i) ? Turn.Open : Turn.Denied;
            if (lexicon.Conditions.Contains(word))
                return Turn.Open;
            you |= word is "you" or "u";
            asked |= lexicon.Asking.Contains(word);
            past |= lexicon.Past.Contains(word);
            if (!lexicon.Light.Contains(word) && !lexicon.Asking.Contains(word) && !lexicon.Past.Contains(word))
                break;
        }

        return past && !asked && (sentence[start] == "stop" || sentence[0] is "why" or "when" or "who") ? Turn.Denied : Turn.None;
    }

    /// <summary>"You never stop texting me", "if you do not stop": the negation is said of the sender.</summary>
    private static bool IsAboutYou(string[] sentence, int negator)
    {
        var i = negator - 1;
        while (i >= 0 && sentence[i] is "do" or "will" or "can" or "just" or "ever")
            i--;
        return i >= 0 && sentence[i] is "you" or "u" or "they";
    }
}
