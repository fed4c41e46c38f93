using System.Net.Security;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace Notify.Sdk.Email.Client;

/// <summary>
/// MailKit's client, which tells how far a message got, and says of it what an <see cref="Envelope"/> holds. Not thread-safe.
/// </summary>
internal sealed class TrackedClient : SmtpClient
{
    private readonly SmtpOptions _options;
    private readonly StepDeadline _deadline;

    public TrackedClient(SmtpOptions options, StepDeadline deadline)
    {
        (_options, _deadline) = (options, deadline);
        DeliveryStatusNotificationType = options.Reports is null
            ? DeliveryStatusNotificationType.Unspecified : DeliveryStatusNotificationType.HeadersOnly;
    }

    /// <summary>What the message under way is told about.</summary>
    public Envelope? Envelope { get; set; }

    protected override void OnSenderAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) =>
        _deadline.Begin(SmtpStep.Rcpt);

    // In a group of commands the answer to RCPT is looked at also where MAIL was refused.
    protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        if ((int)response.StatusCode < 200)
            OnRecipientNotAccepted(message, mailbox, response);
        else if (_deadline.Step == SmtpStep.Rcpt)
            _deadline.Begin(SmtpStep.Data);
    }

    protected override string? GetEnvelopeId(MimeMessage message) => Envelope is { Reports: not null } known ? known.EnvelopeId : null;

    // MailKit writes the original recipient of an international address in a form that RFC 6533 does not know; so none is given.
    protected override DeliveryStatusNotification? GetDeliveryStatusNotifications(MimeMessage message, MailboxAddress mailbox) =>
        Envelope is { IsInternational: false } known ? known.Reports : null;

    // The octets are counted once, when they are made.
    protected override Task<long> GetSizeAsync(FormatOptions options, MimeMessage message, CancellationToken cancellationToken) =>
        Envelope is { } known ? Task.FromResult(known.Mail.Size) : base.GetSizeAsync(options, message, cancellationToken);

    protected override void Prepare(FormatOptions options, MimeMessage message, EncodingConstraint constraint, int maxLineLength)
    {
    }

    protected override SslClientAuthenticationOptions GetSslClientAuthenticationOptions(
        string host, RemoteCertificateValidationCallback remoteCertificateValidationCallback) =>
        ServerTls.Of(_options);
}
