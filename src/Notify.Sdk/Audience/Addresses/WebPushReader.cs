using System.Text.Json;

namespace Notify.Sdk.Audience;

/// <summary>Push subscriptions as browsers hand them out. The endpoint is the identity; its keys may be renewed.</summary>
internal sealed class WebPushReader : IAddressReader
{
    private static readonly WebHookReader s_urls = new();

    public AddressReading Read(string text, string? country)
    {
        if (text[0] != '{')
            return Endpoint(text, text);
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.TryGetProperty("endpoint", out var endpoint) && endpoint.ValueKind == JsonValueKind.String
                ? Endpoint(endpoint.GetString()!, JsonSerializer.Serialize(json.RootElement))
                : AddressReading.Refused("A push subscription has an 'endpoint'.");
        }
        catch (JsonException)
        {
            return AddressReading.Refused("A push subscription is JSON with 'endpoint' and 'keys', or the endpoint alone.");
        }
    }

    public string Mask(string identity) => s_urls.Mask(identity);

    private static AddressReading Endpoint(string url, string deliverable) =>
        s_urls.Read(url, country: null) is { Identity: { } identity }
            ? AddressReading.Of(identity, url == deliverable ? identity : deliverable)
            : AddressReading.Refused("The endpoint of a push subscription is an https address of the public web.");
}
