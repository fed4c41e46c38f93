using Notify.Sdk.PhoneNumbers.Library;

namespace Notify.Sdk.PhoneNumbers;

/// <summary>
/// A phone number: country code, national number and, if one was written, an extension. A value of 24 bytes, immutable,
/// safe to share between threads. Answers are those of the library libphonenumber-csharp, in the version that is loaded
/// (<see cref="MetadataVersion"/>): update that package to update the numbering plans.
/// </summary>
/// <remarks>
/// <para>A number that was read need not exist: use only those with <see cref="IsValid"/> as the address of a person.</para>
/// <para>Two numbers are equal when country code, national number with its leading zeros, and extension are equal.
/// The extension counts as it was typed.</para>
/// <para><c>default</c> is no number: its country code is 0, it is not valid, and all its forms are empty.</para>
/// </remarks>
public readonly partial struct PhoneNumber : IEquatable<PhoneNumber>
{
    // Bits of _packed: 0-9 country code, 10-14 leading zeros, 15-19 digits of the national number, 20-23 type, 24-33 region,
    // 34-36 whether the length fits, 37-39 digits of a short extension (0 none), 40-63 its value.
    private const int ZerosAt = 10;
    private const int LengthAt = 15;
    private const int TypeAt = 20;
    private const int RegionAt = 24;
    private const int PossibleAt = 34;
    private const int ExtensionLengthAt = 37;
    private const int ExtensionValueAt = 40;
    private const int ShortExtension = 7;

    private readonly ulong _national;
    private readonly ulong _packed;

    // Only where the extension is longer than 7 digits or has digits other than ASCII.
    private readonly string? _longExtension;

    private PhoneNumber(ulong national, ulong packed, string? longExtension)
    {
        _national = national;
        _packed = packed;
        _longExtension = longExtension;
    }

    /// <summary>The version of Google's metadata that answers, for example "9.0.43": that of the loaded library.</summary>
    public static string MetadataVersion => LibraryNumbers.Version;

    /// <summary>The country calling code, 1 to 999; 0 for <c>default</c>.</summary>
    public int CountryCode => Field(0, 10);

    /// <summary>The national number as an integer, at most 17 digits. Leading zeros are in <see cref="LeadingZeros"/>.</summary>
    public ulong NationalNumber => _national;

    /// <summary>Zeros in front of <see cref="NationalNumber"/> that are part of the number, as in Italy: 0 to 16.</summary>
    public int LeadingZeros => Field(ZerosAt, 5);

    /// <summary>The extension as it was typed, in the digits of any script; null if there is none. Allocates a string.</summary>
    public string? Extension
    {
        get
        {
            if (_longExtension is not null || !HasShortExtension)
                return _longExtension;
            Span<char> digits = stackalloc char[ShortExtension];
            return new string(digits[..CopyExtension(digits)]);
        }
    }

    /// <summary>Whether an extension was written.</summary>
    public bool HasExtension => _longExtension is not null || HasShortExtension;

    /// <summary>Whether the length fits the country, be it only for local dialling. Says little: prefer <see cref="IsValid"/>.</summary>
    public bool IsPossible => PossibleReason is PossibleResult.IsPossible or PossibleResult.IsPossibleLocalOnly;

    /// <summary>Why the length fits or does not.</summary>
    public PossibleResult PossibleReason => Exists ? (PossibleResult)Field(PossibleAt, 3) : PossibleResult.InvalidCountryCode;

    /// <summary>Whether the number fits a pattern of its region. Says nothing of whether somebody answers.</summary>
    public bool IsValid => Type != PhoneNumberType.Unknown;

    /// <summary>The kind of line, <see cref="PhoneNumberType.Unknown"/> for a number that is not valid.</summary>
    public PhoneNumberType Type => (PhoneNumberType)Field(TypeAt, 4);

    /// <summary>
    /// The region, two capital letters such as "US"; "001" for a non-geographic code such as +800; null where a country
    /// code has several regions and the number fits none. A country code of one region names it even for invalid numbers.
    /// </summary>
    public string? Region => RegionNumber is var number and not 0 ? RegionTable.Name(number) : null;

    /// <summary>The region in its compact form.</summary>
    /// <param name="region">The region; <c>default</c> if there is none.</param>
    /// <returns>False where <see cref="Region"/> is null or "001".</returns>
    public bool TryGetRegion(out PhoneRegion region)
    {
        region = RegionNumber == RegionTable.NonGeographic ? default : new PhoneRegion(RegionNumber);
        return region != default;
    }

    /// <summary>A hint: whether the type can, as a rule, receive text messages (mobile, or fixed line or mobile).</summary>
    public bool IsSmsCapable => Type is PhoneNumberType.Mobile or PhoneNumberType.FixedLineOrMobile;

    /// <summary>
    /// A hint: whether a call can reach a person there at no premium: every valid type but pagers, voicemail access, premium rate and
    /// shared cost numbers, and personal numbers (such as +44 70), which are billed like premium rate and earn for whoever has them.
    /// </summary>
    public bool IsVoiceCapable => Type is not (PhoneNumberType.Unknown or PhoneNumberType.Pager or PhoneNumberType.Voicemail
        or PhoneNumberType.PremiumRate or PhoneNumberType.SharedCost or PhoneNumberType.PersonalNumber);

    private bool Exists => _packed != 0;

    private int RegionNumber => Field(RegionAt, 10);

    // Of the national number with its leading zeros.
    private int Length => Field(LengthAt, 5);

    private bool HasShortExtension => Field(ExtensionLengthAt, 3) != 0;

    /// <summary>Whether a text is a region that <c>TryParse</c> takes: two capital letters that Google has metadata for.</summary>
    /// <param name="region">The region, for example "DE"; null is unknown.</param>
    /// <returns>False for null, lower case, "001" and unknown regions.</returns>
    public static bool IsKnownRegion(string? region) => RegionTable.Named(region) != 0;

    /// <summary>Compares two numbers.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they are equal.</returns>
    public static bool operator ==(PhoneNumber left, PhoneNumber right) => left.Equals(right);

    /// <summary>Compares two numbers.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(PhoneNumber left, PhoneNumber right) => !left.Equals(right);

    /// <summary>
    /// Whether the number is valid in this region: the region's own patterns decide, and its country code must be the number's.
    /// </summary>
    /// <param name="region">Two capital letters; "001" for a non-geographic code.</param>
    /// <returns>False for an unknown region.</returns>
    public bool IsValidForRegion(string region)
    {
        var known = RegionTable.Named(region);
        var isHere = known == 0
            ? region == RegionTable.NonGeographicName && RegionNumber == RegionTable.NonGeographic
            : RegionTable.CodeOf(known) == CountryCode;
        return Exists && isHere && LibraryNumbers.IsValidForRegion(this, region);
    }

    /// <inheritdoc/>
    public bool Equals(PhoneNumber other) =>
        _national == other._national && _packed == other._packed
        && string.Equals(_longExtension, other._longExtension, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PhoneNumber other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_national, _packed, _longExtension);

    private int Field(int at, int bits) => (int)(_packed >> at) & ((1 << bits) - 1);

    private int CopyExtension(Span<char> destination)
    {
        var length = Field(ExtensionLengthAt, 3);
        var rest = Field(ExtensionValueAt, 24);
        for (var i = length - 1; i >= 0; i--)
        {
            destination[i] = (char)('0' + (rest % 10));
            rest /= 10;
        }

        return length;
    }
}
