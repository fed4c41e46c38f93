namespace Notify.Sdk.PhoneNumbers;

/// <summary>Whether a number has a length that its country knows.</summary>
public enum PossibleResult : byte
{
    /// <summary>The length fits.</summary>
    IsPossible,

    /// <summary>The length fits only for dialling inside an area, without the area code.</summary>
    IsPossibleLocalOnly,

    /// <summary>There is no country code; so with a default <see cref="PhoneNumber"/>.</summary>
    InvalidCountryCode,

    /// <summary>Shorter than every number of the country.</summary>
    TooShort,

    /// <summary>Between the shortest and the longest, but no number has this length.</summary>
    InvalidLength,

    /// <summary>Longer than every number of the country.</summary>
    TooLong,
}
