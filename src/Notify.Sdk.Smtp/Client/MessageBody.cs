using Notify.Sdk.Smtp.Mime;

namespace Notify.Sdk.Smtp.Client;

/// <summary>
/// Writes a message piece by piece into the buffer of a connection, ready for the wire. A piece has some ten kilobytes; the
/// message is never whole in memory unless it is one piece. For one use, not thread-safe.
/// </summary>
internal sealed class MessageBody(EmailMessage message, SendBuffer output) : IDisposable
{
    private const int Piece = 32 * 1024;

    private readonly IEnumerator<MimeStep> _steps = MimeWriter.WriteChecked(message, output).GetEnumerator();
    private readonly DotStuffer _stuffer = new();

    /// <summary>Whether the piece in the buffer ends with the final dot.</summary>
    public bool IsLast { get; private set; }

    /// <summary>Writes the next piece into the empty buffer.</summary>
    /// <exception cref="FormatException">The message would not be safe on the wire.</exception>
    public void Next()
    {
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
