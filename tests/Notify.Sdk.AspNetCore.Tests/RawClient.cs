using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Notify.Sdk.AspNetCore.Tests;

/// <summary>A client that writes what it likes and reads lines.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private readonly TcpClient _client = new();
    private readonly Lazy<StreamReader> _reader;

    public RawClient(int port)
    {
        _client.Connect(IPAddress.Loopback, port);
        _reader = new(() => new(_client.GetStream(), Encoding.ASCII));
    }

    public async Task WriteAsync(string text) => await _client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));

    public async Task<string?> ReadLineAsync()
    {
        using CancellationTokenSource longest = new(HookShop.Longest);
        return await _reader.Value.ReadLineAsync(longest.Token);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
