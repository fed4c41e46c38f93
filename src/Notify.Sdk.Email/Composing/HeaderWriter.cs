using System.Buffers;
using System.Text;

namespace Notify.Sdk.Email.Composing;

/// <summary>
/// Writes header fields word by word and folds between words, so that lines stay within 76 octets where a word is not
/// longer itself (RFC 5322 section 2.2.3, RFC 2047 section 2). Not thread-safe.
/// </summary>
internal sealed class HeaderWriter(IBufferWriter<byte> output, bool utf8)
{
    /// <summary>The preferred length of a line, in octets without CRLF.</summary>
    public const int PreferredLine = 76;

    private bool _atStart;

    /// <summary>Whether text beyond ASCII may be written as it is (RFC 6532).</summary>
    public bool Utf8 { get; } = utf8;

    /// <summary>Octets on the line so far.</summary>
    public int Column { get; private set; }

    /// <summary>Begins a field.</summary>
    public void Start(string name)
    {
        Column = 0;
        Raw(name);
        Raw(":");
        _atStart = true;
    }

    /// <summary>Writes a word after a space, on a new line if this one is full.</summary>
    public void Word(ReadOnlySpan<char> word, int spaces = 1)
    {
        if (!_atStart && Column + spaces + Encoding.UTF8.GetByteCount(word) > PreferredLine)
        {
            Fold();
        }

        for (var i = 0; i < spaces; i++)
        {
            Raw(" ");
        }

        Raw(word);
    }

    /// <summary>Ends the line; what follows must begin with a space.</summary>
    public void Fold()
    {
        output.Write("\r\n"u8);
        Column = 0;
    }

    /// <summary>Writes without folding.</summary>
    public void Raw(ReadOnlySpan<char> text)
    {
        var span = output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        var written = Encoding.UTF8.GetBytes(text, span);
        output.Advance(written);
        Column += written;
        _atStart = false;
    }

    /// <summary>Ends the field.</summary>
    public void End()
    {
        output.Write("\r\n"u8);
        Column = 0;
    }

    /// <summary>Writes a whole field on one line.</summary>
    public void Line(string name, string value)
    {
        Start(name);
        Raw(" ");
        Raw(value);
        End();
    }
}
