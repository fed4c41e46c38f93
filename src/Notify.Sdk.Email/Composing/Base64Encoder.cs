using System.Buffers;
using System.Buffers.Text;

namespace Notify.Sdk.Email.Composing;

/// <summary>Writes octets as base64 in lines of 76 (RFC 2045 section 6.8). Not thread-safe.</summary>
internal sealed class Base64Encoder(IBufferWriter<byte> output)
{
    private const int OctetsPerLine = 57;
    private readonly byte[] _held = new byte[OctetsPerLine];
    private int _count;
    private bool _breakDue;

    /// <summary>Adds octets.</summary>
    public void Write(ReadOnlySpan<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            if (_count == OctetsPerLine)
            {
                WriteLine();
            }

            var take = Math.Min(OctetsPerLine - _count, octets.Length);
            octets[..take].CopyTo(_held.AsSpan(_count));
            _count += take;
            octets = octets[take..];
        }
    }

    /// <summary>Writes what is held back. No line break is added.</summary>
    public void Finish()
    {
        if (_count > 0)
        {
            WriteLine();
        }
    }

    private void WriteLine()
    {
        var span = output.GetSpan(2 + 76);
        if (_breakDue)
        {
            "\r\n"u8.CopyTo(span);
        }

        var start = _breakDue ? 2 : 0;
        Base64.EncodeToUtf8(_held.AsSpan(0, _count), span[start..], out _, out var written);
        output.Advance(start + written);
        _breakDue = true;
        _count = 0;
    }
}
