using MailKit;
using Microsoft.Extensions.Options;

namespace Notify.Sdk.Email;

/// <summary>Says everything that is wrong with the options at once, without repeating an address or a secret.</summary>
internal sealed class SmtpOptionsValidator : IValidateOptions<SmtpOptions>
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, SmtpOptions options)
    {
        return SenderCheck.Result(
            [.. Server(options), .. Login(options), .. SenderCheck.Failures(options, nameof(SmtpOptions)), .. Returns(options),
            .. Pool(options)]);
    }

    private static IEnumerable<string?> Server(SmtpOptions options)
    {
        yield return options.Host is null || Uri.CheckHostName(options.Host) == UriHostNameType.Unknown
            ? "SmtpOptions.Host: expected the name of a server such as smtp.example.com, without scheme and port. Set it in AddSmtp(o => "
                + "o.Host = ...)."
            : null;
        yield return options.Port is < 1 or > 65535 ? $"SmtpOptions.Port: expected 1 to 65535, but it is {options.Port}." : null;
        yield return Enum.IsDefined(options.Security)
            ? null : $"SmtpOptions.Security: expected StartTls, ImplicitTls or None, but it is {options.Security}.";
        yield return options.LocalName is null || Uri.CheckHostName(options.LocalName) == UriHostNameType.Dns
            ? null
            : "SmtpOptions.LocalName: expected a domain name such as app.example.com, or null.";
        yield return options is { TrustedRoots.Count: 0 }
            ? "SmtpOptions.TrustedRoots: it is empty, so no server could be trusted. Add a certificate, or set it to null." : null;
        yield return options.Timeouts is null ? "SmtpOptions.Timeouts: it is null. Leave the defaults, or set each of them." : null;
        if (options.Timeouts is { } timeouts)
        {
            yield return Wait("Timeouts.Connect", timeouts.Connect);
            yield return Wait("Timeouts.Command", timeouts.Command);
            yield return Wait("Timeouts.FinalDot", timeouts.FinalDot);
        }
    }

    private static IEnumerable<string?> Login(SmtpOptions options)
    {
        var (password, token) = (options.Password is not null, options.AccessToken is not null);
        yield return password && token ? "SmtpOptions.Password and SmtpOptions.AccessToken are both set. Choose one of them." : null;
        yield return (password || token) && string.IsNullOrEmpty(options.UserName)
            ? "SmtpOptions.UserName: it is empty, but a password or an access token is set. Name the account." : null;
        yield return options.UserName is not null && !password && !token
            ? "SmtpOptions.UserName is set, but neither Password nor AccessToken is. Set one of them, or no UserName." : null;
        yield return options is { Password: "" } ? "SmtpOptions.Password: it is empty. Was the secret found?" : null;
        yield return HasBreak(options.UserName)
            ? "SmtpOptions.UserName: it holds a line break or another control character. Take it out." : null;
        yield return HasBreak(options.Password)
            ? "SmtpOptions.Password: it holds a line break or another control character. Secrets from files often end in one; take it "
                + "out." : null;
        yield return options is { Security: SmtpSecurity.None, UserName: not null, AllowAuthenticationWithoutTls: false }
            ? "SmtpOptions.Security is None, but a login is set: everybody on the way could read it. Use StartTls or ImplicitTls, or say "
                + "AllowAuthenticationWithoutTls = true."
            : null;
    }

    private static IEnumerable<string?> Returns(SmtpOptions options)
    {
        yield return options.ReturnPath is null or ""
            ? null : SenderCheck.Address("SmtpOptions.ReturnPath", options.ReturnPath, required: false);
        yield return options is { Verp: not null, ReturnPath: not null }
            ? "SmtpOptions.Verp and SmtpOptions.ReturnPath are both set. Choose one of them." : null;
        yield return options.Reports is null or (>= DeliveryStatusNotification.Never and <= (DeliveryStatusNotification)7)
            ? null
            : $"SmtpOptions.Reports: expected Never alone, or any of Success, Failure and Delay, but it is {options.Reports}.";
    }

    private static IEnumerable<string?> Pool(SmtpOptions options)
    {
        yield return options.MaxConnections is < 1 or > 256
            ? $"SmtpOptions.MaxConnections: expected 1 to 256, but it is {options.MaxConnections}." : null;
        yield return options.MaxMessagesPerConnection is < 1 or > 1_000_000
            ? $"SmtpOptions.MaxMessagesPerConnection: expected 1 to 1,000,000, but it is {options.MaxMessagesPerConnection}."
            : null;
        yield return Wait(nameof(options.IdleTimeout), options.IdleTimeout);
    }

    private static string? Wait(string property, TimeSpan value) => value > TimeSpan.Zero && value <= LongestWait
        ? null
        : $"SmtpOptions.{property}: expected more than zero and at most an hour, but it is {value}.";

    private static bool HasBreak(string? text) => text is not null && text.Any(char.IsControl);
}
