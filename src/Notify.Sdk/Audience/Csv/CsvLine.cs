namespace Notify.Sdk.Audience;

/// <summary>One physical line among bytes.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="End">The byte after its last one, where its line end begins.</param>
/// <param name="Next">The first byte of the line after it.</param>
internal readonly record struct CsvLine(int Start, int End, int Next)
{
    /// <summary>
    /// Finds the end of the line that begins at a place: LF, CR LF or CR, or the end of the file unless nothing stands before it.
    /// </summary>
    public static bool TryFind(ReadOnlySpan<byte> bytes, int at, bool final, out CsvLine line)
    {
        var rest = bytes[at..];
        var length = rest.IndexOfAny((byte)'\n', (byte)'\r');
        if (length < 0)
        {
            line = new(at, bytes.Length, bytes.Length);
            return final && !rest.IsEmpty;
        }

        var isReturn = rest[length] == '\r';
        var after = length + 1;
        if (isReturn && after < rest.Length && rest[after] == '\n')
            after++;
        line = new(at, at + length, at + after);
        return !isReturn || final || length + 1 < rest.Length; // a line feed may follow the last byte at hand
    }
}
