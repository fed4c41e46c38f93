using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Notify.Sdk.Conformance;
using Notify.Sdk.Http.Hooks;

namespace Notify.Sdk.Kannel.Tests.Server;

/// <summary>
/// A Kannel of its own (bearerbox and smsbox of the distribution) on the loopback, with a message centre behind it and a listener for its
/// hooks; nothing leaves the machine. Started once for a class of tests, and stopped after it by its processes.
/// </summary>
public sealed class KannelServer : IAsyncLifetime, IAsyncDisposable
{
    public const string User = "shop", Password = "p-4711-kannel", HookSecret = "hook-secret-of-tests-4711";

    private static readonly string[] Boxes = ["/usr/sbin/bearerbox", "/usr/sbin/smsbox"];

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"notify-kannel-{Path.GetRandomFileName()}");
    private readonly ConcurrentQueue<HookRequest> _hooks = new();
    private readonly List<Process> _running = [];
    private string? _missing;
    private bool _isOver;
    private LoopbackServer? _listener;

    internal MessageCentre Centre { get; } = new();

    /// <summary>Where <c>sendsms</c> is.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The path at which replies come.</summary>
    public const string ReplyPath = "/hooks/gateway";

    /// <summary>Where replies go in place of the listener; set before it starts.</summary>
    public Uri? Replies { get; init; }

    /// <summary>Where hooks are listened for.</summary>
    public Uri HookAddress => _listener!.Address;

    /// <summary>The hooks that came, in their order.</summary>
    public IReadOnlyList<HookRequest> Hooks => [.. _hooks];

    public async Task InitializeAsync()
    {
        _missing = Boxes.All(File.Exists) ? null : "Kannel is not installed";
        if (_missing is not null)
            return;
        _listener = new(ListenAsync);
        Directory.CreateDirectory(_folder);
        var (admin, inner, outer) = (LoopbackServer.UnusedPort(), LoopbackServer.UnusedPort(), LoopbackServer.UnusedPort());
        Address = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{outer}/"));
        var file = Path.Combine(_folder, "kannel.conf");
        await File.WriteAllTextAsync(file, Configuration(admin, inner, outer));
        foreach (var (box, port) in Boxes.Zip([inner, outer]))
        {
            _running.Add(Process.Start(new ProcessStartInfo(box, ["-v", "4", file])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!);
            _running[^1].OutputDataReceived += (_, _) => { };
            _running[^1].ErrorDataReceived += (_, _) => { };
            _running[^1].BeginOutputReadLine();
            _running[^1].BeginErrorReadLine();
            await UntilAsync(() => Listens(port), $"{box} does not listen");
        }

        await UntilAsync(() => Centre.IsBound, "the gateway did not log in to the message centre");
    }

    public async Task DisposeAsync()
    {
        foreach (var box in Enumerable.Reverse(_running))
        {
            box.Kill();
            await box.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
            box.Dispose();
        }

        _running.Clear();
        if (Interlocked.Exchange(ref _isOver, true))
            return;
        await Centre.DisposeAsync();
        if (_listener is not null)
            await _listener.DisposeAsync();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());

    /// <summary>Skips the test where Kannel cannot run; on a build server that is a failure.</summary>
    public void Require()
    {
        if (_missing is null)
            return;
        Environment.GetEnvironmentVariable("CI").Should().NotBe(
            "true", $"{_missing}; a build server needs it (eng/install-test-servers.sh)");
        throw new SkipException($"{_missing}; nothing was handed to a real gateway");
    }

    /// <summary>Waits for an event, and shows the gateway's log when it does not come.</summary>
    public async Task UntilAsync(Func<bool> happened, string otherwise)
    {
        var watch = Stopwatch.StartNew();
        while (!happened())
        {
            watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(60), "{0}. Its log:\n{1}", otherwise, Log());
            await Task.Delay(20);
        }
    }

    private string Log() => string.Join('\n', Directory.GetFiles(_folder, "*.log").Select(f => $"{f}\n{File.ReadAllText(f)}"));

    private async Task ListenAsync(LoopbackConnection connection)
    {
        if (await connection.ReadRequestAsync() is not { } request)
            return;
        var parts = request.Split(' ', 3);
        _hooks.Enqueue(new HookRequest
        {
            Method = parts[0],
            Address = new(_listener!.Address, parts[1]),
            ReceivedAt = new TimeProviderClock(TimeProvider.System).GetCurrentInstant(),
        });
        await connection.AnswerAsync(new(200, Headers: "Connection: close\r\n"));
    }

    private static bool Listens(int port)
    {
        try
        {
            using TcpClient client = new();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Groups need an empty line between them.</summary>
    private string Configuration(int admin, int inner, int outer) => string.Create(CultureInfo.InvariantCulture, $"""
        group = core
        admin-port = {admin}
        admin-interface = 127.0.0.1
        admin-password = {Password}
        smsbox-port = {inner}
        smsbox-interface = 127.0.0.1
        log-file = {_folder}/bearerbox.log
        log-level = 1
        dlr-storage = internal
        sms-resend-freq = 1
        sms-resend-retry = 3

        group = smsc
        smsc = smpp
        smsc-id = centre
        host = 127.0.0.1
        port = {Centre.Port}
        transceiver-mode = true
        smsc-username = u
        smsc-password = p
        system-type = ""
        msg-id-type = 0x00
        wait-ack = 60

        group = smsbox
        bearerbox-host = 127.0.0.1
        bearerbox-port = {inner}
        sendsms-port = {outer}
        sendsms-interface = 127.0.0.1
        log-file = {_folder}/smsbox.log
        log-level = 1
        mo-recode = true

        group = sendsms-user
        username = {User}
        password = {Password}
        max-messages = 10
        concatenation = true

        group = sms-service
        keyword = default
        get-url = "{Replies ?? new Uri(HookAddress, ReplyPath)}?from=%p&to=%P&text=%b&id=%I&secret={HookSecret}"
        max-messages = 0

        """);
}
