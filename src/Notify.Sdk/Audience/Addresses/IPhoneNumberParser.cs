using System.Diagnostics.CodeAnalysis;

namespace Notify.Sdk.Audience;

/// <summary>
/// Turns a written phone number into a proven one. The default reads what people type (<c>docs/addresses.md</c>) around the engine
/// of <c>Notify.Sdk.PhoneNumbers</c>; replace it with <c>UsePhoneNumberParser</c>. Implementations are thread-safe.
/// </summary>
public interface IPhoneNumberParser
{
    /// <summary>Parses and validates.</summary>
    /// <param name="text">The number in any spelling.</param>
    /// <param name="country">ISO 3166-1 alpha-2 code in which national forms are read, upper case, or null.</param>
    /// <param name="number">The number, valid in its numbering plan.</param>
    /// <param name="error">Why not: a few words, never the number itself.</param>
    /// <returns>True only for a number that is valid: a number that merely parses is not contactable.</returns>
    bool TryParse(ReadOnlySpan<char> text, string? country, [NotNullWhen(true)] out PhoneAddress? number, out string? error);
}
