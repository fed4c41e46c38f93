using MailKit;

namespace Notify.Sdk.Email;

/// <summary>Says everything that is wrong with the options at once, without repeating an address or a secret.</summary>
internal sealed class SmtpOptionsValidator : IValidateOptions<SmtpOptions>
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, SmtpOptions options) => SenderCheck.Result(name,
    [
        .. Server(options).Concat(Login(options)).Concat(Returns(options)).Concat(Pool(options))
            .Select(rule => rule.Broken ? $"SmtpOptions.{rule.Words}" : null),
        .. SenderCheck.Failures(options, nameof(SmtpOptions)),
        options.ReturnPath is null or "" ? null : SenderCheck.Address("SmtpOptions.ReturnPath", options.ReturnPath, required: false),
    ]);

    private static IEnumerable<(bool Broken, string Words)> Server(SmtpOptions options) =>
    [
        (options.Host is null || Uri.CheckHostName(options.Host) == UriHostNameType.Unknown, "Host: expected the name of a server such as "
            + "smtp.example.com, without scheme and port. Set it in AddSmtp(o => o.Host = ...)."),
        (options.Port is < 1 or > 65535, $"Port: expected 1 to 65535, but it is {options.Port}."),
        (!Enum.IsDefined(options.Security), $"Security: expected StartTls, ImplicitTls or None, but it is {options.Security}."),
        (options.LocalName is { } local && Uri.CheckHostName(local) != UriHostNameType.Dns,
            "LocalName: expected a domain name such as app.example.com, or null."),
        (options is { TrustedRoots.Count: 0 },
            "TrustedRoots: it is empty, so no server could be trusted. Add a certificate, or set it to null."),
        (options.Timeouts is null, "Timeouts: it is null. Leave the defaults, or set each of them."),
    ];

    private static IEnumerable<(bool Broken, string Words)> Login(SmtpOptions options)
    {
        var (password, token) = (options.Password is not null, options.AccessToken is not null);
        return
        [
            (password && token, "Password and SmtpOptions.AccessToken are both set. Choose one of them."),
            ((password || token) && string.IsNullOrEmpty(options.UserName),
                "UserName: it is empty, but a password or an access token is set. Name the account."),
            (options.UserName is not null && !password && !token,
                "UserName is set, but neither Password nor AccessToken is. Set one of them, or no UserName."),
            (options is { Password: "" }, "Password: it is empty. Was the secret found?"),
            (HasBreak(options.UserName), "UserName: it holds a line break or another control character. Take it out."),
            (HasBreak(options.Password),
                "Password: it holds a line break or another control character. Secrets from files often end in one; take it out."),
            (options is { Security: SmtpSecurity.None, UserName: not null, AllowAuthenticationWithoutTls: false },
                "Security is None, but a login is set: everybody on the way could read it. Use StartTls or ImplicitTls, or say "
                    + "AllowAuthenticationWithoutTls = true."),
        ];
    }

    private static IEnumerable<(bool Broken, string Words)> Returns(SmtpOptions options) =>
    [
        (options is { Verp: not null, ReturnPath: not null }, "Verp and SmtpOptions.ReturnPath are both set. Choose one of them."),
        (options.Reports is not (null or (>= DeliveryStatusNotification.Never and <= (DeliveryStatusNotification)7)),
            $"Reports: expected Never alone, or any of Success, Failure and Delay, but it is {options.Reports}."),
    ];

    private static IEnumerable<(bool Broken, string Words)> Pool(SmtpOptions options) =>
    [
        (options.MaxConnections is < 1 or > 256, $"MaxConnections: expected 1 to 256, but it is {options.MaxConnections}."),
        (options.MaxMessagesPerConnection is < 1 or > 1_000_000,
            $"MaxMessagesPerConnection: expected 1 to 1,000,000, but it is {options.MaxMessagesPerConnection}."),
        Wait("IdleTimeout", options.IdleTimeout),
        Wait("Timeouts.Connect", options.Timeouts?.Connect),
        Wait("Timeouts.Command", options.Timeouts?.Command),
        Wait("Timeouts.FinalDot", options.Timeouts?.FinalDot),
    ];

    private static (bool Broken, string Words) Wait(string property, TimeSpan? value) =>
        (value <= TimeSpan.Zero || value > LongestWait, $"{property}: expected more than zero and at most an hour, but it is {value}.");

    private static bool HasBreak(string? text) => text is not null && text.Any(char.IsControl);
}
