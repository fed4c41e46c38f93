using System.Net;

namespace Notify.Sdk.Audience;

/// <summary>
/// Web hooks: https to a name of the public web. What names a machine inside (a literal IP address, <c>localhost</c>, a name without a
/// dot) is refused, so that a list cannot make the host call itself.
/// </summary>
internal sealed class WebHookReader : IAddressReader
{
    public AddressReading Read(string text, string? country)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps)
            return AddressReading.Refused("A web hook is an absolute address that begins with https.");
        if (url.UserInfo.Length > 0)
            return AddressReading.Refused("A web hook has no user name or password in its address.");
        return !IsPublicName(url)
            ? AddressReading.Refused("A web hook is at a name of the public web, not at an IP address or a machine inside.")
            : AddressReading.Of(new UriBuilder(url) { Fragment = "" }.Uri.AbsoluteUri);
    }

    public string Mask(string identity) => Uri.TryCreate(identity, UriKind.Absolute, out var url) ? $"{url.IdnHost}/***" : "***";

    internal static bool IsPublicName(Uri url) => url.HostNameType == UriHostNameType.Dns && !IPAddress.TryParse(url.Host, out _)
        && url.Host.TrimEnd('.').Contains('.', StringComparison.Ordinal)
        && !url.Host.TrimEnd('.').EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
}
