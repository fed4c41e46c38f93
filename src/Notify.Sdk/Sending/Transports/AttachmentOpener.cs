using Microsoft.Extensions.Options;

namespace Notify.Sdk.Sending;

/// <summary>Opens the attachments of a message before its transport is called, so that nothing is sent half.</summary>
internal sealed class AttachmentOpener(IOptions<SendingOptions> options, IAttachmentSource? source = null)
{
    /// <summary>The message with the octets of all its attachments, or why it cannot be sent now.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async ValueTask<(OutgoingMessage Message, SendOutcome? Refusal)> OpenAsync(
        OutgoingMessage message, CancellationToken cancellationToken)
    {
        List<Attachment> opened = [];
        long room = options.Value.MaxAttachmentOctets;
        foreach (var attachment in message.Attachments)
        {
            var (octets, refusal) = attachment.Key is { } key
                ? await ReadAsync(key, message, room, cancellationToken) : (attachment.Content, null);
            room -= octets.Length;
            if (refusal is not null || room < 0)
            {
                return (message, refusal ?? TooLong());
            }

            opened.Add(attachment with { Content = octets });
        }

        return (message with { Attachments = opened }, null);
    }

    private async ValueTask<(ReadOnlyMemory<byte> Octets, SendOutcome? Refusal)> ReadAsync(
        string key, OutgoingMessage message, long room, CancellationToken cancellationToken)
    {
        if (source is null)
        {
            return (default,
                SendOutcome.Deferred(
                "An attachment has a key, but this process has no source for it. Add one with UseAttachmentSource<T>()."));
        }

        try
        {
            await using var stream = await source.OpenAsync(key, message, cancellationToken).AsTask().WaitAsync(cancellationToken);
            if (stream is null)
            {
                return (default, SendOutcome.Deferred("The source of attachments has nothing for a key of this message. It was not sent."));
            }

            var said = stream.CanSeek ? stream.Length - stream.Position : (long?)null;
            using var octets = new MemoryStream();
            var buffer = new byte[81920];
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
            {
                if (octets.Length + read > room)
                {
                    return (default, TooLong());
                }

                octets.Write(buffer, 0, read);
            }

            return said is { } expected && expected != octets.Length
                ? (default,
                    SendOutcome.Deferred(
                    "The stream of an attachment is longer or shorter than it says: it was cut off, or is still being written. The "
                    + "message was not sent."))
                : (octets.ToArray(), null);
        }
#pragma warning disable CA1031 // the source is the application's; whatever it throws, nothing was sent
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return (default,
                SendOutcome.Deferred($"The source of attachments failed with {fault.GetType().Name}. The message was not sent."));
        }
    }

    private SendOutcome TooLong() =>
        SendOutcome.Rejected(
            $"The attachments have more than {options.Value.MaxAttachmentOctets} octets (SendingOptions.MaxAttachmentOctets). The message "
            + $"was not sent.");
}
