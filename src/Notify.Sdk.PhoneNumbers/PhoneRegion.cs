using Notify.Sdk.PhoneNumbers.Library;

namespace Notify.Sdk.PhoneNumbers;

/// <summary>
/// A region that has phone numbers: a country, or a territory with a code of its own, as two bytes. The compact form of the
/// two letters that <see cref="PhoneNumber"/> takes and gives. <c>default</c> is no region. Safe to share between threads.
/// </summary>
public readonly struct PhoneRegion : IEquatable<PhoneRegion>
{
    // 1 + index in the table, so that the default is none.
    private readonly ushort _number;

    internal PhoneRegion(int number) => _number = (ushort)number;

    /// <summary>All regions, by their letters; codes without a region (such as +800) are not among them.</summary>
    public static IReadOnlyList<PhoneRegion> All { get; } = Array.AsReadOnly(
        Enumerable.Range(1, RegionTable.Count).Select(number => new PhoneRegion(number)).ToArray());

    /// <summary>Two capital letters of ISO 3166-1 (and "AC", "TA", "XK"); empty for <c>default</c>.</summary>
    public string Name => _number == 0 ? string.Empty : RegionTable.Name(_number);

    /// <summary>The country calling code, such as 49; 0 for <c>default</c>. Regions may share one.</summary>
    public int CountryCode => RegionTable.CodeOf(_number);

    /// <summary>Whether this is the main region of its country code, as the US is of 1. Its formats hold for the whole code.</summary>
    public bool IsMainOfItsCode => _number != 0 && RegionTable.MainOf(CountryCode) == _number;

    /// <summary>Finds a region by its letters.</summary>
    /// <param name="name">Two capital letters, such as "DE".</param>
    /// <param name="region">The region; <c>default</c> if unknown.</param>
    /// <returns>False for lower case, "001" and unknown letters.</returns>
    public static bool TryGet(ReadOnlySpan<char> name, out PhoneRegion region)
    {
        region = new PhoneRegion(RegionTable.Named(name));
        return region._number != 0;
    }

    /// <summary>Finds the main region of a country code.</summary>
    /// <param name="countryCode">The code, such as 49.</param>
    /// <param name="region">The region; <c>default</c> if there is none.</param>
    /// <returns>False for unknown codes and for codes without a region.</returns>
    public static bool TryGetMain(int countryCode, out PhoneRegion region)
    {
        var main = RegionTable.MainOf(countryCode);
        region = main == RegionTable.NonGeographic ? default : new PhoneRegion(main);
        return region._number != 0;
    }

    /// <summary>Compares two regions.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they are the same.</returns>
    public static bool operator ==(PhoneRegion left, PhoneRegion right) => left.Equals(right);

    /// <summary>Compares two regions.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(PhoneRegion left, PhoneRegion right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(PhoneRegion other) => _number == other._number;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PhoneRegion other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _number;

    /// <summary>The letters.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;
}
