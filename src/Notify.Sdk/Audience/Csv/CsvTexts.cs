namespace Notify.Sdk.Audience;

/// <summary>
/// Strings of a file. What repeats in most rows (countries, languages, zones) is one string as long as nothing else takes its
/// place in a small table. Thread-safe: a race costs a string.
/// </summary>
internal sealed class CsvTexts
{
    private readonly string?[] _known = new string?[256];

    public string Of(CsvFieldType type, ReadOnlySpan<char> text)
    {
        if (!type.Repeats)
            return text.ToString();
        ref var known = ref _known[(byte)string.GetHashCode(text)];
        var candidate = known;
        return text.SequenceEqual(candidate) ? candidate! : known = text.ToString();
    }
}
