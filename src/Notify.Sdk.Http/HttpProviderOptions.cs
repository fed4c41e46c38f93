namespace Notify.Sdk.Http;

/// <summary>
/// What every HTTP provider needs to know. Read anew for each message, so a rotated secret needs no restart where the configuration is
/// reloaded. Checked when the host starts and after each change: settings that are not valid defer messages until they are mended.
/// </summary>
public class HttpProviderOptions
{
    /// <summary>Where the provider is: absolute and https; http only on this machine, or with <see cref="AllowPlainHttp"/>.</summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>Whether http without TLS is allowed to another machine, where everybody on the way can read along. Default no.</summary>
    public bool AllowPlainHttp { get; set; }

    /// <summary>The key or password of our account. Never shown: where an outcome repeats it, it is taken out.</summary>
    public string? Secret { get; set; }

    /// <summary>
    /// Gives an access token for each message, sent as <c>Authorization: Bearer</c>. Called concurrently, within <see cref="Timeout"/>;
    /// keep
    /// the token and renew it before it expires. What it throws defers the message.
    /// </summary>
    public Func<CancellationToken, ValueTask<string>>? AccessToken { get; set; }

    /// <summary>The secrets by which hooks are signed; several while one is rotated, and any of them is good.</summary>
    public IList<string> HookSecrets { get; } = [];

    /// <summary>
    /// How long a message may take, from the token to the last octet of the answer. Default 30 seconds, more than zero and at most ten
    /// minutes; keep it below <see cref="SendingOptions.HandOverTimeout"/>.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Octets of an answer that are read. Default 65,536, 1 to 16,777,216. A longer one counts as one that broke off.</summary>
    public int MaxAnswerOctets { get; set; } = 65_536;

    /// <summary>The newest version of HTTP that is spoken. Default 2.0; a request with its own version keeps it.</summary>
    public Version HttpVersion { get; set; } = System.Net.HttpVersion.Version20;

    /// <summary>The name of the type; no secret.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>Why a message must not go to an address, or null.</summary>
    internal string? Fault(Uri? address) => address is not { IsAbsoluteUri: true } || address.Scheme is not ("https" or "http")
        ? "expected an absolute address of https"
        : address.UserInfo.Length > 0 ? "a user name and a password do not belong into an address: use Secret"
        : address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback && !AllowPlainHttp
            ? "http without TLS shows secrets and messages to everybody on the way: use https, or set AllowPlainHttp"
            : null;
}

/// <summary>The bounds of <see cref="HttpProviderOptions"/>; says everything that is wrong at once, and repeats no value.</summary>
internal sealed class HttpProviderOptionsValidator<TOptions> : IValidateOptions<TOptions> where TOptions : HttpProviderOptions
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        List<string> faults = [.. Faults(options).Select(fault => $"{typeof(TOptions).Name} of '{name}': {fault}.")];
        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> Faults(TOptions options)
    {
        if (options.BaseAddress is not null && options.Fault(options.BaseAddress) is { } fault)
            yield return $"BaseAddress: {fault}";
        if (options.Timeout <= TimeSpan.Zero || options.Timeout > Longest)
            yield return $"Timeout: expected more than zero and at most ten minutes, but it is {options.Timeout}";
        if (options.MaxAnswerOctets is < 1 or > 16_777_216)
            yield return $"MaxAnswerOctets: expected 1 to 16777216, but it is {options.MaxAnswerOctets}";
        if (options.HttpVersion is null || options.HttpVersion.Major is < 1 or > 2)
            yield return "HttpVersion: expected 1.1 or 2.0";
        if (options.Secret is { } secret && (secret.Length == 0 || secret.Any(char.IsControl)))
            yield return "Secret: it is empty or has a line break or another control character";
    }
}
