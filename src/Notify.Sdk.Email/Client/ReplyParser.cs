using System.Text;

namespace Notify.Sdk.Email.Client;

/// <summary>
/// Puts replies together from whatever pieces arrive (RFC 5321 section 4.2.1). Everything is bounded, so that a server
/// cannot fill the memory: 2,048 octets a line, 128 lines, 32 KB in all. A line may end in LF alone. Not thread-safe.
/// </summary>
internal sealed class ReplyParser
{
    /// <summary>Longest line, without its end; the RFC promises 512.</summary>
    public const int MaxLine = 2048;

    /// <summary>Most lines of one reply.</summary>
    public const int MaxLines = 128;

    /// <summary>Most octets of text in one reply.</summary>
    public const int MaxText = 32 * 1024;

    private byte[] _text = new byte[256];
    private int _length;
    private int _lines;
    private int _code;

    /// <summary>Whether a part of a reply has been read.</summary>
    public bool IsInside => _lines > 0;

    /// <summary>Reads lines until a reply is whole.</summary>
    /// <param name="input">What has arrived and was not consumed before.</param>
    /// <param name="consumed">How much of it is used up.</param>
    /// <returns>The reply, or null when more must arrive.</returns>
    /// <exception cref="SmtpConversationException">This is not a reply, or it is too long.</exception>
    public SmtpReply? Read(ReadOnlySpan<byte> input, out int consumed)
    {
        consumed = 0;
        while (true)
        {
            var rest = input[consumed..];
            var end = rest.IndexOf((byte)'\n');
            if (end > MaxLine || (end < 0 && rest.Length > MaxLine))
            {
                throw Fault($"a reply line has more than {MaxLine} octets");
            }

            if (end < 0)
            {
                return null;
            }

            consumed += end + 1;
            if (AddLine(end > 0 && rest[end - 1] == '\r' ? rest[..(end - 1)] : rest[..end]))
            {
                return Finish();
            }
        }
    }

    /// <summary>Adds a line.</summary>
    /// <returns>Whether it was the last of its reply.</returns>
    private bool AddLine(ReadOnlySpan<byte> line)
    {
        var code = CodeOf(line);
        if (IsInside && code != _code)
        {
            throw Fault("the lines of a reply have different codes");
        }

        _code = code;
        if (++_lines > MaxLines)
        {
            throw Fault($"a reply has more than {MaxLines} lines");
        }

        AddText(line.Length > 4 ? line[4..] : []);
        return line.Length == 3 || line[3] == ' ';
    }

    private static int CodeOf(ReadOnlySpan<byte> line)
    {
        var hasCode = line.Length >= 3 && line[0] is >= (byte)'2' and <= (byte)'5' && char.IsAsciiDigit((char)line[1]) && char.IsAsciiDigit((char)line[2])
            && (line.Length == 3 || line[3] is (byte)' ' or (byte)'-');
        return hasCode
            ? ((line[0] - '0') * 100) + ((line[1] - '0') * 10) + line[2] - '0'
            : throw Fault("expected a reply that begins with three digits, but something else came");
    }

    private void AddText(ReadOnlySpan<byte> text)
    {
        if (_length + text.Length + 1 > MaxText)
        {
            throw Fault($"a reply has more than {MaxText} octets");
        }

        if (_length + text.Length + 1 > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(2 * _text.Length, _length + text.Length + 1));
        }

        if (_lines > 1)
        {
            _text[_length++] = (byte)'\n';
        }

        foreach (var octet in text)
        {
            _text[_length++] = octet is < (byte)' ' or 0x7f ? (byte)' ' : octet;
        }
    }

    private SmtpReply Finish()
    {
        var reply = new SmtpReply(_code, Encoding.UTF8.GetString(_text, 0, _length));
        (_length, _lines) = (0, 0);
        return reply;
    }

    private static SmtpConversationException Fault(string problem) => new(default, FaultKind.Protocol, problem);
}
