using System.Security.Cryptography.X509Certificates;
using Notify.Sdk.Email.Inbound;

namespace Notify.Sdk.Email;

/// <summary>
/// A mailbox that bounces, complaints and replies come to, read by IMAP (RFC 9051, 3501). Checked when the host starts; read anew for every
/// connection, so a rotated password needs no restart. Keep it in a secret store; it is never logged.
/// </summary>
public sealed class BounceMailboxOptions
{
    /// <summary>Name of the server; its certificate must be valid for it. Required.</summary>
    public string Host { get; set; } = "";

    /// <summary>The port. Null takes 993 for TLS from the first octet, else 143.</summary>
    public int? Port { get; set; }

    /// <summary>How the connection is protected. Default TLS from the first octet (RFC 8314).</summary>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.ImplicitTls;

    /// <summary>Name to log in with. Required.</summary>
    public string UserName { get; set; } = "";

    /// <summary>The password; this or <see cref="AccessToken"/>.</summary>
    public string? Password { get; set; }

    /// <summary>Gives an OAuth2 access token for every connection, in place of a password.</summary>
    public Func<CancellationToken, ValueTask<string>>? AccessToken { get; set; }

    /// <summary>Whether to log in on a connection without TLS, where everybody on the way can read along. Default no.</summary>
    public bool AllowAuthenticationWithoutTls { get; set; }

    /// <summary>Authorities to trust in place of the system's, for a server with a private one. Null trusts the system's.</summary>
    public X509Certificate2Collection? TrustedRoots { get; set; }

    /// <summary>The folder that is read. Default <c>INBOX</c>.</summary>
    public string Folder { get; set; } = "INBOX";

    /// <summary>
    /// By what messages are judged: return paths, domains, and how many octets of a message are fetched
    /// (<see cref="InboundOptions.MessageOctets"/>, 1 MiB unless set).
    /// </summary>
    public InboundOptions Inbound { get; set; } = new();

    /// <summary>
    /// How often the folder is looked at; with IDLE (RFC 2177), where the server has it, new mail is read at once besides. Default 1
    /// minute,
    /// more than zero and at most 25 minutes.
    /// </summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long one command may take. Default 1 minute, more than zero.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Wait before the second attempt to connect; doubles each time. Default 1 second, more than zero.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between attempts to connect. Default 5 minutes.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The port that is used.</summary>
    internal int EffectivePort => Port ?? (Security == SmtpSecurity.ImplicitTls ? 993 : 143);

    /// <summary>Host and port; no name, no secrets.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{EffectivePort}");
}

/// <summary>Says everything that is wrong with the options at once, without repeating a name or a secret.</summary>
internal sealed class BounceMailboxOptionsValidator : IValidateOptions<BounceMailboxOptions>
{
    private static readonly TimeSpan LongestPoll = TimeSpan.FromMinutes(25); // servers close after 30 (RFC 9051 section 5.4)

    public ValidateOptionsResult Validate(string? name, BounceMailboxOptions options)
    {
        List<string> faults = [.. Faults(options).Select(fault => $"BounceMailboxOptions of '{name}': {fault}.")];
        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> Faults(BounceMailboxOptions options)
    {
        if (options.Host is null || Uri.CheckHostName(options.Host) == UriHostNameType.Unknown)
            yield return "Host: expected the name of a server such as imap.example.com, without scheme and port";
        if (options.Port is < 1 or > 65535)
            yield return $"Port: expected 1 to 65535, but it is {options.Port}";
        if (!Enum.IsDefined(options.Security))
            yield return $"Security: expected StartTls, ImplicitTls or None, but it is {options.Security}";
        if (string.IsNullOrEmpty(options.UserName) || options.UserName.Any(char.IsControl))
            yield return "UserName: expected the name of the account, without control characters";
        if (string.IsNullOrEmpty(options.Password) == (options.AccessToken is null))
            yield return "Password: expected either it or AccessToken";
        if (options.Password?.Any(char.IsControl) == true)
            yield return "Password: it holds a line break or another control character. Secrets from files often end in one";
        if (options is { Security: SmtpSecurity.None, AllowAuthenticationWithoutTls: false })
            yield return "Security is None, and everybody on the way could read the login. Use TLS, or say AllowAuthenticationWithoutTls";
        if (options is { TrustedRoots.Count: 0 })
            yield return "TrustedRoots: it is empty, so no server could be trusted";
        if (string.IsNullOrWhiteSpace(options.Folder))
            yield return "Folder: expected the name of a folder such as INBOX";
        if (options.Inbound is null)
            yield return "Inbound: it is null. Leave the defaults, or set it";
        if (options.PollInterval <= TimeSpan.Zero || options.PollInterval > LongestPoll)
            yield return $"PollInterval: expected more than zero and at most {LongestPoll}, but it is {options.PollInterval}";
        if (options.Timeout <= TimeSpan.Zero)
            yield return $"Timeout: expected more than zero, but it is {options.Timeout}";
        if (options.FirstRetry <= TimeSpan.Zero || options.LongestRetry < options.FirstRetry)
            yield return $"FirstRetry ({options.FirstRetry}): expected more than zero and at most LongestRetry ({options.LongestRetry})";
    }
}
