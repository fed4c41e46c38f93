namespace Notify.Sdk.Email.Inbound;

/// <summary>Lines that end in CRLF or, as some programs write them, in LF alone.</summary>
internal static class OctetLines
{
    /// <summary>Takes the line at <paramref name="position"/>, without its end, and moves behind that. False at the end.</summary>
    public static bool TryTake(ReadOnlySpan<byte> octets, ref int position, out ReadOnlySpan<byte> line)
    {
        if (position >= octets.Length)
        {
            line = default;
            return false;
        }

        var rest = octets[position..];
        var end = rest.IndexOf((byte)'\n');
        line = end < 0 ? rest : rest[..end];
        position += end < 0 ? rest.Length : end + 1;
        if (line is [.., (byte)'\r'])
            line = line[..^1];
        return true;
    }
}
