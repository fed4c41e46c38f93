using System.Buffers;
using System.Text;

namespace Notify.Sdk.Email.Composing;

/// <summary>
/// Writes text as UTF-8 in quoted-printable (RFC 2045 section 6.7): lines of at most 76 octets, CRLF, no trailing space, a
/// character never split over two lines. Every <c>=</c> is escaped, so <c>=_</c> cannot occur. Not thread-safe.
/// </summary>
internal sealed class QuotedPrintableEncoder(IBufferWriter<byte> output)
{
    private const int MaxLine = 76;

    private static readonly SearchValues<char> Literal =
        SearchValues.Create(" !\"#$%&'()*+,-./0123456789:;<>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    private readonly byte[] _line = new byte[MaxLine];
    private int _length;
    private byte _heldSpace;
    private bool _afterCr;

    /// <summary>Adds text; a surrogate pair must not be split between two calls.</summary>
    public void Write(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var run = text.IndexOfAnyExcept(Literal);
            if (run == 0)
            {
                Rune.DecodeFromUtf16(text, out var rune, out var length);
                Write(rune);
                text = text[length..];
            }
            else
            {
                run = run < 0 ? text.Length : run;
                PutRun(text[..run]);
                text = text[run..];
            }
        }
    }

    /// <summary>Writes what is held back. No line break is added.</summary>
    public void Finish()
    {
        EscapeHeldSpace();
        output.Write(_line.AsSpan(0, _length));
        _length = 0;
    }

    private void Write(Rune rune)
    {
        var afterCr = _afterCr;
        _afterCr = rune.Value == '\r';
        if (rune.Value == '\n' && afterCr)
        {
            return;
        }

        if (rune.Value is '\r' or '\n')
        {
            EndLine();
        }
        else
        {
            Put(rune);
        }
    }

    // What most text is made of, copied line by line; a space at the end waits until it is known what follows.
    private void PutRun(ReadOnlySpan<char> run)
    {
        ReleaseHeldSpace();
        _afterCr = false;
        if (run[^1] == ' ')
        {
            _heldSpace = (byte)' ';
            run = run[..^1];
        }

        while (!run.IsEmpty)
        {
            if (_length == MaxLine - 1)
            {
                _line[_length++] = (byte)'=';
                FlushLine();
            }

            var count = Math.Min(run.Length, MaxLine - 1 - _length);
            Ascii.FromUtf16(run[..count], _line.AsSpan(_length), out _);
            _length += count;
            run = run[count..];
        }
    }

    private void Put(Rune rune)
    {
        ReleaseHeldSpace();
        if (rune.Value is ' ' or '\t')
        {
            _heldSpace = (byte)rune.Value;
        }
        else if (rune.Value is > ' ' and <= '~' and not '=')
        {
            PutToken([(byte)rune.Value]);
        }
        else
        {
            Span<byte> utf8 = stackalloc byte[4];
            PutEscaped(utf8[..rune.EncodeToUtf8(utf8)]);
        }
    }

    private void ReleaseHeldSpace()
    {
        if (_heldSpace != 0)
        {
            PutToken([_heldSpace]);
            _heldSpace = 0;
        }
    }

    private void PutEscaped(ReadOnlySpan<byte> octets)
    {
        Span<byte> token = stackalloc byte[12];
        for (var i = 0; i < octets.Length; i++)
        {
            token[3 * i] = (byte)'=';
            token[(3 * i) + 1] = Hex.Digit(octets[i] >> 4);
            token[(3 * i) + 2] = Hex.Digit(octets[i] & 15);
        }

        PutToken(token[..(3 * octets.Length)]);
    }

    private void PutToken(ReadOnlySpan<byte> token)
    {
        if (_length + token.Length > MaxLine - 1)
        {
            _line[_length++] = (byte)'=';
            FlushLine();
        }

        token.CopyTo(_line.AsSpan(_length));
        _length += token.Length;
    }

    private void EndLine()
    {
        EscapeHeldSpace();
        FlushLine();
    }

    // A space before a line break would be lost on the way (RFC 2045 section 6.7, rule 3).
    private void EscapeHeldSpace()
    {
        if (_heldSpace != 0)
        {
            PutEscaped([_heldSpace]);
            _heldSpace = 0;
        }
    }

    private void FlushLine()
    {
        output.Write(_line.AsSpan(0, _length));
        output.Write("\r\n"u8);
        _length = 0;
    }
}
