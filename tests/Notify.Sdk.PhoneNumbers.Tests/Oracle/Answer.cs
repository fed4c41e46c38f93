namespace Notify.Sdk.PhoneNumbers.Tests.Oracle;

/// <summary>Everything that can be asked of a text, in the words of neither side.</summary>
internal readonly record struct Answer
{
    public string Error { get; init; }
    public int CountryCode { get; init; }
    public ulong NationalNumber { get; init; }
    public int LeadingZeros { get; init; }
    public string Extension { get; init; }
    public bool IsPossible { get; init; }
    public string Possible { get; init; }
    public bool IsValid { get; init; }
    public bool IsValidHere { get; init; }
    public string Type { get; init; }
    public string? Region { get; init; }
    public string E164 { get; init; }
    public string International { get; init; }
    public string National { get; init; }
    public string Rfc3966 { get; init; }

    /// <summary>What this package says.</summary>
    public static Answer Ours(string text, string? region)
    {
        if (!PhoneNumber.TryParse(text, region, out var number, out var error))
            return new() { Error = Names<PhoneNumberError>.Of(error) };
        return new()
        {
            Error = "",
            CountryCode = number.CountryCode,
            NationalNumber = number.NationalNumber,
            LeadingZeros = number.LeadingZeros,
            Extension = number.Extension ?? "",
            IsPossible = number.IsPossible,
            Possible = Names<PossibleResult>.Of(number.PossibleReason),
            IsValid = number.IsValid,
            IsValidHere = region is not null && number.IsValidForRegion(region),
            Type = Names<PhoneNumberType>.Of(number.Type),
            Region = number.Region,
            E164 = number.ToE164(),
            International = number.Format(PhoneNumberFormat.International),
            National = number.Format(PhoneNumberFormat.National),
            Rfc3966 = number.Format(PhoneNumberFormat.Rfc3966),
        };
    }

    /// <summary>What the library says when it is used as its documentation shows.</summary>
    public static Answer Theirs(string text, string? region)
    {
        var util = Google.PhoneNumberUtil.GetInstance();
        Google.PhoneNumber number;
        try
        {
            number = util.Parse(text, region);
        }
        catch (Google.NumberParseException exception)
        {
            return new() { Error = Names<Google.ErrorType>.Of(exception.ErrorType) };
        }
        catch (ArgumentOutOfRangeException)
        {
            // A fault of the library over a context behind which "tel:" stands; here it is no number.
            return new() { Error = Names<PhoneNumberError>.Of(PhoneNumberError.NotANumber) };
        }

        return new()
        {
            Error = "",
            CountryCode = number.CountryCode,
            NationalNumber = number.NationalNumber,
            LeadingZeros = number.NumberOfLeadingZeros,
            Extension = number.Extension,
            IsPossible = util.IsPossibleNumber(number),
            Possible = Names<Google.PhoneNumberUtil.ValidationResult>.Of(util.IsPossibleNumberWithReason(number)),
            IsValid = util.IsValidNumber(number),
            IsValidHere = region is not null && util.IsValidNumberForRegion(number, region),
            Type = Names<Google.PhoneNumberType>.Of(util.GetNumberType(number)),
            Region = util.GetRegionCodeForNumber(number),
            E164 = util.Format(number, Google.PhoneNumberFormat.E164),
            International = util.Format(number, Google.PhoneNumberFormat.INTERNATIONAL),
            National = util.Format(number, Google.PhoneNumberFormat.NATIONAL),
            Rfc3966 = util.Format(number, Google.PhoneNumberFormat.RFC3966),
        };
    }

    /// <summary>The names of both sides as one word: NOT_A_NUMBER and NotANumber are the same.</summary>
    private static class Names<T>
        where T : struct, Enum
    {
        private static readonly Dictionary<T, string> Words = Enum.GetValues<T>()
            .ToDictionary(value => value, value => value.ToString().Replace("_", "", StringComparison.Ordinal).ToUpperInvariant());

        public static string Of(T value) => Words[value];
    }
}
