using System.Buffers;

namespace Notify.Sdk.Email.Client;

/// <summary>
/// Makes a message safe to stand before the final dot (RFC 5321 section 4.5.2): a dot at the start of a line is doubled. A
/// lone CR, a lone LF or a NUL is refused, because servers disagree on where such lines end, which lets one message
/// smuggle in another. Works piece by piece. Not thread-safe.
/// </summary>
internal sealed class DotStuffer
{
    private static readonly SearchValues<byte> Notable = SearchValues.Create("\r\n\0"u8);

    private bool _atLineStart = true;
    private bool _afterCr;

    /// <summary>Begins a message.</summary>
    public void Begin() => (_atLineStart, _afterCr) = (true, false);

    /// <summary>Stuffs what stands in the buffer, in place. Call it once per piece, in order.</summary>
    /// <exception cref="FormatException">A lone CR or LF, or a NUL.</exception>
    public void Stuff(SendBuffer piece)
    {
        for (var at = 0; at < piece.Length;)
        {
            if (_atLineStart && piece.Written.Span[at] == '.')
            {
                piece.Insert(at++, (byte)'.');
            }

            at = SkipLine(piece.Written.Span, at);
        }
    }

    /// <summary>Adds the end of the message and the final dot.</summary>
    public void End(SendBuffer piece)
    {
        if (_afterCr)
        {
            throw Lone();
        }

        piece.Add(_atLineStart ? ".\r\n"u8 : "\r\n.\r\n"u8);
        Begin();
    }

    // To the start of the next line, or to the end of the piece.
    private int SkipLine(ReadOnlySpan<byte> octets, int at)
    {
        if (_afterCr)
        {
            return octets[at] == '\n' ? EndLine(at) : throw Lone();
        }

        var next = octets[at..].IndexOfAny(Notable);
        _atLineStart = false;
        if (next < 0)
        {
            return octets.Length;
        }

        at += next;
        if (octets[at] != '\r')
        {
            throw Lone();
        }

        _afterCr = true;
        return at + 1 == octets.Length ? octets.Length
            : octets[at + 1] == '\n' ? EndLine(at + 1)
            : throw Lone();
    }

    private int EndLine(int lineFeed)
    {
        (_atLineStart, _afterCr) = (true, false);
        return lineFeed + 1;
    }

    private static FormatException Lone() => new("The message holds a lone CR, a lone LF or a NUL character; every line must end in CRLF.");
}
