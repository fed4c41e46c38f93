namespace Notify.Sdk.Benchmarks.Replies;

/// <summary>
/// The model that the rules are measured against: multinomial naive Bayes over letters in rows of one to four, with add-one
/// smoothing (Cavnar and Trenkle 1994 for the rows; McCallum and Nigam 1998 for the model). Two classes: a wish to stop, or not.
/// </summary>
internal sealed class NgramClassifier
{
    private const int Longest = 4;
    private readonly Dictionary<string, (int Wish, int Other)> _counts = [];
    private (int Wish, int Other) _rows;
    private (int Wish, int Other) _messages;

    /// <summary>Learns a message.</summary>
    public void Learn(string text, bool isWish)
    {
        _messages = Add(_messages, isWish);
        foreach (var row in Rows(text))
        {
            _counts[row] = Add(_counts.GetValueOrDefault(row), isWish);
            _rows = Add(_rows, isWish);
        }
    }

    /// <summary>The logarithm of how much likelier a wish is than anything else.</summary>
    public double Odds(string text)
    {
        var odds = Math.Log((double)_messages.Wish / _messages.Other);
        foreach (var row in Rows(text))
        {
            var (wish, other) = _counts.GetValueOrDefault(row);
            odds += Math.Log((wish + 1.0) / (_rows.Wish + _counts.Count)) - Math.Log((other + 1.0) / (_rows.Other + _counts.Count));
        }

        return odds;
    }

    private static (int Wish, int Other) Add((int Wish, int Other) count, bool isWish) =>
        isWish ? (count.Wish + 1, count.Other) : (count.Wish, count.Other + 1);

    private static IEnumerable<string> Rows(string text)
    {
        var folded = $" {text.ToLowerInvariant()} ";
        for (var length = 1; length <= Longest; length++)
        {
            for (var at = 0; at + length <= folded.Length; at++)
                yield return folded.Substring(at, length);
        }
    }
}
