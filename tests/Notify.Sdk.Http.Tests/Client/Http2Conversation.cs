using System.Buffers.Binary;
using System.Net;
using System.Text;
using Notify.Sdk.Conformance;

namespace Notify.Sdk.Http.Tests.Client;

/// <summary>As much of HTTP/2 (RFC 9113) as a scripted server needs: frames, and answers of one status.</summary>
internal sealed class Http2Conversation(LoopbackConnection connection)
{
    private const byte Data = 0, Headers = 1, Reset = 3, Settings = 4, GoAway = 7;
    private const byte EndStream = 1, Acknowledge = 1, EndHeaders = 4;

    public const int RefusedStream = 7, Cancel = 8, InternalError = 2;

    /// <summary>Makes a provider speak HTTP/2, with a body that takes more than one frame.</summary>
    public static void Configure(AcmeOptions options) => options.Make = _ => new(HttpMethod.Post, "messages")
    {
        Content = new StringContent(new string('x', 20_000), Encoding.ASCII),
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    /// <summary>Reads the preface, and says that there are no wishes, or that no octet of a body may come yet.</summary>
    public async Task BeginAsync(bool isClosedWindow = false)
    {
        await connection.ReadAsync(24);
        await WriteAsync(Settings, 0, 0, isClosedWindow ? [0, 4, 0, 0, 0, 0] : []);
    }

    /// <summary>Reads up to the head of a request; its stream, or null when the client has closed.</summary>
    public async Task<int?> ReadHeadAsync()
    {
        while (await ReadFrameAsync() is var (type, _, stream))
        {
            if (type == Headers)
                return stream;
        }

        return null;
    }

    /// <summary>Reads up to the end of the body of a stream.</summary>
    public async Task<bool> ReadBodyAsync(int stream)
    {
        while (await ReadFrameAsync() is var (type, flags, at))
        {
            if (type == Data && at == stream && (flags & EndStream) != 0)
                return true;
        }

        return false;
    }

    /// <summary>Reads a request whole; its stream, or null.</summary>
    public async Task<int?> ReadRequestAsync() => await ReadHeadAsync() is { } stream && await ReadBodyAsync(stream) ? stream : null;

    public Task AnswerAsync(int stream, int status, string? body, bool isWhole = true) => SendAsync(
        Frame(Headers, (byte)(EndHeaders | (body is null && isWhole ? EndStream : 0)), stream,
            [8, 3, .. Encoding.ASCII.GetBytes($"{status}")]),
        body is null ? [] : Frame(Data, isWhole ? EndStream : (byte)0, stream, Encoding.UTF8.GetBytes(body)));

    public Task ResetAsync(int stream, int code) => WriteAsync(Reset, 0, stream, Number(code));

    public Task GoAwayAsync(int lastStream, int code = 0) => WriteAsync(GoAway, 0, 0, [.. Number(lastStream), .. Number(code)]);

    public Task GarbageAsync() => WriteAsync(Headers, EndHeaders, 1, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);

    private async Task<(byte Type, byte Flags, int Stream)?> ReadFrameAsync()
    {
        var head = new byte[9];
        if (await connection.Stream.ReadAtLeastAsync(head, 9, throwOnEndOfStream: false, connection.Stopping) < 9)
            return null;
        await connection.ReadAsync((head[0] << 16) | (head[1] << 8) | head[2]);
        if (head[3] == Settings && (head[4] & Acknowledge) == 0)
            await WriteAsync(Settings, Acknowledge, 0, []);
        return (head[3], head[4], BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)) & int.MaxValue);
    }

    private Task WriteAsync(byte type, byte flags, int stream, byte[] payload) => SendAsync(Frame(type, flags, stream, payload));

    private async Task SendAsync(params byte[][] frames) =>
        await connection.Stream.WriteAsync(frames.SelectMany(f => f).ToArray(), connection.Stopping);

    private static byte[] Frame(byte type, byte flags, int stream, byte[] payload) =>
        [(byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length, type, flags, .. Number(stream), .. payload];

    private static byte[] Number(int value)
    {
        var octets = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(octets, value);
        return octets;
    }
}
