using Microsoft.Extensions.Options;
using Notify.Sdk.Sending;
using Notify.Sdk.Email.Composing;

namespace Notify.Sdk.Email;

/// <summary>
/// Writes every email as one <c>.eml</c> file into a folder: for development, for tests, and for a mail server that picks
/// files up. Thread-safe; several processes may share the folder.
/// </summary>
/// <remarks>
/// A file appears whole or not at all: it is written beside its place under a hidden name, flushed to the disk, and renamed.
/// Its name comes from the idempotency key, so the same message twice is one file, and the first one stays.
/// </remarks>
public sealed class PickupDirectoryTransport : ITransport
{
    private readonly string _directory;
    private readonly Sender _sender;

    /// <summary>Creates it; registered by <see cref="EmailNotifyBuilderExtensions"/>.</summary>
    /// <exception cref="OptionsValidationException">The options are not usable.</exception>
    public PickupDirectoryTransport(IOptions<PickupDirectoryOptions> options)
    {
        var value = SenderCheck.Checked(options, new PickupDirectoryOptionsValidator());
        _directory = Path.GetFullPath(value.Directory);
        _sender = new(value);
    }

    /// <summary><c>pickup</c>.</summary>
    public string Name => "pickup";

    /// <summary><see cref="Channel.Email"/>.</summary>
    public Channel Channel => Channel.Email;

    /// <summary>Writes the file.</summary>
    /// <returns>
    /// Accepted with the file's name when the file is in its place (now or from an earlier attempt); Rejected when the message
    /// cannot be written as an email; Deferred when it certainly is not in its place (folder, disk, permission,
    /// cancellation, or a failing <see cref="MailOptions.UnsubscribeUri"/>); Unknown when the rename failed and the
    /// file is in neither place.
    /// </returns>
    /// <param name="message">What to write.</param>
    /// <param name="cancellationToken">Heeded until the rename.</param>
    public async ValueTask<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var file = PickupFileName.Of(message.IdempotencyKey);
        var place = Path.Combine(_directory, file);
        if (File.Exists(place))
            return SendOutcome.Accepted(file, "already in the pickup directory");

        return _sender.Prepare(message, mail => mail, out var refusal) is { } mail
            ? await WriteAsync(mail, place, cancellationToken)
            : refusal;
    }

    private async ValueTask<SendOutcome> WriteAsync(ComposedMail mail, string place, CancellationToken cancellationToken)
    {
        var draft = Path.Combine(_directory, $".{Path.GetFileNameWithoutExtension(place)}.{Path.GetRandomFileName()}.tmp");
        var written = false;
        try
        {
            Directory.CreateDirectory(_directory);
            await WriteDraftAsync(mail, draft, cancellationToken);
            written = true;
            File.Move(draft, place, overwrite: true);
            return SendOutcome.Accepted(Path.GetFileName(place), "in the pickup directory");
        }
        catch (OperationCanceledException)
        {
            return SendOutcome.Deferred("Cancelled before the file was in its place.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return written && !File.Exists(draft)
                ? SendOutcome.Unknown("The rename into the pickup directory failed, and the file is gone from its first place.")
                : SendOutcome.Deferred(PickupFault.Describe(fault));
        }
        finally
        {
            Discard(draft);
        }
    }

    private static async Task WriteDraftAsync(ComposedMail mail, string draft, CancellationToken cancellationToken)
    {
        var stream = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.Asynchronous);
        await using (stream)
        {
            await mail.WriteAsync(stream, cancellationToken);
            stream.Flush(flushToDisk: true); // Accepted is a promise; it must outlive a power cut
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    // A draft that stays behind is hidden and harmless; the outcome is already certain.
    private static void Discard(string draft)
    {
        try
        {
            File.Delete(draft);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
        }
    }
}
