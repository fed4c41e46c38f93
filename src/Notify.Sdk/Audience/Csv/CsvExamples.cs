namespace Notify.Sdk.Audience;

/// <summary>Collects what stands in a column, and shows it without showing whose it is. One thread; several are joined in order.</summary>
internal sealed class CsvExamples
{
    private const int Most = 3;
    private const int MostLooked = 64; // a column that says the same in every row says it once
    private const int Longest = 24;

    private readonly List<string> _shown = new(Most);
    private int _looked;

    /// <summary>Up to three different values, masked.</summary>
    public IReadOnlyList<string> Shown => _shown;

    public void Add(ReadOnlyMemory<char> value, CsvFieldType? type)
    {
        if (_shown.Count == Most || _looked == MostLooked)
            return;
        _looked++;
        Add(Masked(value.ToString(), type));
    }

    public void Join(CsvExamples other)
    {
        foreach (var shown in other._shown)
            Add(shown);
    }

    private void Add(string masked)
    {
        if (_shown.Count < Most && !_shown.Contains(masked))
            _shown.Add(masked);
    }

    private static string Masked(string text, CsvFieldType? type)
    {
        if (text.Contains('@', StringComparison.Ordinal))
            return Mask.Email(text);
        if (type?.IsImpersonal == true)
            return text.Length <= Longest ? text : text[..Longest];
        if (text.Count(char.IsAsciiDigit) > 6)
            return Mask.Phone(text);
        return text.Length < 2 ? "*" : $"{text[0]}***";
    }
}
