namespace Notify.Sdk;

/// <summary>Opens attachments at hand-over. Called concurrently. Registered with <c>UseAttachmentSource</c>.</summary>
public interface IAttachmentSource
{
    /// <summary>Opens what a key stands for, in one message; the caller reads it to its end and disposes it.</summary>
    /// <param name="key"><see cref="Attachment.Key"/>.</param>
    /// <param name="message">The message that it goes with: <see cref="OutgoingMessage.Account"/> tells whose it is.</param>
    /// <param name="cancellationToken">The time of the hand-over.</param>
    /// <returns>The octets, or null when there is nothing: then the message is not sent.</returns>
    ValueTask<Stream?> OpenAsync(string key, OutgoingMessage message, CancellationToken cancellationToken);
}
