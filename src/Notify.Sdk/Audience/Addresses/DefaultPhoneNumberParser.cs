using System.Diagnostics.CodeAnalysis;

namespace Notify.Sdk.Audience;

/// <summary><see cref="PhoneReader"/> around the engine of <c>Notify.Sdk.PhoneNumbers</c>. Thread-safe.</summary>
internal sealed class DefaultPhoneNumberParser : IPhoneNumberParser
{
    public bool TryParse(ReadOnlySpan<char> text, string? country, [NotNullWhen(true)] out PhoneAddress? number, out string? error)
    {
        var reading = PhoneReader.Read(text, country);
        if (reading.Fault != PhoneFault.None)
        {
            (number, error) = (null, reading.Fault.Describe());
            return false;
        }

        error = null;
        var parsed = reading.Number;
        number = reading.Other is { } other
            ? new(parsed.ToE164(), reading.Extension, null, SmsCapable: false, VoiceCapable: false, [])
            {
                OtherReading = other.ToE164(),
                Ending = reading.Ending,
            }
            : new(parsed.ToE164(), reading.Extension, parsed.Region, parsed.IsSmsCapable, parsed.IsVoiceCapable, parsed.TimeZones)
            {
                WasReadAsInternational = reading.AsInternational,
                Ending = reading.Ending,
            };
        return true;
    }

    /// <summary>Reads <see cref="PhoneAddress.Key"/> without making objects, unless it has an extension or is in doubt.</summary>
    /// <param name="text">The number in any spelling.</param>
    /// <param name="country">As of <see cref="TryParse"/>.</param>
    /// <param name="digits">The digits of a key that is a plus and digits; else 0.</param>
    /// <param name="inDoubt">Whether the number is no evidence of who someone is: nobody knows whose it is.</param>
    /// <returns>Any other key; null when there are digits, and when the number cannot be used.</returns>
    public static string? ReadKey(ReadOnlySpan<char> text, string? country, out ulong digits, out bool inDoubt)
    {
        (digits, inDoubt) = (0, false);
        var reading = PhoneReader.Read(text, country);
        if (reading.Fault != PhoneFault.None)
            return null;
        if (reading.Apart is not null || reading.Other is not null)
        {
            inDoubt = reading.Other is not null;
            return PhoneIdentity.KeyOf(reading.Number.ToE164(), reading.Apart, reading.Other?.ToE164());
        }

        digits = PhoneIdentity.LineOf(reading.Number);
        return null;
    }
}
