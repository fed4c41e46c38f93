using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Unicode;
using Notify.Sdk.PhoneNumbers.Lane;
using Notify.Sdk.PhoneNumbers.Library;

namespace Notify.Sdk.PhoneNumbers;

public readonly partial struct PhoneNumber
{
    private const int MaxText = 250;

    /// <summary>Reads a number as people write it. Never throws.</summary>
    /// <param name="text">At most 250 UTF-16 units. May hold words around the number, separators, letters, an extension.</param>
    /// <param name="defaultRegion">
    /// The region whose national form the text may have: two capital letters such as "DE". Null where only numbers with a
    /// plus are to be read.
    /// </param>
    /// <param name="number">The number; <c>default</c> if there is none.</param>
    /// <param name="error">Why there is none; <see cref="PhoneNumberError.None"/> else.</param>
    /// <returns>Whether a number was read. It need not be a valid one.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, string? defaultRegion, out PhoneNumber number, out PhoneNumberError error)
    {
        number = default;
        error = PhoneNumberError.TooLong;
        if (text.Length > MaxText)
            return false;
        var home = RegionTable.Named(defaultRegion);
        if (!FastLane.IsOn || !FastLane.TryRead(text, home, out number, out error))
            error = LibraryNumbers.TryParse(text.ToString(), home, out number);
        return error == PhoneNumberError.None;
    }

    /// <summary>Reads a number from UTF-8. As the overload for UTF-16; malformed bytes count as U+FFFD.</summary>
    /// <param name="utf8Text">Text of at most 250 UTF-16 units.</param>
    /// <param name="defaultRegion">Two capital letters such as "DE", or null.</param>
    /// <param name="number">The number; <c>default</c> if there is none.</param>
    /// <param name="error">Why there is none; <see cref="PhoneNumberError.None"/> else.</param>
    /// <returns>Whether a number was read.</returns>
    [SkipLocalsInit]
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, string? defaultRegion, out PhoneNumber number, out PhoneNumberError error)
    {
        Span<char> text = stackalloc char[MaxText];
        if (Utf8.ToUtf16(utf8Text, text, out _, out var length) == OperationStatus.Done)
            return TryParse(text[..length], defaultRegion, out number, out error);
        number = default;
        error = PhoneNumberError.TooLong;
        return false;
    }

    /// <summary>Reads a number as people write it, or throws.</summary>
    /// <param name="text">At most 250 UTF-16 units.</param>
    /// <param name="defaultRegion">Two capital letters such as "DE", or null.</param>
    /// <returns>The number. It need not be a valid one.</returns>
    /// <exception cref="PhoneNumberFormatException">
    /// The text is no number, or the region is missing or unknown. The message says which form is expected, and never holds the text.
    /// </exception>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    public static PhoneNumber Parse(string text, string? defaultRegion)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, defaultRegion, out var number, out var error)
            ? number
            : throw new PhoneNumberFormatException(error, defaultRegion);
    }

    internal static PhoneNumber Pack(int code, ulong national, int leadingZeros, NumberPlan plan, ReadOnlySpan<char> extension) =>
        Pack(code, national, leadingZeros, Math.Min(leadingZeros, MostZerosWritten) + CountDigits(national), plan, extension);

    // The length is that of the number as E.164 writes it, behind the country code.
    internal static PhoneNumber Pack(
        int code, ulong national, int leadingZeros, int length, NumberPlan plan, ReadOnlySpan<char> extension)
    {
        var packed = (uint)code
            | ((ulong)(uint)leadingZeros << ZerosAt)
            | ((ulong)(uint)length << LengthAt)
            | ((ulong)plan.Type << TypeAt)
            | ((ulong)(uint)plan.Region << RegionAt)
            | ((ulong)plan.Possible << PossibleAt);
        if (extension.IsEmpty)
            return new PhoneNumber(national, packed, null);

        if (extension.Length > ShortExtension || extension.ContainsAnyExceptInRange('0', '9'))
            return new PhoneNumber(national, packed, extension.ToString());

        var value = 0UL;
        foreach (var digit in extension)
            value = (value * 10) + (uint)(digit - '0');
        packed |= ((ulong)(uint)extension.Length << ExtensionLengthAt) | (value << ExtensionValueAt);
        return new PhoneNumber(national, packed, null);
    }

    private static int CountDigits(ulong value)
    {
        var digits = 1;
        for (; value >= 10; value /= 10)
            digits++;
        return digits;
    }
}
