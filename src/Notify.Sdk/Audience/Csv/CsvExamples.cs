namespace Notify.Sdk.Audience;

/// <summary>Shows what stands in a column without showing whose it is.</summary>
internal static class CsvExamples
{
    private const int Most = 3;
    private const int Longest = 24;

    public static IReadOnlyList<string> Of(IReadOnlyList<string?[]> sample, int column, CsvFieldType? type) =>
        [.. sample.Select(row => row[column]).OfType<string>().Select(text => Masked(text, type)).Distinct().Take(Most)];

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
