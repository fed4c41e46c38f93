using System.Diagnostics.CodeAnalysis;

namespace Notify.Sdk.PhoneNumbers.Library;

/// <summary>
/// The answers of libphonenumber-csharp, in our types. What this class says is the truth; the fast lane repeats it. No other
/// file but the compiler of the lane, the short numbers and the time zones names a type of the library.
/// </summary>
internal static class LibraryNumbers
{
    internal static readonly Google.PhoneNumberUtil Util = Google.PhoneNumberUtil.GetInstance();

    /// <summary>"9.0.43": the version of the library is the version of Google's metadata.</summary>
    internal static string Version { get; } = typeof(Google.PhoneNumberUtil).Assembly.GetName().Version!.ToString(3);

    /// <summary>Reads a number. Never throws.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "A fault of the library over a strange text is no reason to lose a list.")]
    internal static PhoneNumberError TryParse(string text, int home, out PhoneNumber number)
    {
        number = default;
        try
        {
            // An unknown region is given as none: the library would look for a file of that name, and keep the answer.
            number = From(Util.Parse(text, home == 0 ? null : RegionTable.Name(home)));
            return PhoneNumberError.None;
        }
        catch (Google.NumberParseException exception)
        {
            return Translate(exception.ErrorType);
        }
        catch (Exception)
        {
            // For example "1;phone-context=+1tel:2", where it cuts from behind its end.
            return PhoneNumberError.NotANumber;
        }
    }

    internal static Google.PhoneMetadata? MetadataOfRegion(int region) => Util.GetMetadataForRegion(RegionTable.Name(region));

    /// <summary>Of a country code without a region.</summary>
    internal static Google.PhoneMetadata? MetadataOfCode(int code) => Util.GetMetadataForNonGeographicalRegion(code);

    private static readonly int Types = Enum.GetValues<PhoneNumberType>().Length;
    private static readonly byte[] s_geographical = new byte[1000 * Types];

    internal static bool TryGetExample(int region, PhoneNumberType type, out PhoneNumber number)
    {
        var example = Util.GetExampleNumberForType(RegionTable.Name(region), Translate(type));
        number = example is null ? default : From(example);
        return example is not null;
    }

    internal static string Format(in PhoneNumber number, PhoneNumberFormat format) => Util.Format(To(number), format switch
    {
        PhoneNumberFormat.E164 => Google.PhoneNumberFormat.E164,
        PhoneNumberFormat.International => Google.PhoneNumberFormat.INTERNATIONAL,
        PhoneNumberFormat.National => Google.PhoneNumberFormat.NATIONAL,
        PhoneNumberFormat.Rfc3966 => Google.PhoneNumberFormat.RFC3966,
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Expected one of the four formats."),
    });

    internal static bool IsValidForRegion(in PhoneNumber number, string region) => Util.IsValidNumberForRegion(To(number), region);

    /// <summary>Whether the digits of a valid number say where it is.</summary>
    internal static bool IsGeographical(in PhoneNumber number)
    {
        // The library makes lists for each answer, and there are few questions: 1 is yes, 2 is no.
        ref var known = ref s_geographical[(number.CountryCode * Types) + (int)number.Type];
        if (known == 0)
            known = Util.IsNumberGeographical(Translate(number.Type), number.CountryCode) ? (byte)1 : (byte)2;
        return known == 1;
    }

    internal static Google.PhoneNumber To(in PhoneNumber number)
    {
        var builder = Google.PhoneNumber.CreateBuilder().SetCountryCode(number.CountryCode).SetNationalNumber(number.NationalNumber);
        if (number.LeadingZeros > 0)
            builder.SetNumberOfLeadingZeros(number.LeadingZeros);
        if (number.Extension is { } extension)
            builder.SetExtension(extension);
        return builder.Build();
    }

    private static PhoneNumber From(Google.PhoneNumber number)
    {
        var region = Util.GetRegionCodeForNumber(number) switch
        {
            null => 0,
            RegionTable.NonGeographicName => RegionTable.NonGeographic,
            var name => RegionTable.Named(name),
        };
        var plan = new NumberPlan(region, Translate(Util.GetNumberType(number)), Translate(Util.IsPossibleNumberWithReason(number)));
        return PhoneNumber.Pack(number.CountryCode, number.NationalNumber, number.NumberOfLeadingZeros, plan, number.Extension);
    }

    private static PhoneNumberError Translate(Google.ErrorType error) => error switch
    {
        Google.ErrorType.INVALID_COUNTRY_CODE => PhoneNumberError.InvalidCountryCode,
        Google.ErrorType.TOO_SHORT_AFTER_IDD => PhoneNumberError.TooShortAfterIdd,
        Google.ErrorType.TOO_SHORT_NSN => PhoneNumberError.TooShortNsn,
        Google.ErrorType.TOO_LONG => PhoneNumberError.TooLong,
        _ => PhoneNumberError.NotANumber,
    };

    private static PossibleResult Translate(Google.PhoneNumberUtil.ValidationResult result) => result switch
    {
        Google.PhoneNumberUtil.ValidationResult.IS_POSSIBLE => PossibleResult.IsPossible,
        Google.PhoneNumberUtil.ValidationResult.IS_POSSIBLE_LOCAL_ONLY => PossibleResult.IsPossibleLocalOnly,
        Google.PhoneNumberUtil.ValidationResult.INVALID_COUNTRY_CODE => PossibleResult.InvalidCountryCode,
        Google.PhoneNumberUtil.ValidationResult.TOO_SHORT => PossibleResult.TooShort,
        Google.PhoneNumberUtil.ValidationResult.INVALID_LENGTH => PossibleResult.InvalidLength,
        Google.PhoneNumberUtil.ValidationResult.TOO_LONG => PossibleResult.TooLong,
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, "The library has a kind of result that is not known here."),
    };

    private static PhoneNumberType Translate(Google.PhoneNumberType type) => type switch
    {
        Google.PhoneNumberType.FIXED_LINE => PhoneNumberType.FixedLine,
        Google.PhoneNumberType.MOBILE => PhoneNumberType.Mobile,
        Google.PhoneNumberType.FIXED_LINE_OR_MOBILE => PhoneNumberType.FixedLineOrMobile,
        Google.PhoneNumberType.TOLL_FREE => PhoneNumberType.TollFree,
        Google.PhoneNumberType.PREMIUM_RATE => PhoneNumberType.PremiumRate,
        Google.PhoneNumberType.SHARED_COST => PhoneNumberType.SharedCost,
        Google.PhoneNumberType.VOIP => PhoneNumberType.Voip,
        Google.PhoneNumberType.PERSONAL_NUMBER => PhoneNumberType.PersonalNumber,
        Google.PhoneNumberType.PAGER => PhoneNumberType.Pager,
        Google.PhoneNumberType.UAN => PhoneNumberType.Uan,
        Google.PhoneNumberType.VOICEMAIL => PhoneNumberType.Voicemail,
        Google.PhoneNumberType.UNKNOWN => PhoneNumberType.Unknown,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "The library has a type of number that is not known here."),
    };

    private static Google.PhoneNumberType Translate(PhoneNumberType type) =>
        Enum.GetValues<Google.PhoneNumberType>().First(theirs => Translate(theirs) == type);
}
