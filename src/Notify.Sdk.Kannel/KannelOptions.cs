namespace Notify.Sdk.Kannel;

/// <summary>
/// Where the gateway's <c>smsbox</c> is, and who we are there: <see cref="HttpProviderOptions.BaseAddress"/> is that of its
/// <c>sendsms-port</c>, <see cref="HttpProviderOptions.Secret"/> the password of a <c>sendsms-user</c>. Checked when the host starts.
/// </summary>
public sealed class KannelOptions : HttpProviderOptions
{
    /// <summary>The <c>username</c> of a <c>sendsms-user</c>. Required.</summary>
    public string UserName { get; set; } = "";

    /// <summary>
    /// The number or name that messages come from, where the topic has none for the person's country
    /// (<see cref="OutgoingMessage.SenderId"/>): 1 to 20 characters of ASCII. Null leaves it to the gateway.
    /// </summary>
    public string? Sender { get; set; }

    /// <summary>The <c>smsc-id</c> to send over. Null leaves it to the gateway.</summary>
    public string? Smsc { get; set; }

    /// <summary>
    /// The country of the gateway's own customers (ISO 3166-1 alpha-2), where its message centre gives the senders of replies in national
    /// form: a number that can be read there is one of that country. Null, the default, for a message centre that gives them with their
    /// country code, with or without the plus.
    /// </summary>
    public string? NationalNumbersOf { get; set; }

    /// <summary>
    /// Where the gateway reports what became of a message: an address of ours that it can reach, without a query. Needs
    /// <see cref="HttpProviderOptions.HookSecrets"/>. Null asks for no reports.
    /// </summary>
    public Uri? ReportAddress { get; set; }
}

/// <summary>The rules of <see cref="KannelOptions"/> besides those of every provider.</summary>
internal sealed class KannelOptionsValidator : IValidateOptions<KannelOptions>
{
    /// <summary>The most characters of a number or name that messages come from.</summary>
    internal const int LongestSender = 20;

    public ValidateOptionsResult Validate(string? name, KannelOptions options)
    {
        List<string> faults = [.. Faults(options).Select(fault => $"KannelOptions of '{name}': {fault}.")];
        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> Faults(KannelOptions options)
    {
        if (options.BaseAddress is null)
            yield return "BaseAddress: expected the address of the smsbox, such as http://127.0.0.1:13013/";
        if (!IsField(options.UserName, 100))
            yield return "UserName: expected the name of a sendsms-user";
        if (!IsField(options.Secret, 100))
            yield return "Secret: expected the password of the sendsms-user, 1 to 100 characters of ASCII";
        if (options.Sender is { } sender && !IsField(sender, LongestSender))
            yield return "Sender: expected 1 to 20 characters of ASCII, or null";
        if (options.Smsc is { } smsc && !IsField(smsc, 100))
            yield return "Smsc: expected an smsc-id, or null";
        if (options.NationalNumbersOf is { } country && !PhoneNumber.IsKnownRegion(country))
            yield return "NationalNumbersOf: expected an ISO 3166-1 alpha-2 code, or null";
        if (options.ReportAddress is { } report && (!report.IsAbsoluteUri || report.Query.Length > 0 || report.Fragment.Length > 0))
            yield return "ReportAddress: expected an absolute address without a query";
        if (options.ReportAddress is not null && options.HookSecrets.Count == 0)
            yield return "HookSecrets: expected at least one, because reports are asked for and nobody could tell them from forged ones";
        if (options.HookSecrets.Any(secret => secret.Length < 16))
            yield return "HookSecrets: expected 16 characters or more each";
    }

    /// <summary>Whether a text goes into a field of the request.</summary>
    internal static bool IsField(string? text, int longest) =>
        text is { Length: > 0 } && text.Length <= longest && text.All(c => c is >= ' ' and <= '~') && text.Trim() == text;
}
