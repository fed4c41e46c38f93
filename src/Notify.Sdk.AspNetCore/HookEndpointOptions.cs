namespace Notify.Sdk.AspNetCore;

/// <summary>Where hooks arrive, and how large they may be. Looked at once, when they are mapped.</summary>
public sealed class HookEndpointOptions
{
    /// <summary>The path below which each provider has an address: <c>/hooks/NAME</c>. Default <c>/hooks</c>.</summary>
    public string Path { get; set; } = "/hooks";

    /// <summary>
    /// How the public sees the host, where a proxy stands before it: scheme, host, and what the proxy takes off the path. Signatures that
    /// are over the address need it. Null takes what the request says, which is right without a proxy, or behind
    /// <c>UseForwardedHeaders</c>.
    /// </summary>
    public Uri? PublicAddress { get; set; }

    /// <summary>
    /// Octets that a body may have; a longer one is answered with 413 and is not read. Default 1,048,576, 1 to 16,777,216.
    /// </summary>
    public int MaxBodyOctets { get; set; } = 1_048_576;

    /// <exception cref="NotifyException">Something is wrong; says all of it.</exception>
    internal HookEndpointOptions Checked()
    {
        List<string> faults = [];
        if (!Path.StartsWith('/') || Path.Contains('{', StringComparison.Ordinal))
            faults.Add("Path: expected a path that begins with a slash and has no parameters, such as /hooks");
        if (PublicAddress is { } address && (!address.IsAbsoluteUri || address.Scheme is not ("https" or "http") || address.Query.Length > 0
            || address.Fragment.Length > 0 || address.UserInfo.Length > 0))
            faults.Add("PublicAddress: expected an absolute address of https without query and user, such as https://shop.example.com");
        if (MaxBodyOctets is < 1 or > 16_777_216)
            faults.Add(FormattableString.Invariant($"MaxBodyOctets: expected 1 to 16777216, but it is {MaxBodyOctets}"));
        return faults.Count == 0 ? this : throw new NotifyException($"Hooks cannot be mapped. {string.Join(". ", faults)}.");
    }
}
