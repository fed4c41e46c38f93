using System.Text.RegularExpressions;

namespace Notify.Sdk.Twilio;

/// <summary>
/// Who we are at Twilio: <see cref="HttpProviderOptions.Secret"/> is the auth token of the account, or the secret of
/// <see cref="ApiKey"/>. Checked when the host starts.
/// </summary>
public abstract class TwilioOptions : HttpProviderOptions
{
    /// <summary>Settings that call <c>https://api.twilio.com/</c>.</summary>
    protected TwilioOptions() => BaseAddress = new("https://api.twilio.com/");

    /// <summary>The account, <c>AC</c> and 32 hexadecimal digits. Required.</summary>
    public string AccountSid { get; set; } = "";

    /// <summary>
    /// The key to log in by, where it is not the auth token: <c>SK</c> and 32 hexadecimal digits. Twilio signs its hooks by the auth token
    /// all the same, so put that into <see cref="HttpProviderOptions.HookSecrets"/>. Default null.
    /// </summary>
    public string? ApiKey { get; set; }

    /// <summary>
    /// Where Twilio reports what became of a message: the public address of the hook of this name, https, without a query. Null asks for
    /// no reports; then nothing settles what is in doubt.
    /// </summary>
    public Uri? ReportAddress { get; set; }

    /// <summary>
    /// The auth tokens by which hooks may be signed, the newest first: <see cref="HttpProviderOptions.HookSecrets"/>, else the one by which
    /// we log in.
    /// </summary>
    internal IReadOnlyList<string> AuthTokens =>
        HookSecrets.Count > 0 ? [.. HookSecrets] : ApiKey is null && !string.IsNullOrEmpty(Secret) ? [Secret] : [];
}

/// <summary>The rules of <see cref="TwilioOptions"/> besides those of every provider.</summary>
internal abstract partial class TwilioOptionsValidator<TOptions> : IValidateOptions<TOptions> where TOptions : TwilioOptions
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        List<string> faults = [.. AllFaults(options).Select(fault => $"{typeof(TOptions).Name} of '{name}': {fault}.")];
        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }

    /// <summary>What is wrong with the settings of the channel.</summary>
    protected abstract IEnumerable<string> Faults(TOptions options);

    /// <summary>Whether a text is a number with its plus.</summary>
    protected static bool IsNumber(string? text) => text is not null && Number.IsMatch(text);

    private IEnumerable<string> AllFaults(TOptions options)
    {
        if (options.BaseAddress is null)
            yield return "BaseAddress: expected the address of the interface, such as https://api.twilio.com/";
        if (!TwilioSid.Is("AC", options.AccountSid))
            yield return "AccountSid: expected AC and 32 hexadecimal digits";
        if (string.IsNullOrEmpty(options.Secret))
            yield return "Secret: expected the auth token of the account, or the secret of ApiKey";
        if (options.ApiKey is not null && !TwilioSid.Is("SK", options.ApiKey))
            yield return "ApiKey: expected SK and 32 hexadecimal digits, or null";
        if (options.ReportAddress is { } report && (!report.IsAbsoluteUri || report.Query.Length > 0 || report.Fragment.Length > 0))
            yield return "ReportAddress: expected an absolute address without a query";
        if (options.ReportAddress is { IsAbsoluteUri: true } home && home.Host.Contains('_', StringComparison.Ordinal))
            yield return "ReportAddress: Twilio calls no host whose name has an underscore";
        if (options.ReportAddress is not null && options.AuthTokens.Count == 0)
            yield return "HookSecrets: expected the auth token, because reports are asked for and nobody could tell them from forged ones";
        foreach (var fault in Faults(options))
            yield return fault;
    }

    [GeneratedRegex("^\\+[1-9][0-9]{6,14}\\z")]
    private static partial Regex Number { get; }
}

/// <summary>Twilio's ids: two letters of their kind, and 32 hexadecimal digits.</summary>
internal static class TwilioSid
{
    /// <summary>Whether a text is an id of a kind.</summary>
    public static bool Is(string kind, string? text) => text is { Length: 34 } && text.StartsWith(kind, StringComparison.Ordinal)
        && text.AsSpan(2).IndexOfAnyExcept(Hexadecimal) < 0;

    private static readonly System.Buffers.SearchValues<char> Hexadecimal =
        System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");
}
