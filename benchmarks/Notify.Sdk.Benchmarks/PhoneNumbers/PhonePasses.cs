using Notify.Sdk.PhoneNumbers;

namespace Notify.Sdk.Benchmarks.PhoneNumbers;

/// <summary>One pass over a file by each of those that are compared.</summary>
internal static class PhonePasses
{
    public static int Ours(PhoneInputs inputs)
    {
        Span<char> destination = stackalloc char[24];
        var valid = 0;
        for (var i = 0; i < inputs.Texts.Length; i++)
        {
            if (PhoneNumber.TryParse(inputs.Texts[i], inputs.Regions[i], out var number, out _)
                && number.IsValid && number.Type != PhoneNumberType.Unknown && number.TryFormat(destination, out _))
            {
                valid++;
            }
        }

        return valid;
    }

    /// <summary>As the library's documentation shows it.</summary>
    public static int Library(PhoneInputs inputs)
    {
        var util = Google.PhoneNumberUtil.GetInstance();
        var valid = 0;
        for (var i = 0; i < inputs.Texts.Length; i++)
        {
            try
            {
                var number = util.Parse(inputs.Texts[i], inputs.Regions[i]);
                if (util.IsValidNumber(number) && util.GetNumberType(number) != Google.PhoneNumberType.UNKNOWN
                    && util.Format(number, Google.PhoneNumberFormat.E164).Length > 0)
                {
                    valid++;
                }
            }
            catch (Google.NumberParseException)
            {
                // No number.
            }
        }

        return valid;
    }

    public static int Strip(PhoneInputs inputs)
    {
        Span<char> destination = stackalloc char[64];
        var written = 0;
        foreach (var text in inputs.Texts)
        {
            if (StripToDigits.TryWrite(text, destination, out var length))
                written += length;
        }

        return written;
    }
}
