using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Sdk.Audience;
using Notify.Sdk.Sending;
using Notify.Sdk.Email.Client;
using Notify.Sdk.Email.Dkim;
using Notify.Sdk.Email.Inbound;
using Notify.Sdk.Email.Composing;

namespace Notify.Sdk.Email;

/// <summary>
/// Hands every email to a mail server by SMTP submission (RFC 5321, RFC 6409), and says exactly how far it got. Thread-safe;
/// keeps connections open between messages. Dispose it to say goodbye to the server; the host does.
/// </summary>
/// <remarks>
/// One recipient per message. A connection that turns out to be dead before the server has answered anything about the
/// message is replaced once; nothing else is retried here. No octet of a message is sent over a second connection after the
/// first may have carried its end.
/// </remarks>
public sealed class SmtpTransport : ITransport, IAsyncDisposable
{
    private readonly SmtpOptions _options;
    private readonly Sender _sender;
    private readonly string _returnPath;
    private readonly MailSigner? _signer;
    private readonly Submission _submission;

    /// <summary>Creates it; registered by <see cref="SmtpNotifyBuilderExtensions"/>. Nothing is connected yet.</summary>
    /// <exception cref="OptionsValidationException">The options are not usable.</exception>
    public SmtpTransport(IOptions<SmtpOptions> options, TimeProvider time, ILogger<SmtpTransport> logger)
    {
        _options = SmtpOptionsValidator.Checked(options);
        _returnPath = ReturnPath(_options.ReturnPath ?? _options.From);
        _signer = _options.Dkim is null ? null : new(_options.Dkim);
        var settings = new SmtpSettings(_options);
        _submission = new(settings, new(new(settings), _options.MaxConnections, _options.MaxMessagesPerConnection, _options.IdleTimeout, time), logger);
        _sender = new()
        {
            Address = _options.From,
            Name = _options.FromName,
            ReplyTo = _options.ReplyTo,
            UnsubscribeUri = _options.UnsubscribeUri,
            UnsubscribeMailto = _options.UnsubscribeMailto,
        };
    }

    /// <summary><c>smtp</c>.</summary>
    public string Name => "smtp";

    /// <summary><see cref="Channel.Email"/>.</summary>
    public Channel Channel => Channel.Email;

    /// <summary>Connections that are open and wait for a message.</summary>
    internal int RestingConnections => _submission.RestingConnections;

    /// <summary>Sends.</summary>
    /// <returns>
    /// Accepted with the server's words when it took responsibility (which is not "delivered"); Rejected when it, or the form of
    /// the message, refuses for good; Deferred when the message certainly was not sent: no connection, TLS or login, a 4xx
    /// reply, a cancellation or time-out before the final dot; Unknown when the final dot may have been seen and no reply came.
    /// </returns>
    /// <param name="message">What to send.</param>
    /// <param name="cancellationToken">Heeded at every step at once; after the final dot the outcome is then Unknown.</param>
    public async ValueTask<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Prepare(message, out var refusal) is var (mail, envelope)
            ? await _submission.SendAsync(envelope, mail, cancellationToken)
            : refusal;
    }

    /// <summary>Says QUIT on the connections that rest, for at most two seconds, and closes all.</summary>
    public ValueTask DisposeAsync() => _submission.DisposeAsync();

    private (ComposedMail Mail, Envelope Envelope)? Prepare(OutgoingMessage message, out SendOutcome refusal)
    {
        refusal = SendOutcome.Rejected("SMTP takes email only. Register another transport for this channel.");
        if (message.Channel != Channel.Email)
        {
            return null;
        }

        try
        {
            var mail = ComposedMail.Of(_sender.Compose(message), _signer);
            return (mail, Enclose(message, mail, ReturnPathOf(message)));
        }
        catch (MimeFormatException fault)
        {
            refusal = SendOutcome.Rejected(fault.Message);
        }
#pragma warning disable CA1031 // the application's own functions may fail in any way; nothing was sent
        catch (Exception fault)
#pragma warning restore CA1031
        {
            refusal = SendOutcome.Deferred($"A function of the options failed with {fault.GetType().Name}. Correct UnsubscribeUri, UnsubscribeMailto, ReturnPathFor or Verp.");
        }

        return null;
    }

    private Envelope Enclose(OutgoingMessage message, ComposedMail mail, string returnPath) => new()
    {
        ReturnPath = returnPath,
        Recipient = OnTheWire("To", message.To.Deliverable),
        EnvelopeId = message.IdempotencyKey,
        Size = mail.Size,
        Reports = MessageKey.IsKey(message.IdempotencyKey) ? _options.Reports : SmtpDeliveryReports.ServerDefault, // an ENVID that could not be read back helps nobody
        Utf8Headers = mail.Utf8Headers,
    };

    private string ReturnPathOf(OutgoingMessage message) =>
        _options.ReturnPathFor?.Invoke(message) is { } own ? ReturnPath(own)
        : _options.Verp is { } verp ? verp.Create(message.IdempotencyKey)
        : _returnPath;

    private static string ReturnPath(string address) => address.Length == 0 ? "" : OnTheWire("Return-Path", address);

    private static string OnTheWire(string field, string address) => EmailAddress.TryParse(address, UnusualEmailForms.All, out var parsed, out var error)
        ? parsed.Deliverable
        : throw new MimeFormatException(field, $"not an e-mail address: {error.Describe()} Correct the address.");
}
