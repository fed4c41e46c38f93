using System.Diagnostics;
using System.Net.Sockets;

namespace Notify.Sdk.Email.Tests.Client;

/// <summary>
/// Postfix's <c>smtp-sink</c>, a server that can be told to fail at any step. Not ours, so it knows nothing of our client.
/// </summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private static readonly string? Binary = new[] { "/usr/sbin/smtp-sink", "/usr/local/sbin/smtp-sink" }.FirstOrDefault(File.Exists);

    private readonly Process _process;

    private SmtpSink(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    /// <summary>Starts it. Skips the test where it is missing; on a build server its absence is a failure.</summary>
    public static async Task<SmtpSink> StartAsync(params string[] flags)
    {
        if (Binary is null)
        {
            Environment.GetEnvironmentVariable("CI").Should().NotBe("true", "a build server needs smtp-sink (eng/install-test-servers.sh)");
            throw new SkipException(
                "smtp-sink is not installed (eng/install-test-servers.sh); this check against a foreign server did not run");
        }

        var port = Transports.ClosedPort();
        string[] user = Environment.IsPrivilegedProcess ? ["-u", "nobody"] : [];
        var start = new ProcessStartInfo(Binary, [.. user, .. flags, $"inet:127.0.0.1:{port}", "100"]) { RedirectStandardError = true };
        var sink = new SmtpSink(Process.Start(start)!, port);
        var waited = Stopwatch.StartNew();
        while (!await sink.ListensAsync())
        {
            (sink._process.HasExited || waited.Elapsed > TimeSpan.FromMinutes(1)).Should().BeFalse("smtp-sink should listen");
            await Task.Delay(20);
        }

        return sink;
    }

    public SmtpTransport Transport(Action<SmtpOptions>? configure = null) =>
        new(Microsoft.Extensions.Options.Options.Create(Transports.Configured(Port, configure)), TimeProvider.System, new LogSink());

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync(new CancellationTokenSource(5000).Token);
        _process.Dispose();
    }

    private async Task<bool> ListensAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
