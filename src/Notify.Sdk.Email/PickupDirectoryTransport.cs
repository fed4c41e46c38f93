using Microsoft.Extensions.Options;
using Notify.Sdk.Sending;
using Notify.Sdk.Email.Dkim;
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
    private readonly MailSigner? _signer;

    /// <summary>Creates it; registered by <see cref="PickupDirectoryNotifyBuilderExtensions"/>.</summary>
    /// <exception cref="OptionsValidationException">The options are not usable.</exception>
    public PickupDirectoryTransport(IOptions<PickupDirectoryOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var value = options.Value;
        var check = new PickupDirectoryOptionsValidator().Validate(Options.DefaultName, value);
        if (check.Failed)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(PickupDirectoryOptions), check.Failures);
        }

        _directory = Path.GetFullPath(value.Directory);
        _signer = value.Dkim is null ? null : new(value.Dkim);
        _sender = new()
        {
            Address = value.From,
            Name = value.FromName,
            ReplyTo = value.ReplyTo,
            UnsubscribeUri = value.UnsubscribeUri,
            UnsubscribeMailto = value.UnsubscribeMailto,
        };
    }

    /// <summary><c>pickup</c>.</summary>
    public string Name => "pickup";

    /// <summary><see cref="Channel.Email"/>.</summary>
    public Channel Channel => Channel.Email;

    /// <summary>Writes the file.</summary>
    /// <returns>
    /// Accepted with the file's name when the file is in its place (now or from an earlier attempt); Rejected when the message
    /// cannot be written as an email; Deferred when it certainly is not in its place (folder, disk, permission,
    /// cancellation, or a failing <see cref="PickupDirectoryOptions.UnsubscribeUri"/>); Unknown when the rename failed and the
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
        {
            return SendOutcome.Accepted(file, "already in the pickup directory");
        }

        return Compose(message, out var refusal) is { } email
            ? await WriteAsync(email, place, cancellationToken)
            : refusal;
    }

    private EmailMessage? Compose(OutgoingMessage message, out SendOutcome refusal)
    {
        refusal = SendOutcome.Rejected("The pickup directory takes email only. Register another transport for this channel.");
        if (message.Channel != Channel.Email)
        {
            return null;
        }

        try
        {
            return _sender.Compose(message);
        }
#pragma warning disable CA1031 // the application's own functions may fail in any way; nothing was sent
        catch (Exception fault)
#pragma warning restore CA1031
        {
            refusal = SendOutcome.Deferred($"The function for the unsubscribe link failed with {fault.GetType().Name}. Correct UnsubscribeUri or UnsubscribeMailto.");
            return null;
        }
    }

    private async ValueTask<SendOutcome> WriteAsync(EmailMessage email, string place, CancellationToken cancellationToken)
    {
        var draft = Path.Combine(_directory, $".{Path.GetFileNameWithoutExtension(place)}.{Path.GetRandomFileName()}.tmp");
        try
        {
            Directory.CreateDirectory(_directory);
            await WriteDraftAsync(email, draft, cancellationToken);
        }
        catch (MimeFormatException fault)
        {
            Discard(draft);
            return SendOutcome.Rejected(fault.Message);
        }
        catch (OperationCanceledException)
        {
            Discard(draft);
            return SendOutcome.Deferred("Cancelled before the file was in its place.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Discard(draft);
            return SendOutcome.Deferred(PickupFault.Describe(fault));
        }

        return PutInPlace(draft, place);
    }

    private async Task WriteDraftAsync(EmailMessage email, string draft, CancellationToken cancellationToken)
    {
        var stream = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.Asynchronous);
        await using (stream)
        {
            await ComposedMail.Of(email, _signer).WriteAsync(stream, cancellationToken);
            stream.Flush(flushToDisk: true); // Accepted is a promise; it must outlive a power cut
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private static SendOutcome PutInPlace(string draft, string place)
    {
        try
        {
            File.Move(draft, place, overwrite: true);
            return SendOutcome.Accepted(Path.GetFileName(place), "in the pickup directory");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            if (!File.Exists(draft))
            {
                return SendOutcome.Unknown("The rename into the pickup directory failed, and the file is gone from its first place.");
            }

            Discard(draft);
            return SendOutcome.Deferred(PickupFault.Describe(fault));
        }
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
