namespace Notify.Sdk.Audience;

/// <summary>Ids that mean something to their provider only: any visible ASCII, kept letter by letter.</summary>
internal sealed class TokenReader : IAddressReader
{
    public AddressReading Read(string text, string? country) => text.AsSpan().ContainsAnyExceptInRange('!', '~')
        ? AddressReading.Refused("An id has visible ASCII characters only, and no space.")
        : AddressReading.Of(text);

    public string Mask(string identity) => identity.Length < 12 ? "***" : string.Concat(identity.AsSpan(0, 3), "***");
}
