using System.Runtime.CompilerServices;
using Notify.Sdk.PhoneNumbers.Metadata;

namespace Notify.Sdk.PhoneNumbers.Reading;

/// <summary>The full way from a text to a number: any script, labels, extensions, contexts.</summary>
internal static class FullText
{
    /// <summary>Longer texts are not looked at, as Google has it.</summary>
    internal const int MaxLength = 250;

    private const string Subaddress = ";isub=";

    [SkipLocalsInit]
    internal static PhoneNumberError Read(
        ReadOnlySpan<char> text,
        Region home,
        ref ReadNumber number,
        Span<char> extension,
        out int extensionLength)
    {
        extensionLength = 0;
        if (text.Length > MaxLength)
            return PhoneNumberError.TooLong;

        Span<char> joined = stackalloc char[MaxLength];
        var candidate = Candidate(text, joined);
        if (!ViableText.IsViable(candidate))
            return PhoneNumberError.NotANumber;
        var afterPlus = CodePoints.IsPlus(candidate[0]);
        if (!home.Exists && !afterPlus)
            return PhoneNumberError.InvalidCountryCode;

        if (ExtensionText.TryFind(candidate, out var numberEnd, out var found))
        {
            found.CopyTo(extension);
            extensionLength = found.Length;
            candidate = candidate[..numberEnd];
        }

        Span<byte> digits = stackalloc byte[NumberResolver.MaxDigits];
        var count = DigitText.Read(candidate, digits);
        return NumberResolver.Resolve(digits[..count], afterPlus, home, ref number);
    }

    // The part that may be a number; empty where there is none.
    private static ReadOnlySpan<char> Candidate(ReadOnlySpan<char> text, Span<char> joined)
    {
        var context = text.IndexOf(PhoneContext.Parameter, StringComparison.Ordinal);
        ReadOnlySpan<char> candidate;
        if (context < 0)
            candidate = PossibleText.Extract(text);
        else if (PhoneContext.TryJoin(text, context, joined, out var length))
            candidate = joined[..length];
        else
            return default;

        var subaddress = candidate.IndexOf(Subaddress, StringComparison.Ordinal);
        return subaddress > 0 ? candidate[..subaddress] : candidate;
    }
}
