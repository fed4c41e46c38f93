using System.Diagnostics.CodeAnalysis;
using Notify.Sdk.PhoneNumbers;

namespace Notify.Sdk.Audience;

/// <summary>The engine of <c>Notify.Sdk.PhoneNumbers</c>: Google's numbering-plan data, as tables. Thread-safe.</summary>
internal sealed class DefaultPhoneNumberParser : IPhoneNumberParser
{
    public bool TryParse(ReadOnlySpan<char> text, string? country, [NotNullWhen(true)] out PhoneAddress? number, out string? error)
    {
        number = null;
        if (!PhoneNumber.TryParse(text, country, out var parsed, out var kind))
        {
            error = Describe(kind, country);
            return false;
        }

        if (!parsed.IsValid)
        {
            error = "no such number exists in its numbering plan";
            return false;
        }

        error = null;
        number = new(parsed.ToE164(), Digits(parsed.Extension), parsed.Region, parsed.IsSmsCapable, parsed.IsVoiceCapable, parsed.TimeZones);
        return true;
    }

    /// <summary>Reads <see cref="PhoneAddress.Key"/> of a valid number without making objects, unless it has an extension.</summary>
    /// <param name="text">The number in any spelling.</param>
    /// <param name="country">As of <see cref="TryParse"/>.</param>
    /// <param name="key">At least 24 long, which is room for any number in E.164 without an extension.</param>
    /// <param name="digits">The digits of a key that is a plus and at most 18 digits; else 0.</param>
    /// <returns>Any other key; empty when there are digits, and when the number is not valid.</returns>
    public static ReadOnlySpan<char> ReadKey(ReadOnlySpan<char> text, string? country, Span<char> key, out ulong digits)
    {
        digits = 0;
        if (!PhoneNumber.TryParse(text, country, out var number, out _) || !number.IsValid)
            return [];
        if (number.HasExtension)
            return $"{number.ToE164()};ext={Digits(number.Extension)}";
        if (number.TryGetE164Digits(out digits))
            return [];
        return number.TryFormat(key, out var written) ? key[..written] : number.ToE164();
    }

    private static string Describe(PhoneNumberError kind, string? country) => kind switch
    {
        PhoneNumberError.InvalidCountryCode when country is null => "it has no country code and the contact has no country; write +, country code and number, or set the contact's country",
        PhoneNumberError.InvalidCountryCode => "its country code is not assigned",
        PhoneNumberError.TooShortAfterIdd or PhoneNumberError.TooShortNsn => "it is too short",
        PhoneNumberError.TooLong => "it is too long",
        _ => "it is not a phone number",
    };

    /// <summary>The engine keeps an extension as typed, in any script; an identity needs one form.</summary>
    private static string? Digits(string? extension)
    {
        if (string.IsNullOrEmpty(extension))
            return null;
        return string.Create(extension.Length, extension, static (digits, source) =>
        {
            for (var i = 0; i < digits.Length; i++)
                digits[i] = (char)('0' + (int)char.GetNumericValue(source[i]));
        });
    }
}
