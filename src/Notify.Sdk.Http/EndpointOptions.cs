namespace Notify.Sdk.Http;

/// <summary>
/// Settings where the address of each person names the server that is called, as with web hooks and push subscriptions, so that there is no
/// <see cref="HttpProviderOptions.BaseAddress"/>. A provider with such options connects to servers of the public web only, whatever a list
/// names, until it is told otherwise.
/// </summary>
public class EndpointOptions : HttpProviderOptions
{
    /// <summary>
    /// Whether names that lead to this machine or into a private network are called. Default no, so that an address in a list cannot
    /// make the host call itself. Behind a proxy the proxy decides.
    /// </summary>
    public bool AllowPrivateNetworks { get; set; }
}
