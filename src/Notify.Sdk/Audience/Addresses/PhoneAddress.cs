namespace Notify.Sdk.Audience;

/// <summary>A phone number that is valid in its numbering plan.</summary>
/// <param name="E164"><c>+</c>, country code and national number, at most 16 characters (ITU-T E.164).</param>
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
    /// <summary>The identity of the number: SMS and voice share it.</summary>
    public AddressKey Key => new(AddressFamily.Phone, Extension is null ? E164 : $"{E164};ext={Extension}");

    /// <summary>Masked.</summary>
    public override string ToString() => Key.ToString();
}
