using Notify.Sdk.Email.Composing;
using Notify.Sdk.Email.Inbound;

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
    private const int DiskFullOnWindows = unchecked((int)0x80070070);
    private const int NoSpaceOnUnix = 28;

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

    /// <summary><see cref="DeliveryChannel.Email"/>.</summary>
    public DeliveryChannel Channel => DeliveryChannel.Email;

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
        var file = FileName(message.IdempotencyKey);
        var place = Path.Combine(_directory, file);
        if (File.Exists(place))
            return SendOutcome.Accepted(file, "already in the pickup directory");

        using var mail = _sender.Prepare(message, mail => mail, out var refusal);
        return mail is null ? refusal : await WriteAsync(mail, place, cancellationToken);
    }

    /// <summary>
    /// The same for the same key, different for different ones on any file system: the key itself when it is short and of
    /// <c>a-z 0-9 . -</c>; otherwise what is left of it and a hash, because folders may ignore case and a key must not become a path.
    /// </summary>
    internal static string FileName(string key)
    {
        if (Correlation.IsKey(key) && !key.Any(char.IsAsciiLetterUpper))
            return $"{key}.eml";

        var start = string.Concat(key.Where(char.IsAsciiLetterOrDigit).Take(40)).ToLowerInvariant();
        return $"{start}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16))}.eml";
    }

    /// <summary>What is wrong with the folder, a sentence for the operator without paths, which may hold names of people.</summary>
    internal static string Describe(Exception fault) => fault switch
    {
        UnauthorizedAccessException => "The pickup directory may not be written to. Give the process the right to create files there.",
        IOException { HResult: DiskFullOnWindows or NoSpaceOnUnix } => "The disk of the pickup directory is full. Make room.",
        DirectoryNotFoundException => "The pickup directory went away while a file was being written.",
        PathTooLongException => "The path of the pickup directory is too long. Choose a shorter one.",
        _ => $"The pickup directory could not be written to ({fault.GetType().Name}, code {fault.HResult:X8}).",
    };

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
                : SendOutcome.Deferred(Describe(fault));
        }
        finally
        {
            Discard(draft);
        }
    }

    private static async Task WriteDraftAsync(ComposedMail mail, string draft, CancellationToken cancellationToken)
    {
        var stream = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, 64 * 1024, FileOptions.Asynchronous);
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
