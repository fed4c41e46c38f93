using System.Security.Cryptography;

namespace Notify.Sdk.Email.Dkim;

/// <summary>
/// Hashes a body in its relaxed form (RFC 6376 section 3.4.4) while it flows by: white space within a line is one space, none
/// stands at the end of a line, no empty line at the end of the body. Holds nothing but counters. For one body.
/// </summary>
internal sealed class RelaxedBody : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _ready = new byte[4096];
    private int _length;
    private long _heldLines;
    private bool _heldSpace;
    private bool _heldReturn;
    private bool _any;

    /// <summary>The next octets of the body; they may be cut anywhere.</summary>
    public void Append(ReadOnlySpan<byte> octets)
    {
        foreach (var octet in octets)
        {
            if (_heldReturn)
            {
                _heldReturn = false;
                if (octet == '\n')
                {
                    _heldLines++;
                    _heldSpace = false;
                    continue;
                }

                Content((byte)'\r');
            }

            switch (octet)
            {
                case (byte)'\r':
                    _heldReturn = true;
                    break;
                case (byte)' ' or (byte)'\t':
                    _heldSpace = true;
                    break;
                default:
                    Content(octet);
                    break;
            }
        }
    }

    /// <summary>The hash of the whole; a body that is not empty ends in one CRLF.</summary>
    public byte[] Finish()
    {
        if (_heldReturn)
            Content((byte)'\r');
        if (_any)
            PutBreak();
        _hash.AppendData(_ready, 0, _length);
        return _hash.GetHashAndReset();
    }

    public void Dispose() => _hash.Dispose();

    private void Content(byte octet)
    {
        for (; _heldLines > 0; _heldLines--)
            PutBreak();
        if (_heldSpace)
            Put((byte)' ');
        _heldSpace = false;
        Put(octet);
        _any = true;
    }

    private void PutBreak()
    {
        Put((byte)'\r');
        Put((byte)'\n');
    }

    private void Put(byte octet)
    {
        if (_length == _ready.Length)
        {
            _hash.AppendData(_ready);
            _length = 0;
        }

        _ready[_length++] = octet;
    }
}
