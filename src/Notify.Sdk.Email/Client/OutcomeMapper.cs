namespace Notify.Sdk.Email.Client;

/// <summary>What a reply, or its absence, means for the message: the promise "never twice" is kept or lost here.</summary>
internal sealed class OutcomeMapper(string place)
{
    /// <summary>A reply decided.</summary>
    public SendOutcome Of(Decision decision, Envelope envelope)
    {
        var (step, reply) = decision;
        if (step == SmtpStep.FinalDot && reply.IsSuccess)
            return SendOutcome.Accepted(ServerText.QueueId(reply), ServerText.Show(reply, envelope.Recipient, envelope.ReturnPath));

        var detail = $"{step.Words()} at {place}: {ServerText.Show(reply, envelope.Recipient, envelope.ReturnPath)}";
        return reply.IsTransient || AsksForLogin(decision) ? SendOutcome.Deferred(detail)
            : reply.IsPermanent ? SendOutcome.Rejected(detail, step == SmtpStep.Rcpt && reply.Enhanced is { CondemnsAddress: true }
                ? RejectionScope.Address : RejectionScope.Message)
            : step == SmtpStep.FinalDot ? SendOutcome.Unknown($"{detail} (not a reply to a message)")
            : SendOutcome.Deferred($"{detail} (not a reply to this command)");
    }

    /// <summary>No reply decided, on a connection that was open.</summary>
    public SendOutcome Of(SmtpStep step, string problem) => step == SmtpStep.FinalDot
        ? SendOutcome.Unknown($"{place}: {problem} after {step.Words()}; the message may have been taken")
        : SendOutcome.Deferred($"{place}: {problem} at {step.Words()}; the message was not sent");

    /// <summary>There was no connection to send on.</summary>
    public SendOutcome Of(SmtpConversationException fault)
    {
        // Of a refused login the code alone: the server may quote the command, and with it the password.
        var said = fault.Reply is null ? "" : $": {(fault.Step == SmtpStep.Auth ? fault.Reply.ToString() : ServerText.Show(fault.Reply))}";
        return SendOutcome.Deferred($"{fault.Step.Words()} at {place}: {fault.Message}{said}");
    }

    /// <summary>Whether we must log in (RFC 4954 section 6): a fault of the configuration, not to be held against the recipient.</summary>
    public static bool AsksForLogin(Decision decision) =>
        decision.Reply.Code is 530 or 534 or 535 or 538 && decision.Step != SmtpStep.FinalDot;
}
