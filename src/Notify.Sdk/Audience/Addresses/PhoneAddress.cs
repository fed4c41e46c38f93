namespace Notify.Sdk.Audience;

/// <summary>A phone number that is valid in its numbering plan.</summary>
/// <param name="E164"><c>+</c>, country code and national number, at most 16 characters (ITU-T E.164): what is dialled.</param>
/// <param name="Extension">ASCII digits of the extension, or null.</param>
/// <param name="Region">ISO 3166-1 alpha-2 code of the numbering plan, or null for non-geographic numbers.</param>
/// <param name="SmsCapable">Whether numbers of this type usually receive text messages.</param>
/// <param name="VoiceCapable">Whether numbers of this type can be called at no premium.</param>
/// <param name="TimeZones">TZDB zones that the prefix may lie in; empty when unknown.</param>
public sealed record PhoneAddress(
    string E164,
    string? Extension,
    string? Region,
    bool SmsCapable,
    bool VoiceCapable,
    IReadOnlyList<string> TimeZones)
{
    /// <summary>
    /// In E.164 the other number that the text may as well mean, when nobody knows which: then the number is neither texted nor
    /// called and links nobody, and a stop at either counts. Null, the default, when there is no doubt.
    /// </summary>
    public string? OtherReading { get; init; }

    /// <summary>
    /// Whether the text has no plus and was read with its country code all the same, since it is no number of the country.
    /// </summary>
    public bool WasReadAsInternational { get; init; }

    /// <summary>
    /// ASCII digits behind a word at the end that is not known to name an extension, as in "desk 12"; null where there are none. Part of
    /// the identity, for two of them are no evidence of one person; not dialled.
    /// </summary>
    public string? Ending { get; init; }

    /// <summary>
    /// The identity of the number. Its old and new spellings in Argentina, Brazil and Mexico have one; each extension has one of
    /// its own, and so has a number in doubt (<see cref="AddressKey.ToLine"/>).
    /// </summary>
    public AddressKey Key => new(AddressKind.Phone, PhoneIdentity.KeyOf(E164, Extension ?? Ending, OtherReading));

    /// <summary>Masked.</summary>
    public override string ToString() => Key.ToString();
}
