using Notify.Sdk.Email.Dkim;
using Notify.Sdk.Email.Composing;

namespace Notify.Sdk.Email.Client;

/// <summary>
/// Writes a message piece by piece into the buffer of a connection, ready for the wire. A piece has some ten kilobytes; the
/// message is never whole in memory unless it is one piece. A signature comes first, for which the message is written twice: the
/// first time into a hash. For one use, not thread-safe.
/// </summary>
internal sealed class MessageBody(EmailMessage message, SendBuffer output, DkimSigner? signer = null, CancellationToken cancellationToken = default) : IDisposable
{
    private const int Piece = 32 * 1024;

    private readonly IEnumerator<MimeStep> _steps = MimeWriter.WriteChecked(message, output).GetEnumerator();
    private readonly DotStuffer _stuffer = new();
    private DkimSigner? _signer = signer;

    /// <summary>Whether the piece in the buffer ends with the final dot.</summary>
    public bool IsLast { get; private set; }

    /// <summary>Writes the next piece into the empty buffer.</summary>
    /// <exception cref="FormatException">The message would not be safe on the wire.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Next()
    {
        if (_signer is not null)
        {
            output.Add(_signer.Sign(message, cancellationToken).AsSpan());
            _signer = null;
        }

        while (output.Length < Piece && !IsLast)
        {
            IsLast = !_steps.MoveNext();
        }

        _stuffer.Stuff(output);
        if (IsLast)
        {
            _stuffer.End(output);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _steps.Dispose();
}
