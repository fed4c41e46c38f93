using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notify.Sdk.Email.Inbound;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Email.Imap;

/// <summary>What became of a message that was read.</summary>
internal enum MailTaking : byte
{
    /// <summary>It was acted on, or there was nothing to do.</summary>
    Taken,

    /// <summary>It is for people: nobody here reads replies, or nothing of it can be read.</summary>
    ForPeople,
}

/// <summary>Acts on what came back: receipts and replies go to those who know what follows. Thread-safe.</summary>
internal sealed partial class MailboxTaker(IReceiptProcessor receipts, IServiceProvider services, IClock clock,
    ILogger<MailboxTaker> logger)
{
    // Present only where AddReplies was called.
    private readonly Lazy<IInboundProcessor?> _replies = new(services.GetService<IInboundProcessor>);

    /// <param name="octets">The beginning of the message.</param>
    /// <param name="mailbox">Name of the mailbox.</param>
    /// <param name="place">Its validity and number, for the log.</param>
    /// <param name="options">By what it is judged.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    public async Task<MailTaking> TakeAsync(byte[] octets, string mailbox, string place, InboundOptions options,
        CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var mail = InboundMail.Classify(octets, envelope: null, options);
        if (mail.ToReceipt(now) is { } receipt)
            await receipts.RecordAsync(receipt, cancellationToken);
        if (mail.Kind == InboundKind.Alert)
            LogAlert(mailbox, place, mail.Status?.Describe() ?? mail.Feedback ?? "no status code");
        if (mail.Kind == InboundKind.Unreadable)
            LogUnreadable(mailbox, place, mail.Problem ?? "");
        if (mail.Kind != InboundKind.Reply)
            return mail.Kind == InboundKind.Unreadable ? MailTaking.ForPeople : MailTaking.Taken;
        if (_replies.Value is not { } replies || ReplyOf(mail, octets, mailbox, now) is not { } reply)
            return MailTaking.ForPeople;
        await replies.ReceiveAsync(reply, cancellationToken);
        return MailTaking.ForPeople; // what says nothing about permission is for people to answer
    }

    private static InboundReply? ReplyOf(InboundResult mail, byte[] octets, string mailbox, Instant now) =>
        mail.Message.Header("From") is not { } from || !MailboxAddress.TryParse(from, out var sender) ? null : new()
        {
            Provider = mailbox,
            // Without an id its octets name it: its number changes when the server numbers its messages anew.
            MessageId = mail.Message.Header("Message-ID") is { Length: > 0 } id ? id : Convert.ToHexStringLower(SHA256.HashData(octets)),
            Channel = DeliveryChannel.Email,
            From = sender.Address,
            To = mail.Message.Header("To") is { } to && MailboxAddress.TryParse(to, out var own) ? own.Address : null,
            Text = mail.Reply!.Text,
            ReceivedAt = now,
            InReplyTo = mail.IdempotencyKey,
            IsSenderVerified = mail.IsSenderVerified,
        };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Place} in mailbox {Mailbox} says that servers refuse us: {Status}")]
    private partial void LogAlert(string mailbox, string place, string status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Place} in mailbox {Mailbox} cannot be read and was left unseen: {Problem}")]
    private partial void LogUnreadable(string mailbox, string place, string problem);
}
