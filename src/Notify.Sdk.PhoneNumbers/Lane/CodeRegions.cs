using Notify.Sdk.PhoneNumbers.Library;

namespace Notify.Sdk.PhoneNumbers.Lane;

/// <summary>
/// Which of the regions that share a country code a number belongs to: asked in the library's order, by leading digits where
/// a region has them, else by whether the number is valid there.
/// </summary>
internal sealed class CodeRegions
{
    private readonly ushort[] _regions;
    private readonly Automaton?[] _leadingDigits;

    private CodeRegions(ushort[] regions, Automaton?[] leadingDigits, bool isKnown) =>
        (_regions, _leadingDigits, IsKnown) = (regions, leadingDigits, isKnown);

    /// <summary>False where the leading digits of a region have something that is not known here.</summary>
    internal bool IsKnown { get; }

    internal static CodeRegions Compile(int code)
    {
        ushort[] regions = [.. RegionTable.OfCode(code)];
        var leading = new Automaton?[regions.Length];
        var isKnown = true;
        for (var i = 0; i < regions.Length && regions.Length > 1; i++)
        {
            if (LibraryNumbers.MetadataOfRegion(regions[i]) is not { HasLeadingDigits: true } metadata)
                continue;
            var builder = new AutomatonBuilder();
            builder.Add(PatternParser.Parse(metadata.LeadingDigits));
            leading[i] = builder.Build();
            isKnown &= leading[i] is not null;
        }

        return new(regions, leading, isKnown);
    }

    /// <summary>False where a plan is missing; then the library has to say.</summary>
    internal bool TryFind(Plan main, ReadOnlySpan<byte> digits, out int region, out PhoneNumberType type)
    {
        type = PhoneNumberType.Unknown;
        region = _regions[0];
        // The only region of a code is that of all its numbers, valid or not.
        if (_regions.Length == 1)
            return TryType(main, digits, out type);

        for (var i = 0; i < _regions.Length; i++)
        {
            region = _regions[i];
            if (_leadingDigits[i] is { } leading)
            {
                if (leading.MatchesBeginning(digits))
                    return TryType(Plans.OfRegion(region), digits, out type);
                continue;
            }

            if (!TryType(i == 0 ? main : Plans.OfRegion(region), digits, out type))
                return false;
            if (type != PhoneNumberType.Unknown)
                return true;
        }

        region = 0;
        return true;
    }

    private static bool TryType(Plan? plan, ReadOnlySpan<byte> digits, out PhoneNumberType type)
    {
        type = plan is null ? PhoneNumberType.Unknown : plan.TypeOf(digits);
        return plan is not null;
    }
}
