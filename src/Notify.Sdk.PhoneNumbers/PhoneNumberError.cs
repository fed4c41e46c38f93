namespace Notify.Sdk.PhoneNumbers;

/// <summary>Why a text is not a phone number. The kinds, and the order in which they are found, are Google's.</summary>
public enum PhoneNumberError : byte
{
    /// <summary>No error: the text was read. This does not make the number a valid one, see <see cref="PhoneNumber.IsValid"/>.</summary>
    None,

    /// <summary>
    /// The country code is unknown, or the text has none and the default region is missing or unknown.
    /// A region is two capital letters, such as "DE".
    /// </summary>
    InvalidCountryCode,

    /// <summary>The text does not look like a phone number, for example because it has fewer than two digits.</summary>
    NotANumber,

    /// <summary>After the plus or the international prefix too few digits follow.</summary>
    TooShortAfterIdd,

    /// <summary>The national number has fewer than 2 digits.</summary>
    TooShortNsn,

    /// <summary>The text has more than 250 UTF-16 units, or the national number more than 17 digits.</summary>
    TooLong,
}
