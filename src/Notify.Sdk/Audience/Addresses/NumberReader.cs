namespace Notify.Sdk.Audience;

/// <summary>
/// Phone numbers by the rules of lists; a host may have another engine, which <see cref="ContactNormalizer"/> asks instead.
/// </summary>
internal sealed class NumberReader : IAddressReader
{
    private static readonly DefaultPhoneNumberParser s_engine = new();

    public AddressReading Read(string text, string? country) => s_engine.TryParse(text, country, out var number, out var error)
        ? AddressReading.Of(number.Key.Value, number.E164) with { Country = number.Region, TimeZones = number.TimeZones }
        : AddressReading.Refused($"It is {error}.");

    public string Mask(string identity) => Audience.Mask.Phone(identity);
}
