using System.Buffers;
using System.IO.Pipelines;

namespace Notify.Sdk.Email.Composing;

/// <summary>
/// Writes an <see cref="EmailMessage"/> as octets that any mail server takes (RFC 5322, 2045 to 2047, 2231): lines end in
/// CRLF; body lines have at most 76 octets, no line more than 998; everything but the headers of a message that
/// <see cref="EmailMessage.RequiresSmtpUtf8">needs SMTPUTF8</see> is 7-bit. The same message gives the same octets.
/// </summary>
/// <remarks>
/// Thread-safe. The message is checked before the first octet is written; then it is written in pieces of some kilobytes,
/// never held whole. Dot-stuffing and the final dot are the affair of an SMTP client. Lone surrogates become U+FFFD.
/// </remarks>
public static class MimeWriter
{
    private const int FlushAt = 16 * 1024;

    /// <summary>Writes into a buffer.</summary>
    /// <exception cref="MimeFormatException">The message cannot be written; nothing was.</exception>
    public static void Write(EmailMessage message, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        foreach (var _ in Steps(message, output))
        {
        }
    }

    /// <summary>Writes into a pipe and flushes it, waiting where its reader is slow. Does not complete it.</summary>
    /// <exception cref="MimeFormatException">The message cannot be written; nothing was.</exception>
    /// <exception cref="IOException">The reader of the pipe has gone; the message is not whole.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the message is not whole.</exception>
    public static async Task WriteAsync(EmailMessage message, PipeWriter output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        foreach (var _ in Steps(message, output))
        {
            if (!output.CanGetUnflushedBytes || output.UnflushedBytes >= FlushAt)
            {
                await FlushAsync(output, cancellationToken);
            }
        }

        await FlushAsync(output, cancellationToken);
    }

    /// <summary>Writes into a stream and flushes it. Does not close it.</summary>
    /// <exception cref="MimeFormatException">The message cannot be written; nothing was.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the message is not whole.</exception>
    public static async Task WriteAsync(EmailMessage message, Stream output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        var pipe = PipeWriter.Create(output, new StreamPipeWriterOptions(minimumBufferSize: FlushAt, leaveOpen: true));
        try
        {
            await WriteAsync(message, pipe, cancellationToken);
            await pipe.CompleteAsync();
        }
        catch (Exception fault)
        {
            await pipe.CompleteAsync(fault); // gives the buffers back, writes nothing more
            throw;
        }
    }

    /// <summary>Checks a message, and writes it in steps of some kilobytes.</summary>
    /// <exception cref="MimeFormatException">The message cannot be written; nothing was.</exception>
    internal static IEnumerable<MimeStep> Steps(EmailMessage message, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(message);
        MimeCheck.Check(message);
        return WriteChecked(message, output);
    }

    /// <summary>Writes a message that has passed <see cref="MimeCheck"/>, in steps of some kilobytes.</summary>
    internal static IEnumerable<MimeStep> WriteChecked(EmailMessage message, IBufferWriter<byte> output)
    {
        var header = new HeaderWriter(output, message.RequiresSmtpUtf8);
        var content = MimeTree.Of(message);
        HeaderBlock.Write(header, message);
        content.WriteHeaders(header);
        header.End();
        foreach (var step in content.WriteBody(output))
        {
            yield return step;
        }

        header.End();
    }

    private static async ValueTask FlushAsync(PipeWriter output, CancellationToken cancellationToken)
    {
        var result = await output.FlushAsync(cancellationToken);
        if (result.IsCanceled)
        {
            throw new OperationCanceledException("The flush of the pipe was cancelled; the message is not whole.");
        }

        if (result.IsCompleted)
        {
            throw new IOException("The reader of the pipe has gone; the message is not whole.");
        }
    }
}
