using System.Buffers;

namespace Notify.Sdk.Http.Client;

/// <summary>Reads answers up to their bound.</summary>
internal static class AnswerReader
{
    /// <summary>The octets of an answer; null when it is longer than the bound, broke off, or came too late.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > limit)
            return null;
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Min(limit + 1, 4_096));
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            var length = 0;
            for (int read; (read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken)) > 0;)
            {
                if ((length += read) > limit)
                    return null;
                if (length == buffer.Length)
                    buffer = Grown(buffer, limit);
            }

            return buffer.AsMemory(0, length).ToArray();
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException or OperationCanceledException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grown(byte[] buffer, int limit)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(limit + 1L, buffer.Length * 4L));
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
