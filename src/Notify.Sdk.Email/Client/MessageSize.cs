using System.Buffers;
using Notify.Sdk.Email.Dkim;
using Notify.Sdk.Email.Composing;

namespace Notify.Sdk.Email.Client;

/// <summary>How large a message is, for SIZE (RFC 1870), without writing it.</summary>
internal static class MessageSize
{
    private static readonly SearchValues<char> Literal =
        SearchValues.Create(" !\"#$%&'()*+,-./0123456789:;<>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>
    /// An upper bound, close for text of Latin scripts and for files: what MAIL declares, which may be an estimate (RFC 1870
    /// section 3), and what makes counting needless when it is below the server's limit.
    /// </summary>
    public static long Bound(EmailMessage message) => 4096
        + (20L * (message.Subject.Length + message.From.DisplayName.Length + message.To.DisplayName.Length + (message.ReplyTo?.DisplayName.Length ?? 0)))
        + (12L * ((message.Unsubscribe?.OneClick?.OriginalString.Length ?? 0) + (message.Unsubscribe?.Mailto?.OriginalString.Length ?? 0)))
        + message.Headers.Sum(header => 200L + header.Name.Length + (20L * header.Value.Length))
        + Text(message.TextBody) + (2 * Text(message.HtmlBody)) // the text may be derived from the HTML
        + message.Attachments.Sum(file => 4096L + File(file.Content.Length))
        + message.InlineResources.Sum(file => 1024L + File(file.Content.Length));

    /// <summary>The exact size with its signature; writes the whole message into nothing. The message has passed its check.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static long Count(EmailMessage message, DkimSigner? signer = null, CancellationToken cancellationToken = default)
    {
        using var counter = new Counter();
        foreach (var _ in MimeWriter.WriteChecked(message, counter))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return counter.Count + (signer?.Sign(message, cancellationToken).Length ?? 0);
    }

    // Quoted-printable: three octets for each that is not itself, "=CRLF" for at least every 64; a line break at most three more.
    private static long Text(ReadOnlySpan<char> text)
    {
        var octets = 0L;
        while (!text.IsEmpty)
        {
            var c = text[0];
            var run = text.IndexOfAnyExcept(Literal);
            var count = run == 0 ? 1 : run < 0 ? text.Length : run;
            octets += run != 0 ? count : c is '\r' or '\n' ? 4 : c < 0x80 ? 3 : 9;
            text = text[count..];
        }

        return octets + (3 * octets / 64) + 3;
    }

    private static long File(long octets) => ((octets + 2) / 3 * 4) + (octets / 57 * 2) + 4;

    private sealed class Counter : IBufferWriter<byte>, IDisposable
    {
        private byte[] _scratch = ArrayPool<byte>.Shared.Rent(8192);

        public long Count { get; private set; }

        public void Advance(int count) => Count += count;

        public Memory<byte> GetMemory(int sizeHint = 0)
        {
            if (_scratch.Length < sizeHint)
            {
                ArrayPool<byte>.Shared.Return(_scratch);
                _scratch = ArrayPool<byte>.Shared.Rent(sizeHint);
            }

            return _scratch;
        }

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public void Dispose() => ArrayPool<byte>.Shared.Return(_scratch, clearArray: true);
    }
}
