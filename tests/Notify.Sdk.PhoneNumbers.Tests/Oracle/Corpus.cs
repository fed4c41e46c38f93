namespace Notify.Sdk.PhoneNumbers.Tests.Oracle;

/// <summary>Texts and regions that lead into every corner of the library; what it says of them is asked, not stored.</summary>
internal static class Corpus
{
    /// <summary>51,000 texts. A region that the library does not know is null here, as the caller would have it.</summary>
    public static IEnumerable<(string Text, string? Region)> Numbers() => CorpusFile.Read("numbers.tsv.gz")
        .Select(line => (CorpusFile.Unescape(line[0]), PhoneNumber.IsKnownRegion(line[1]) ? line[1] : null));

    /// <summary>Numbers with a plus whose first digits lead to every zone of the map.</summary>
    public static IEnumerable<string> Zones() => CorpusFile.Read("zones.tsv.gz").Select(line => line[0]);

    /// <summary>Short numbers and texts like them, each with a region.</summary>
    public static IEnumerable<(string Text, string Region)> ShortNumbers() =>
        CorpusFile.Read("short-numbers.tsv.gz").Select(line => (line[0], line[1]));
}
