namespace Notify.Sdk.PhoneNumbers.Tests.Oracle;

/// <summary>Our answers in the columns and words of the corpora.</summary>
internal static class Answers
{
    public static string[] For(string input, string region)
    {
        var text = CorpusFile.Unescape(input);
        if (!PhoneNumber.TryParse(text, region == "ZZ" ? null : region, out var number, out var error))
            return [input, region, Word(error), .. Enumerable.Repeat("-", 11)];
        return
        [
            input, region, number.ToE164(), Bit(number.IsPossible), Bit(number.IsValid), Word(number.Type), number.Region ?? "-",
            CorpusFile.Escape(number.Format(PhoneNumberFormat.International)),
            CorpusFile.Escape(number.Format(PhoneNumberFormat.National)),
            CorpusFile.Escape(number.Format(PhoneNumberFormat.Rfc3966)),
            number.Extension ?? "-", Word(number.PossibleReason), number.ToE164()[(1 + Digits(number.CountryCode))..],
            Bit(region != "ZZ" && number.IsValidForRegion(region)),
        ];
    }

    /// <summary>The differences of a corpus, at most a few of them as text.</summary>
    public static (int Lines, List<string> Differences) Compare(IEnumerable<string[]> expected)
    {
        var lines = 0;
        var differences = new List<string>();
        foreach (var line in expected)
        {
            lines++;
            var ours = For(line[0], line[1]);
            if (!ours.AsSpan().SequenceEqual(line.AsSpan(0, ours.Length)))
                differences.Add(Environment.NewLine + "expected " + string.Join(" | ", line) + Environment.NewLine + "got      " + string.Join(" | ", ours));
        }

        return (lines, differences);
    }

    public static string Word(Enum value) => string.Concat(value.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? "_" + c : char.ToUpperInvariant(c).ToString()));

    private static string Bit(bool value) => value ? "1" : "0";

    private static int Digits(int code) => code < 10 ? 1 : code < 100 ? 2 : 3;
}
