namespace Notify.Sdk.PhoneNumbers;

/// <summary>Steps of our own beside Google's rules, all off by default. May be combined.</summary>
[Flags]
public enum PhoneNumberReading
{
    /// <summary>Google's rules and nothing else.</summary>
    Google = 0,

    /// <summary>
    /// Mexican numbers in forms from before August 2019, which Google rejects as too long: with 1 after the country code,
    /// or with 01, 044 or 045 in front. The token is dropped where ten digits are left that are a valid number; every
    /// other number stays as Google reads it.
    /// </summary>
    LegacyMexico = 1,
}
