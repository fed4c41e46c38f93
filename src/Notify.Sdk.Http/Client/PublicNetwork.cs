using System.Net.Sockets;

namespace Notify.Sdk.Http.Client;

/// <summary>
/// Connects to the public web, and not to what a name may hide: this machine, a private network, the cloud's own services.
/// </summary>
internal static class PublicNetwork
{
    // Special-purpose registries of IANA (RFC 6890 and later): not reachable from everywhere, or a way to what is not.
    private static readonly IPNetwork[] Inside =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
            "192.88.99.0/24", "168.63.129.16/32", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/3", "::/96", "64:ff9b::/96",
            "64:ff9b:1::/48", "100::/64", "2001::/23", "2002::/16", "fc00::/7", "fe80::/9", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>Connects to a server; one inside is refused unless it is allowed, or the server is a proxy of the host's own.</summary>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, bool mayBeInside, CancellationToken stop)
    {
        var server = context.DnsEndPoint;
        var all = await Dns.GetHostAddressesAsync(server.Host, stop);
        var isDirect = string.Equals(
            Bare(server.Host), Bare(context.InitialRequestMessage.RequestUri?.IdnHost), StringComparison.OrdinalIgnoreCase);
        IPAddress[] open = mayBeInside || !isDirect ? all : [.. all.Where(IsPublic)];
        if (all.Length > 0 && open.Length == 0)
            throw new InvalidSettingsException("the address leads into a private network");
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, server.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>A literal of IPv6 stands in brackets in one place, and without them in the other.</summary>
    private static string? Bare(string? host) => host?.Trim('[', ']');

    /// <summary>Whether an address is of the public web.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Inside.Any(network => network.Contains(plain));
    }
}
