namespace Notify.Sdk.Push;

/// <summary>
/// Who we are to push services: <see cref="HttpProviderOptions.Secret"/> is the private key of <see cref="VapidKeys"/>. Checked when the
/// host starts; what the configuration changes later holds for the next message.
/// </summary>
public sealed class WebPushOptions : EndpointOptions
{
    /// <summary>
    /// The public key of <see cref="VapidKeys"/>, in Base64url without padding. Required. Pages subscribe with it
    /// (<c>applicationServerKey</c>): a subscription of another key is refused by its push service.
    /// </summary>
    public string PublicKey { get; set; } = "";

    /// <summary>
    /// Pairs that were in force before. A subscription that names one of them (<see cref="PushSubscription.ServerKey"/>) is sent to by it,
    /// until its page has subscribed anew; one that names none is sent to by <see cref="PublicKey"/>.
    /// </summary>
    public IList<VapidKeys> FormerKeys { get; } = [];

    /// <summary>
    /// How the operators of a push service reach us: <c>mailto:</c> and a mailbox, or an https address (RFC 8292 section 2.1). Required.
    /// Apple refuses blanks and angle brackets in it.
    /// </summary>
    public string Subject { get; set; } = "";

    /// <summary>The pair for a subscription; null where it was made for a key that is none of ours.</summary>
    internal VapidKeys? KeysFor(PushSubscription subscription) =>
        subscription.ServerKey is not { } key || key == PublicKey ? new(PublicKey, Secret ?? "")
            : FormerKeys.FirstOrDefault(former => former.PublicKey == key);
}

/// <summary>The rules of <see cref="WebPushOptions"/> besides those of every provider; repeats no key.</summary>
internal sealed class WebPushOptionsValidator : IValidateOptions<WebPushOptions>
{
    public ValidateOptionsResult Validate(string? name, WebPushOptions options)
    {
        List<string> faults = [.. Faults(options).Select(fault => $"WebPushOptions of '{name}': {fault}.")];
        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> Faults(WebPushOptions options)
    {
        if (!IsPair(options.PublicKey, options.Secret))
            yield return "PublicKey and Secret: expected the two keys of one VapidKeys.Create(), in Base64url";
        if (!options.FormerKeys.All(former => IsPair(former.PublicKey, former.PrivateKey)))
            yield return "FormerKeys: expected the two keys of one VapidKeys.Create() each, in Base64url";
        if (!IsContact(options.Subject))
            yield return "Subject: expected mailto: and a mailbox, or an https address, such as mailto:push@example.com";
        if (options.BaseAddress is not null)
            yield return "BaseAddress: expected none, because each subscription names its push service";
    }

    private static bool IsPair(string? publicKey, string? privateKey)
    {
        using var key = VapidKeys.Read(publicKey, privateKey);
        return key is not null;
    }

    private static bool IsContact(string? subject) => subject is { Length: > 0 and <= 300 }
        && !subject.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or '"')
        && (subject.StartsWith("mailto:", StringComparison.Ordinal)
            ? subject[7..].Split('@') is [{ Length: > 0 }, { Length: > 0 } domain] && domain.Contains('.', StringComparison.Ordinal)
            : Uri.TryCreate(subject, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps);
}
