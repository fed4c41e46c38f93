using System.Text;

namespace Notify.Sdk.Email.Inbound;

/// <summary>Takes a message apart into its parts (RFC 2046), within limits. Tolerant; never fails. For one message.</summary>
internal sealed class MimeReader(InboundLimits limits)
{
    private int _parts;

    /// <summary>The message and what it contains.</summary>
    public InboundPart Read(ReadOnlyMemory<byte> octets, int depth = 0, string defaultType = "text/plain")
    {
        _parts++;
        var headers = HeaderReader.Read(octets.Span, limits, out var start);
        var body = octets[start..];
        var type = ContentType.Read(FirstValue(headers, "Content-Type") ?? defaultType);
        return new(headers, type, body, depth < limits.Depth ? Parts(headers, type, body, depth) : [], limits);
    }

    private List<InboundPart> Parts(IReadOnlyList<InboundHeader> headers, ContentType type, ReadOnlyMemory<byte> body, int depth)
    {
        if (type.MediaType is "message/rfc822" or "message/global" && HasRoom)
        {
            var encoding = FirstValue(headers, "Content-Transfer-Encoding") ?? "";
            return [Read(TransferDecoder.Decode(body, encoding, limits.MessageOctets), depth + 1)];
        }

        return type.MediaType.StartsWith("multipart/", StringComparison.Ordinal) && type.Parameter("boundary") is { Length: > 0 and <= 200 } boundary
            ? Split(body, Encoding.UTF8.GetBytes($"--{boundary.TrimEnd()}"), type.MediaType == "multipart/digest" ? "message/rfc822" : "text/plain", depth)
            : [];
    }

    // A message that was cut off has no last boundary: its last part goes to the end.
    private List<InboundPart> Split(ReadOnlyMemory<byte> body, byte[] delimiter, string defaultType, int depth)
    {
        List<InboundPart> parts = [];
        var (position, start) = (0, -1);
        var lineStart = 0;
        while (HasRoom && OctetLines.TryTake(body.Span, ref position, out var line))
        {
            if (IsDelimiter(line, delimiter, out var last))
            {
                if (start >= 0)
                    parts.Add(Read(WithoutLastBreak(body[start..lineStart]), depth + 1, defaultType));
                start = last ? -1 : position;
                if (last)
                    break;
            }

            lineStart = position;
        }

        if (start >= 0 && HasRoom)
            parts.Add(Read(body[start..], depth + 1, defaultType));
        return parts;
    }

    private bool HasRoom => _parts < limits.Parts;

    private static bool IsDelimiter(ReadOnlySpan<byte> line, ReadOnlySpan<byte> delimiter, out bool last)
    {
        last = false;
        if (!line.StartsWith(delimiter))
            return false;
        var rest = line[delimiter.Length..].TrimEnd(" \t"u8);
        last = rest.SequenceEqual("--"u8);
        return last || rest.IsEmpty;
    }

    // The line break before a boundary belongs to the boundary (RFC 2046 section 5.1.1).
    private static ReadOnlyMemory<byte> WithoutLastBreak(ReadOnlyMemory<byte> part) => part.Span switch
    {
        [.., (byte)'\r', (byte)'\n'] => part[..^2],
        [.., (byte)'\n'] => part[..^1],
        _ => part,
    };

    private static string? FirstValue(IReadOnlyList<InboundHeader> headers, string name)
    {
        foreach (var header in headers)
        {
            if (header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return header.Raw;
        }

        return null;
    }
}
