using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Unicode;
using Notify.Sdk.PhoneNumbers.Reading;

namespace Notify.Sdk.PhoneNumbers;

public readonly partial struct PhoneNumber
{
    /// <summary>Reads a number as people write it.</summary>
    /// <param name="text">At most 250 UTF-16 units. May hold words around the number, separators, letters, an extension.</param>
    /// <param name="defaultRegion">
    /// The region whose national form the text may have: two capital letters such as "DE". Null where only numbers with a
    /// plus are to be read.
    /// </param>
    /// <param name="number">The number; <c>default</c> if there is none.</param>
    /// <param name="error">Why there is none; <see cref="PhoneNumberError.None"/> else.</param>
    /// <returns>Whether a number was read. It need not be a valid one. Never throws; allocates only for an extension of more than 7 digits.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, string? defaultRegion, out PhoneNumber number, out PhoneNumberError error) =>
        TryParse(text, defaultRegion, PhoneNumberReading.Google, out number, out error);

    /// <summary>Reads a number as people write it, with steps of our own.</summary>
    /// <param name="text">At most 250 UTF-16 units.</param>
    /// <param name="defaultRegion">Two capital letters such as "DE", or null.</param>
    /// <param name="reading">The steps beside Google's rules.</param>
    /// <param name="number">The number; <c>default</c> if there is none.</param>
    /// <param name="error">Why there is none; <see cref="PhoneNumberError.None"/> else.</param>
    /// <returns>Whether a number was read.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, string? defaultRegion, PhoneNumberReading reading, out PhoneNumber number, out PhoneNumberError error)
    {
        var home = Metadata.Region.Named(defaultRegion);
        var read = default(ReadNumber);
        return PlainText.TryRead(text, home, ref read, out error)
            ? Finish(ref read, [], reading, error, out number)
            : TryParseFull(text, home, reading, out number, out error);
    }

    /// <summary>Reads a number from UTF-8. As the overload for UTF-16; malformed bytes count as U+FFFD.</summary>
    /// <param name="utf8Text">Text of at most 250 UTF-16 units.</param>
    /// <param name="defaultRegion">Two capital letters such as "DE", or null.</param>
    /// <param name="number">The number; <c>default</c> if there is none.</param>
    /// <param name="error">Why there is none; <see cref="PhoneNumberError.None"/> else.</param>
    /// <returns>Whether a number was read.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, string? defaultRegion, out PhoneNumber number, out PhoneNumberError error) =>
        TryParse(utf8Text, defaultRegion, PhoneNumberReading.Google, out number, out error);

    /// <summary>Reads a number from UTF-8, with steps of our own.</summary>
    /// <param name="utf8Text">Text of at most 250 UTF-16 units.</param>
    /// <param name="defaultRegion">Two capital letters such as "DE", or null.</param>
    /// <param name="reading">The steps beside Google's rules.</param>
    /// <param name="number">The number; <c>default</c> if there is none.</param>
    /// <param name="error">Why there is none; <see cref="PhoneNumberError.None"/> else.</param>
    /// <returns>Whether a number was read.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, string? defaultRegion, PhoneNumberReading reading, out PhoneNumber number, out PhoneNumberError error)
    {
        var home = Metadata.Region.Named(defaultRegion);
        var read = default(ReadNumber);
        return PlainText.TryRead(utf8Text, home, ref read, out error)
            ? Finish(ref read, [], reading, error, out number)
            : TryParseFull(utf8Text, home, reading, out number, out error);
    }

    /// <summary>Reads a number as people write it, or throws.</summary>
    /// <param name="text">At most 250 UTF-16 units.</param>
    /// <param name="defaultRegion">Two capital letters such as "DE", or null.</param>
    /// <returns>The number. It need not be a valid one.</returns>
    /// <exception cref="PhoneNumberFormatException">The text is no number, or the region is missing or unknown. The message says which form is expected, and never holds the text.</exception>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    public static PhoneNumber Parse(string text, string? defaultRegion)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, defaultRegion, out var number, out var error)
            ? number
            : throw new PhoneNumberFormatException(error, defaultRegion);
    }

    [SkipLocalsInit]
    private static bool TryParseFull(ReadOnlySpan<byte> utf8Text, Metadata.Region home, PhoneNumberReading reading, out PhoneNumber number, out PhoneNumberError error)
    {
        Span<char> text = stackalloc char[FullText.MaxLength];
        if (Utf8.ToUtf16(utf8Text, text, out _, out var length) == OperationStatus.Done)
            return TryParseFull(text[..length], home, reading, out number, out error);
        number = default;
        error = PhoneNumberError.TooLong;
        return false;
    }

    [SkipLocalsInit]
    private static bool TryParseFull(ReadOnlySpan<char> text, Metadata.Region home, PhoneNumberReading reading, out PhoneNumber number, out PhoneNumberError error)
    {
        Span<char> extension = stackalloc char[40]; // 20 digits, some of them beyond the basic plane
        var read = default(ReadNumber);
        error = FullText.Read(text, home, ref read, extension, out var length);
        return Finish(ref read, extension[..length], reading, error, out number);
    }

    private static bool Finish(ref ReadNumber read, ReadOnlySpan<char> extension, PhoneNumberReading reading, PhoneNumberError error, out PhoneNumber number)
    {
        if (error != PhoneNumberError.None)
        {
            number = default;
            return false;
        }

        if ((reading & PhoneNumberReading.LegacyMexico) != 0)
            LegacyMexico.Rewrite(ref read);
        number = Pack(in read, extension);
        return true;
    }

    private static PhoneNumber Pack(in ReadNumber read, ReadOnlySpan<char> extension)
    {
        var region = read.Country.IsOnlyOneOfItsCode ? read.Country.Number : read.Facts.RegionNumber;
        var packed = (uint)read.Country.Number
            | ((ulong)(uint)read.LeadingZeros << ZerosAt)
            | ((ulong)(uint)read.Length << LengthAt)
            | ((ulong)read.Facts.Type << TypeAt)
            | ((ulong)(uint)region << RegionAt);
        if (extension.IsEmpty)
            return new PhoneNumber(read.NationalNumber, packed, null);

        if (extension.Length > ShortExtension || extension.ContainsAnyExceptInRange('0', '9'))
            return new PhoneNumber(read.NationalNumber, packed, extension.ToString());

        var value = 0UL;
        foreach (var digit in extension)
            value = (value * 10) + (uint)(digit - '0');
        packed |= ((ulong)(uint)extension.Length << ExtensionLengthAt) | (value << ExtensionValueAt);
        return new PhoneNumber(read.NationalNumber, packed, null);
    }
}
