using Notify.Sdk.PhoneNumbers.Library;

namespace Notify.Sdk.PhoneNumbers.Lane;

/// <summary>Compiles the library's metadata of a region.</summary>
internal static class PlanCompiler
{
    private const string Never = "~";

    /// <summary>Null where the metadata hold something that is not known here; the region then stays with the library.</summary>
    internal static Plan? Compile(Google.PhoneMetadata region)
    {
        // A code without a region is nobody's home, so that nothing is dialled from there. In a region without an international
        // prefix the library would take every number for an international one.
        var dialled = region.Id == RegionTable.NonGeographicName ? Never : region.InternationalPrefix;
        if (string.IsNullOrEmpty(dialled) || !region.GeneralDesc.HasNationalNumberPattern
            || PrefixProgram.Compile(dialled) is not { } international
            || !NationalPrefix.TryCompile(region.NationalPrefixForParsing, region.NationalPrefixTransformRule, out var national))
        {
            return null;
        }

        return Compile(region, international, national);
    }

    private static Plan? Compile(Google.PhoneMetadata region, PrefixProgram international, NationalPrefix? national)
    {
        // In the order of the bits of a plan.
        Google.PhoneNumberDesc[] patterns =
        [
            region.PremiumRate, region.TollFree, region.SharedCost, region.Voip, region.PersonalNumber, region.Pager, region.Uan,
            region.Voicemail, region.FixedLine, region.Mobile, region.GeneralDesc,
        ];
        var builder = new AutomatonBuilder();
        var lengths = new ushort[Plan.MaxLength + 1];
        for (var bit = 0; bit < patterns.Length; bit++)
        {
            // A type that the region does not have has the length -1, or no pattern.
            if (string.IsNullOrEmpty(patterns[bit].NationalNumberPattern) || patterns[bit].PossibleLengthList is [-1])
                builder.AddNothing();
            else
                builder.Add(PatternParser.Parse(patterns[bit].NationalNumberPattern));
            for (var length = 0; length < lengths.Length; length++)
            {
                if (patterns[bit].PossibleLengthCount == 0 || patterns[bit].PossibleLengthList.Contains(length))
                    lengths[length] |= (ushort)(1 << bit);
            }
        }

        return builder.Build() is not { } numbers || Possible(region.GeneralDesc) is not { } possible ? null : new Plan
        {
            CountryCode = region.CountryCode,
            Numbers = numbers,
            PatternsOfLength = lengths,
            Possible = possible,
            FixedLinesAreMobiles = region.SameMobileAndFixedLinePattern,
            NationalPrefix = national,
            InternationalPrefix = international,
        };
    }

    // As the library tests a length: by the shortest and the longest first, and by the list between them.
    private static PossibleResult[]? Possible(Google.PhoneNumberDesc general)
    {
        var lengths = general.PossibleLengthList;
        if (lengths.Count == 0 || lengths[^1] >= Plan.MaxLength)
            return null;
        return [.. Enumerable.Range(0, Plan.MaxLength + 1).Select(length =>
            lengths[0] == -1 ? PossibleResult.InvalidLength
            : general.PossibleLengthLocalOnlyList.Contains(length) ? PossibleResult.IsPossibleLocalOnly
            : length < lengths[0] ? PossibleResult.TooShort
            : length > lengths[^1] ? PossibleResult.TooLong
            : lengths.Contains(length) ? PossibleResult.IsPossible : PossibleResult.InvalidLength)];
    }
}
