using Microsoft.Extensions.Logging;
using Notify.Sdk.Email.Client;
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
    private readonly Submission _submission;

    /// <summary>Creates it; registered by <see cref="EmailNotifyBuilderExtensions"/>. Nothing is connected yet.</summary>
    /// <exception cref="OptionsValidationException">The options are not usable.</exception>
    public SmtpTransport(IOptions<SmtpOptions> options, TimeProvider time, ILogger<SmtpTransport> logger)
    {
        _options = SenderCheck.Checked(options, new SmtpOptionsValidator());
        _returnPath = ReturnPath(_options.ReturnPath ?? _options.From);
        _submission = new(_options, time, logger);
        _sender = new(_options);
    }

    /// <summary><c>smtp</c>.</summary>
    public string Name => "smtp";

    /// <summary><see cref="DeliveryChannel.Email"/>.</summary>
    public DeliveryChannel Channel => DeliveryChannel.Email;

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
        if (_sender.Prepare(message, mail => Enclose(message, mail), out var refusal) is not { } envelope)
            return refusal;

        using (envelope.Mail)
            return await _submission.SendAsync(envelope, cancellationToken);
    }

    /// <summary>Says QUIT on the connections that rest, for at most two seconds, and closes all.</summary>
    public ValueTask DisposeAsync() => _submission.DisposeAsync();

    // An ENVID that could not be read back helps nobody.
    private Envelope Enclose(OutgoingMessage message, ComposedMail mail) =>
        new(mail, ReturnPathOf(message), OnTheWire("To", message.To.Deliverable), message.IdempotencyKey,
            Correlation.IsKey(message.IdempotencyKey) ? _options.Reports : null);

    private string ReturnPathOf(OutgoingMessage message) =>
        _options.ReturnPathFor?.Invoke(message) is { } own ? ReturnPath(own)
        : _options.Verp is { } verp ? verp.Create(message.IdempotencyKey)
        : _returnPath;

    private static string ReturnPath(string address) => address.Length == 0 ? "" : OnTheWire("Return-Path", address);

    private static string OnTheWire(string field, string address) => AddressSyntax.Read(address, out var problem)?.Deliverable
        ?? throw new MimeFormatException(field, $"not an e-mail address: {problem} Correct the address.");
}
