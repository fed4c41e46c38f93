namespace Notify.Sdk.Audience;

/// <summary>Push subscriptions as browsers hand them out. The endpoint is the identity; its keys may be renewed.</summary>
internal sealed class WebPushReader : IAddressReader
{
    private static readonly WebHookReader s_urls = new();

    public AddressReading Read(string text, string? country)
    {
        if (text[0] != '{')
            return Endpoint(text) is { } alone ? AddressReading.Of(alone) : NoEndpoint();
        if (!PushSubscription.TryParse(text, out var subscription, out var problem))
            return AddressReading.Refused(problem);
        return Endpoint(subscription.Endpoint.AbsoluteUri) is { } endpoint
            ? AddressReading.Of(endpoint, subscription.ToJson())
            : NoEndpoint();
    }

    public string Mask(string identity) => s_urls.Mask(identity);

    private static string? Endpoint(string url) => s_urls.Read(url, country: null).Identity;

    private static AddressReading NoEndpoint() =>
        AddressReading.Refused("The endpoint of a push subscription is an https address of the public web.");
}
