using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Sdk.Audience;
using Notify.Sdk.Sending;
using Notify.Sdk.Smtp.Client;
using Notify.Sdk.Smtp.Mime;

namespace Notify.Sdk.Smtp;

/// <summary>
/// Hands every email to a mail server by SMTP submission (RFC 5321, RFC 6409), and says exactly how far it got. Thread-safe;
/// keeps connections open between messages. Dispose it to say goodbye to the server; the host does.
/// </summary>
/// <remarks>
/// One recipient per message. A connection that turns out to be dead before the server has answered anything about the
/// message is replaced once; nothing else is retried here. No octet of a message is sent over a second connection after the
/// first may have carried its end.
/// </remarks>
public sealed partial class SmtpTransport : ITransport, IAsyncDisposable
{
    private readonly SmtpOptions _options;
    private readonly SmtpSettings _settings;
    private readonly Sender _sender;
    private readonly string _returnPath;
    private readonly ConnectionPool _pool;
    private readonly OutcomeMapper _outcomes;
    private readonly ILogger<SmtpTransport> _logger;

    /// <summary>Creates it; registered by <see cref="SmtpNotifyBuilderExtensions.AddSmtp"/>. Nothing is connected yet.</summary>
    /// <exception cref="OptionsValidationException">The options are not usable.</exception>
    public SmtpTransport(IOptions<SmtpOptions> options, TimeProvider time, ILogger<SmtpTransport> logger)
    {
        _options = SmtpOptionsValidator.Checked(options);
        _logger = logger;
        _settings = new(_options);
        _outcomes = new(_settings.Place);
        _returnPath = ReturnPath(_options.ReturnPath ?? _options.From);
        _pool = new(new(_settings), _options.MaxConnections, _options.MaxMessagesPerConnection, _options.IdleTimeout.ToTimeSpan(), time);
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
    internal int RestingConnections => _pool.Resting;

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
        if (Prepare(message, out var refusal) is not var (email, envelope))
        {
            return refusal;
        }

        SmtpSession session;
        try
        {
            session = await _pool.RentAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is SmtpConversationException or OperationCanceledException or ObjectDisposedException)
        {
            return NoConnection(fault);
        }

        var outcome = await ConverseAsync(session, envelope, email, mayReplace: session.IdleSince is not null, cancellationToken);
        if (outcome is not null)
        {
            return outcome;
        }

        try
        {
            session = await _pool.ReplaceAsync(session, cancellationToken);
        }
        catch (Exception fault) when (fault is SmtpConversationException or OperationCanceledException)
        {
            return NoConnection(fault);
        }

        return (await ConverseAsync(session, envelope, email, mayReplace: false, cancellationToken))!;
    }

    /// <summary>Says QUIT on the connections that rest, for at most two seconds, and closes all.</summary>
    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    private (EmailMessage Email, Envelope Envelope)? Prepare(OutgoingMessage message, out SendOutcome refusal)
    {
        refusal = SendOutcome.Rejected("SMTP takes email only. Register another transport for this channel.");
        if (message.Channel != Channel.Email)
        {
            return null;
        }

        try
        {
            var email = _sender.Compose(message);
            var returnPath = _options.ReturnPathFor?.Invoke(message) is { } own ? ReturnPath(own) : _returnPath;
            MimeCheck.Check(email);
            return (email, Enclose(message, email, returnPath));
        }
        catch (MimeFormatException fault)
        {
            refusal = SendOutcome.Rejected(fault.Message);
        }
#pragma warning disable CA1031 // the application's own functions may fail in any way; nothing was sent
        catch (Exception fault)
#pragma warning restore CA1031
        {
            refusal = SendOutcome.Deferred($"A function of the options failed with {fault.GetType().Name}. Correct UnsubscribeUri, UnsubscribeMailto or ReturnPathFor.");
        }

        return null;
    }

    private Envelope Enclose(OutgoingMessage message, EmailMessage email, string returnPath) => new()
    {
        ReturnPath = returnPath,
        Recipient = OnTheWire("To", message.To.Deliverable),
        EnvelopeId = message.Delivery.Value,
        Size = MessageSize.Bound(email),
        Reports = message.Delivery.Value.Length > 50 ? SmtpDeliveryReports.ServerDefault : _options.Reports,
        Utf8Headers = email.RequiresSmtpUtf8,
    };

