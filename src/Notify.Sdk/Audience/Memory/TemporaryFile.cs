using Microsoft.Win32.SafeHandles;

namespace Notify.Sdk.Audience;

/// <summary>
/// Memory that went to disk: grows at its end, is read anywhere, and is gone when it is disposed. Where the system lets a file
/// be deleted while it is open (all but Windows) that is done at once, so not even a killed process leaves one behind. The name
/// says nothing about anybody. Thread-safe. Opened when first written to.
/// </summary>
internal sealed class TemporaryFile(string? directory, Func<string, FileStream>? open = null) : IDisposable
{
    private readonly string _directory = directory ?? Path.GetTempPath();
    private readonly Lock _opening = new();
    private FileStream? _stream;
    private long _length;

    /// <summary>Bytes written.</summary>
    public long Length => Interlocked.Read(ref _length);

    /// <returns>Where it stands.</returns>
    /// <exception cref="NotifyException">The disk is full or cannot be written; the message names the directory.</exception>
    public long Append(ReadOnlySpan<byte> bytes)
    {
        var offset = Interlocked.Add(ref _length, bytes.Length) - bytes.Length;
        try
        {
            RandomAccess.Write(Handle(), bytes, offset);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NotifyException(
                $"The list is larger than AudienceOptions.MemoryBudget, and the directory for the rest, '{_directory}', took {offset:N0} "
                    + $"bytes and no more ({e.GetType().Name}). "
                + "Free space there, set AudienceOptions.TemporaryDirectory to another disk, or raise the budget. Nothing was planned.", e);
        }

        return offset;
    }

    /// <summary>Fills the buffer, or less of it at the end of the file.</summary>
    /// <returns>How much was read.</returns>
    public int Read(long offset, Span<byte> buffer)
    {
        var total = 0;
        while (total < buffer.Length)
        {
            var read = RandomAccess.Read(Handle(), buffer[total..], offset + total);
            if (read == 0) break;
            total += read;
        }

        return total;
    }

    public void Dispose() => _stream?.Dispose();

    private SafeFileHandle Handle()
    {
        if (_stream is { } open) return open.SafeFileHandle;
        lock (_opening) return (_stream ??= Open()).SafeFileHandle;
    }

    private FileStream Open()
    {
        var path = Path.Combine(_directory, $"notify-{Path.GetRandomFileName()}.tmp");
        if (open is not null) return open(path);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            BufferSize = 0
        };
        if (OperatingSystem.IsWindows()) return new(path, WithDeletion(options));
        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var stream = new FileStream(path, options);
        File.Delete(path);
        return stream;
    }

    private static FileStreamOptions WithDeletion(FileStreamOptions options)
    {
        options.Options |= FileOptions.DeleteOnClose;
        return options;
    }
}
