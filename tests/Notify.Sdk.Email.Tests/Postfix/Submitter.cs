using Microsoft.Extensions.Logging.Abstractions;
using Notify.Sdk.Audience;
using Notify.Sdk.Email.Client;
using Notify.Sdk.Email.Dkim;
using Notify.Sdk.Email.Composing;
using Notify.Sdk.Email.Tests.Client;

namespace Notify.Sdk.Email.Tests.Postfix;

/// <summary>
/// Hands emails of any form to a server by the client of <see cref="SmtpTransport"/>, which itself composes only what an outgoing
/// message has: no attachments.
/// </summary>
internal sealed class Submitter(int port, MailSigner? signer = null) : IAsyncDisposable
{
    private readonly Submission _submission =
        new(Transports.Configured(port, o => o.Timeouts = new()), TimeProvider.System, NullLogger.Instance);

    public ValueTask<SendOutcome> SendAsync(string returnPath, EmailMessage message, MailKit.DeliveryStatusNotification reports =
        MailKit.DeliveryStatusNotification.Failure)
    {
        var mail = new ComposedMail(message, signer);
        EmailAddress.TryParse(message.To.Address, UnusualEmailForms.All, out var recipient, out _).Should().BeTrue();
        return _submission.SendAsync(new(mail, returnPath, recipient!.Deliverable, message.MessageId.Split('@')[0], reports), default);
    }

    public ValueTask DisposeAsync() => _submission.DisposeAsync();
}