    private static string ReturnPath(string address) => address.Length == 0 ? "" : OnTheWire("Return-Path", address);

    private static string OnTheWire(string field, string address) => EmailAddress.TryParse(address, UnusualEmailForms.All, out var parsed, out var error)
        ? parsed.Deliverable
        : throw new MimeFormatException(field, $"not an e-mail address: {error.Describe()} Correct the address.");

    /// <returns>The outcome, or null when the connection was stale and another one may try.</returns>
    private async ValueTask<SendOutcome?> ConverseAsync(SmtpSession session, Envelope envelope, EmailMessage email, bool mayReplace, CancellationToken cancellationToken)
    {
        var keep = false;
        try
        {
            if (Unfit(session.Server, envelope, email) is { } refusal)
            {
                return refusal;
            }

            var decision = await session.SendAsync(envelope, email, cancellationToken);
            if (mayReplace && decision.Reply.SaysGoodbye && decision.Step == SmtpStep.Mail)
            {
                keep = true;
                return null;
            }

            Report(decision);
            return _outcomes.Of(decision, envelope);
        }
        catch (FormatException fault) when (session.Step < SmtpStep.FinalDot)
        {
            return SendOutcome.Rejected($"{fault.Message} The message was not sent.");
        }
#pragma warning disable CA1031 // whatever happened, the step tells what it means for the message
        catch (Exception fault)
#pragma warning restore CA1031
        {
            keep = mayReplace && !session.Answered && fault is (IOException or SmtpConversationException { Kind: FaultKind.Lost });
            return keep ? null : _outcomes.Of(session.Step, Problem(session, fault));
        }
        finally
        {
            if (!keep)
            {
                _pool.Return(session);
            }
        }
    }

    // Refused before a single octet is sent: RFC 1870 section 6.1, RFC 6531 section 3.2.
    private SendOutcome? Unfit(Capabilities server, Envelope envelope, EmailMessage email)
    {
        if (envelope.NeedsSmtpUtf8 && !(server.SmtpUtf8 && server.EightBitMime))
        {
            return SendOutcome.Rejected($"{_settings.Place} does not take addresses with letters beyond ASCII before the '@' (SMTPUTF8). The message was not sent.");
        }

        return server.MaxSize is { } limit && envelope.Size > limit && MessageSize.Count(email) is var size && size > limit
            ? SendOutcome.Rejected($"The message has {size} octets, but {_settings.Place} takes at most {limit} (SIZE). It was not sent.")
            : null;
    }

    private static string Problem(SmtpSession session, Exception fault) => fault switch
    {
        OperationCanceledException when session.CallerCancelled => "cancelled",
        OperationCanceledException => "the server took too long",
        EndOfStreamException => "the server closed the connection",
        IOException => "the connection was lost",
        SmtpConversationException conversation => conversation.Message,
        _ => $"failed with {fault.GetType().Name}",
    };

    private SendOutcome NoConnection(Exception fault)
    {
        if (fault is not SmtpConversationException conversation)
        {
            return SendOutcome.Deferred(fault is OperationCanceledException
                ? "Cancelled before a connection was there; the message was not sent."
                : "The transport has been disposed; the message was not sent.");
        }

        var outcome = _outcomes.Of(conversation);
        if (conversation.NeedsOperator)
        {
            LogNeedsOperator(_settings.Place, conversation.Step.Words(), outcome.Detail);
        }

        return outcome;
    }

    private void Report(Decision decision)
    {
        if (OutcomeMapper.AsksForLogin(decision) || (decision.Step == SmtpStep.Mail && decision.Reply.IsPermanent))
        {
            LogNeedsOperator(_settings.Place, decision.Step.Words(), decision.Reply.ToString());
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "No mail can be sent over {Server}: it stops at {Step}. Somebody must look at the settings or the server. {Detail}")]
    private partial void LogNeedsOperator(string server, string step, string detail);
}
