namespace Notify.Sdk.PhoneNumbers;

/// <summary>
/// A text is not a phone number. The message says what was expected; it never holds the text, which is personal data.
/// </summary>
public sealed class PhoneNumberFormatException : FormatException
{
    /// <summary>Makes one without a kind.</summary>
    public PhoneNumberFormatException()
    {
    }

    /// <summary>Makes one without a kind.</summary>
    /// <param name="message">What was expected. Must not hold the text.</param>
    public PhoneNumberFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one without a kind.</summary>
    /// <param name="message">What was expected. Must not hold the text.</param>
    /// <param name="innerException">The cause.</param>
    public PhoneNumberFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal PhoneNumberFormatException(PhoneNumberError error, string? region)
        : base(Describe(error, region)) => Error = error;

    /// <summary>The kind of the error.</summary>
    public PhoneNumberError Error { get; }

    private static string Describe(PhoneNumberError error, string? region) => error switch
    {
        PhoneNumberError.InvalidCountryCode => RegionNote(region)
            + "Write the number with a plus and its country code (+49 ...), or give the region whose national form it has.",
        PhoneNumberError.NotANumber =>
            "The text does not look like a phone number. Expected digits with spaces, hyphens, dots, slashes or brackets between them, a "
                + "plus only in front.",
        PhoneNumberError.TooShortAfterIdd =>
            "Too few digits follow the plus or the international prefix. Expected a country code and a national number.",
        PhoneNumberError.TooShortNsn => "The national number has fewer than 2 digits.",
        PhoneNumberError.TooLong => "The text has more than 250 characters, or the national number more than 17 digits.",
        _ => "The text is not a phone number.",
    };

    // The region comes from configuration as a rule, but it is quoted only where it cannot be personal data.
    private static string RegionNote(string? region) => region switch
    {
        null => "The text has no known country code and no default region was given. ",
        _ when PhoneNumber.IsKnownRegion(region) =>
            $"The text has no known country code and could not be read as a number of the region '{region}'. ",
        { Length: <= 3 } when region.All(char.IsAsciiLetterOrDigit) =>
            $"The default region '{region}' is unknown. A region is two capital letters of ISO 3166-1, such as 'DE' or 'US'. ",
        _ => "The default region is unknown. A region is two capital letters of ISO 3166-1, such as 'DE' or 'US'. ",
    };
}
