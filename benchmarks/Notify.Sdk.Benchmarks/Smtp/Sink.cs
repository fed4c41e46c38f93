using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Notify.Sdk.Benchmarks.Smtp;

/// <summary>Postfix's <c>smtp-sink</c> on a free port of the loopback: takes every message and forgets it.</summary>
internal sealed class Sink : IDisposable
{
    public const string Folder = "/usr/sbin";

    private readonly Process _process;

    public Sink()
    {
        Port = FreePort();
        string[] user = Environment.IsPrivilegedProcess ? ["-u", "nobody"] : [];
        _process = Process.Start(new ProcessStartInfo($"{Folder}/smtp-sink", [.. user, $"inet:127.0.0.1:{Port}", "1000"]))!;
        var wait = Stopwatch.StartNew();
        while (!Listens())
        {
            if (_process.HasExited || wait.Elapsed > TimeSpan.FromSeconds(5))
                throw new InvalidOperationException("smtp-sink does not listen.");
        }
    }

    public int Port { get; }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit(5000);
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private bool Listens()
    {
        using var client = new TcpClient();
        try
        {
            client.Connect("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
