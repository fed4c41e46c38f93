using Notify.Sdk.Email.Composing;
using Notify.Sdk.Email.Dkim;

namespace Notify.Sdk.Email;

/// <summary>Who sends: makes an email of an outgoing message, the same for every email transport of this package.</summary>
internal sealed class Sender
{
    private readonly MailOptions _options;
    private readonly MailSigner? _signer;
    private readonly Mailbox _from;

    /// <param name="options">Checked.</param>
    public Sender(MailOptions options)
    {
        _options = options;
        _signer = options.Dkim is null ? null : new(options.Dkim);
        _from = new(options.From, options.FromName ?? "");
    }

    /// <summary>
    /// Composes and signs, and makes of the mail what a transport needs; or says why that cannot be. Nothing was sent then.
    /// </summary>
    public T? Prepare<T>(OutgoingMessage message, Func<ComposedMail, T> finish, out SendOutcome refusal) where T : class
    {
        refusal = SendOutcome.Rejected("This transport takes email only. Register another one for this channel.");
        if (message.Channel != DeliveryChannel.Email)
            return null;

        try
        {
            return finish(new ComposedMail(Compose(message), _signer));
        }
        catch (MimeFormatException fault)
        {
            refusal = SendOutcome.Rejected(fault.Message);
        }
#pragma warning disable CA1031 // the application's own functions may fail in any way; nothing was sent
        catch (Exception fault)
#pragma warning restore CA1031
        {
            refusal = SendOutcome.Deferred($"A function of the options failed with {fault.GetType().Name}. Correct UnsubscribeUri, "
                + $"UnsubscribeMailto, ReturnPathFor or Verp.");
        }

        return null;
    }

    // The Message-ID is the idempotency key at the domain of the sender, so it is the same on every attempt.
    private EmailMessage Compose(OutgoingMessage message) => new()
    {
        MessageId = $"{message.IdempotencyKey}@{_from.Parsed!.Domain}",
        Date = message.At,
        From = _options.FromName is null ? _from with { DisplayName = message.Brand } : _from,
        To = new(message.To.Deliverable),
        ReplyTo = _options.ReplyTo is null ? null : new(_options.ReplyTo),
        Subject = message.Content.Subject ?? "",
        TextBody = message.Content.Text,
        HtmlBody = message.Content.Html,
        Attachments = message.Attachments,
        Unsubscribe = Unsubscribe(message),
        ListId = message.Class == MessageClass.Marketing ? $"{message.Topic}.{_from.Parsed!.Domain}" : null,
    };

    // Only what a person can unsubscribe from may offer it: a transactional message with such a header promises in vain.
    private UnsubscribeLinks? Unsubscribe(OutgoingMessage message)
    {
        if (message.Class != MessageClass.Marketing)
            return null;

        var links = new UnsubscribeLinks(_options.UnsubscribeUri?.Invoke(message), _options.UnsubscribeMailto?.Invoke(message));
        return links is { OneClick: null, Mailto: null } ? null : links;
    }
}
