using Notify.Sdk;
using Notify.Sdk.Email;

namespace QuickStart;

/// <summary>Where mail goes: files in a folder, or with --smtp a server.</summary>
internal static class Mail
{
    private const string From = "hello@example.com";

    public static NotifyBuilder AddMail(this NotifyBuilder notify, QuickStartOptions options) => options.Smtp is { } server
        ? notify.AddSmtp(o =>
        {
            o.Host = server.Host;
            o.Port = server.Port;
            // In the clear on this machine only; anywhere else the connection must become encrypted or nothing is sent.
            o.Security = server.IsThisMachine ? SmtpSecurity.None : SmtpSecurity.StartTls;
            o.From = From;
            o.UnsubscribeUri = Unsubscribe;
        })
        : notify.AddPickupDirectory(o =>
        {
            o.Directory = options.MailFolder;
            o.From = From;
            o.UnsubscribeUri = Unsubscribe;
        });

    private static Uri Unsubscribe(OutgoingMessage message) => new($"https://example.com/unsubscribe/{message.Delivery}");
}
