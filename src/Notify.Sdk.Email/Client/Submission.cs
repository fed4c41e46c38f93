using MailKit.Net.Smtp;
using Microsoft.Extensions.Logging;

namespace Notify.Sdk.Email.Client;

/// <summary>Hands messages that are ready to a server, over the connections of a pool, and says how far each got. Thread-safe.</summary>
internal sealed partial class Submission(SmtpOptions options, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private readonly ConnectionPool _pool = new(options, time);
    private readonly OutcomeMapper _outcomes = new(options.ToString());

    /// <summary>Connections that are open and wait for a message.</summary>
    public int RestingConnections => _pool.Resting;

    /// <summary>Sends one message to one recipient.</summary>
    public async ValueTask<SendOutcome> SendAsync(Envelope envelope, CancellationToken cancellationToken)
    {
        SmtpSession? stale = null;
        while (true)
        {
            SmtpSession session;
            try
            {
                session = await _pool.RentAsync(envelope.NeedsSmtpUtf8, stale, cancellationToken);
            }
            catch (SmtpConversationException fault)
            {
                return NoConnection(fault);
            }
            catch (Exception fault) when (fault is OperationCanceledException or ObjectDisposedException)
            {
                return SendOutcome.Deferred($"{(fault is ObjectDisposedException ? "The transport has been disposed"
                    : "Cancelled before a connection was there")}; the message was not sent.");
            }

            var outcome = await ConverseAsync(session, envelope, mayReplace: stale is null && session.IdleSince is not null,
                cancellationToken);
            if (outcome is not null)
                return outcome;

            stale = session;
        }
    }

    /// <summary>Says QUIT on the connections that rest, for at most two seconds, and closes all.</summary>
    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    /// <returns>The outcome, or null when the connection was stale and another one may try.</returns>
    private async ValueTask<SendOutcome?> ConverseAsync(SmtpSession session, Envelope envelope, bool mayReplace,
        CancellationToken cancellationToken)
    {
        var keep = false;
        try
        {
            if (Unfit(session, envelope) is { } refusal)
                return refusal;

            var decision = await session.HandOverAsync(envelope, cancellationToken);
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
            // Before the answer to MAIL the server may never have seen the message; long before DATA, it certainly has none.
            keep = mayReplace && session.Step == SmtpStep.Mail
                && (fault is IOException || (fault is SmtpProtocolException && session.Ended));
            return keep ? null : _outcomes.Of(session.Step, Problem(session, fault));
        }
        finally
        {
            if (!keep)
                _pool.Return(session);
        }
    }

    // Refused before a single octet is sent: RFC 1870 section 6.1, RFC 6531 section 3.2.
    private SendOutcome? Unfit(SmtpSession session, Envelope envelope) =>
        envelope.NeedsSmtpUtf8 && !session.TakesUtf8
            ? SendOutcome.Rejected(
                $"{options} does not take addresses with letters beyond ASCII before the '@' (SMTPUTF8). The message was not sent.")
        : session.SizeLimit is { } limit && envelope.Mail.Size > limit
            ? SendOutcome.Rejected(
                $"The message has {envelope.Mail.Size} octets, but {options} takes at most {limit} (SIZE). It was not sent.")
        : null;

    private static string Problem(SmtpSession session, Exception fault) => fault switch
    {
        OperationCanceledException when session.CallerCancelled => "cancelled",
        OperationCanceledException => "the server took too long",
        _ => FaultWords.Of(fault, session.Ended),
    };

    private SendOutcome NoConnection(SmtpConversationException fault)
    {
        var outcome = _outcomes.Of(fault);
        if (fault.NeedsOperator)
            LogNeedsOperator(logger, options.ToString(), fault.Step.Words(), outcome.Detail);

        return outcome;
    }

    private void Report(Decision decision)
    {
        if (OutcomeMapper.AsksForLogin(decision) || (decision.Step == SmtpStep.Mail && decision.Reply.IsPermanent))
            LogNeedsOperator(logger, options.ToString(), decision.Step.Words(), decision.Reply.ToString());
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "No mail can be sent over {Server}: it stops at {Step}. Somebody must look at the settings or the server. {Detail}")]
    private static partial void LogNeedsOperator(ILogger logger, string server, string step, string detail);
}
