using System.Buffers;

namespace Notify.Sdk.Permission;

/// <summary>The words of a message and its sentences, in pooled memory. Not for two threads; dispose once.</summary>
internal struct ReplyTokens : IDisposable
{
    // More than ten text messages: what comes later is no reply word.
    private const int LongestText = 1_600;

    private readonly char[] _text;
    private readonly Word[] _words;
    private readonly int _length;
    private readonly ulong _asking;
    private readonly ulong _goingOn;

    /// <summary>
    /// Reads a message. Sentences end at <c>. , ! ? ; :</c> and line breaks; quoted lines and what introduces them are left out.
    /// </summary>
    /// <param name="message">As it came.</param>
    /// <param name="signs">The signs that are read as the word STOP; null where signs are no words.</param>
    public ReplyTokens(string message, ReplySigns? signs = null)
    {
        var own = Own(message.AsSpan(0, Math.Min(message.Length, LongestText)));
        var room = 2 + own.Length * (signs is null ? 2 : ReplySigns.Word.Length);
        IsQuestion = own.IndexOfAny('?', '？', '؟') >= 0;
        _text = ArrayPool<char>.Shared.Rent(room);
        _words = ArrayPool<Word>.Shared.Rent(room);
        _length = ReplyFold.Fold(own, _text, signs);
        (Count, Sentences) = Split(out _asking, out _goingOn);
    }

    /// <summary>How many words there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many sentences there are.</summary>
    public int Sentences { get; }

    /// <summary>Whether a question mark stands anywhere.</summary>
    public bool IsQuestion { get; }

    /// <summary>
    /// Whether the sentence of a word ends with a question mark, or what it is a part of does: commas do not end a question. Of more
    /// than 64 sentences the last are all as the sixty-fourth.
    /// </summary>
    public readonly bool Asks(int word) => (_asking & Bit(SentenceOf(word))) != 0;

    /// <summary>Whether a comma, not a full stop, stands before the sentence of a word.</summary>
    public readonly bool GoesOn(int word) => (_goingOn & Bit(SentenceOf(word))) != 0;

    /// <summary>A word.</summary>
    public readonly ReadOnlySpan<char> this[int word] => _text.AsSpan(_words[word].Start, _words[word].Length);

    /// <summary>Words in a row with a space between each.</summary>
    public readonly ReadOnlySpan<char> Row(int first, int count) =>
        _text.AsSpan(_words[first].Start, _words[first + count - 1].Start + _words[first + count - 1].Length - _words[first].Start);

    /// <summary>The number of the sentence that a word stands in, from zero.</summary>
    public readonly int SentenceOf(int word) => _words[word].Sentence;

    /// <summary>The word after the last of a word's sentence.</summary>
    public readonly int EndOfSentence(int word)
    {
        var end = word + 1;
        while (end < Count && _words[end].Sentence == _words[word].Sentence)
            end++;
        return end;
    }

    /// <summary>The words from one to another without what is between them; 0 where they do not fit.</summary>
    public readonly int Squash(int first, int end, Span<char> to)
    {
        var length = 0;
        for (var i = first; i < end; i++)
        {
            if (length + _words[i].Length > to.Length)
                return 0;
            this[i].CopyTo(to[length..]);
            length += _words[i].Length;
        }

        return length;
    }

    /// <summary>Takes marked words out.</summary>
    public void Remove(ReadOnlySpan<bool> marked)
    {
        var kept = 0;
        for (var i = 0; i < marked.Length; i++)
        {
            if (!marked[i])
                _words[kept++] = _words[i];
        }

        Count = kept;
    }

    public readonly void Dispose()
    {
        ArrayPool<char>.Shared.Return(_text);
        ArrayPool<Word>.Shared.Return(_words);
    }

    /// <summary>"On Monday Shop wrote:" and "&gt; Reply STOP": what a mail program quotes is not the person's.</summary>
    private static ReadOnlySpan<char> Own(ReadOnlySpan<char> message)
    {
        if (!message.Contains('>'))
            return message;
        for (var at = 0; at < message.Length;)
        {
            var line = message[at..];
            if (line.TrimStart(" \t").StartsWith(">"))
                return message[..at].IsWhiteSpace() ? message : WithoutIntroduction(message[..at]);
            var next = line.IndexOf('\n');
            if (next < 0)
                break;
            at += next + 1;
        }

        return message;
    }

    private static ReadOnlySpan<char> WithoutIntroduction(ReadOnlySpan<char> message)
    {
        var trimmed = message.TrimEnd();
        return trimmed.EndsWith(":") && trimmed.LastIndexOf('\n') is >= 0 and var line ? trimmed[..line] : trimmed;
    }

    /// <summary>Moves the words together, one space apart, so that a row of them can be looked up where it stands.</summary>
    private readonly (int Words, int Sentences) Split(out ulong asking, out ulong goingOn)
    {
        int count = 0, sentence = 0, from = 0, to = 0, whole = 0;
        (asking, goingOn) = (0, 0);
        for (var i = 0; i < _length;)
        {
            var start = i;
            while (i < _length && _text[i] is not (' ' or ReplyFold.End or ReplyFold.Asks or ReplyFold.Pause))
                i++;
            if (i > start)
            {
                _text.AsSpan(start, i - start).CopyTo(_text.AsSpan(to));
                _words[count++] = new(to, i - start, sentence);
                to += i - start;
                if (to < i)
                    _text[to] = ' ';
                to++;
                continue;
            }

            var mark = _text[i++];
            if (mark == ReplyFold.Asks)
                asking |= Bits(whole, count > from ? sentence : sentence - 1);
            if (mark != ' ' && count > from)
                (sentence, from) = (sentence + 1, count);
            if (mark is ReplyFold.Asks or ReplyFold.End)
                whole = sentence;
            if (mark == ReplyFold.Pause)
                goingOn |= Bits(sentence, sentence);
        }

        return (count, count > from ? sentence + 1 : sentence);
    }

    private static ulong Bit(int sentence) => 1UL << Math.Min(sentence, 63);

    private static ulong Bits(int first, int last)
    {
        var bits = 0UL;
        for (var sentence = first; sentence <= Math.Min(last, 63); sentence++)
            bits |= Bit(sentence);
        return bits;
    }

    private readonly record struct Word(int Start, int Length, int Sentence);
}
