using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Postfix;

/// <summary>
/// A Postfix of its own, on loopback, with its own configuration, queue and mailboxes; nothing leaves the machine. Started once
/// for a class of tests and stopped after it. Needs root, because Postfix does.
/// </summary>
public sealed class PostfixServer : IAsyncLifetime, IDisposable
{
    private const string Program = "/usr/sbin/postfix";
    private static readonly string[] Mailboxes = ["ann", "jörg", "bounce", "long", "many", "signed", "success", "receipt", "eve",
        "returns"];

    private readonly TempDirectory _directory = new();
    private string? _missing;

    public int Port { get; private set; }

    public async Task InitializeAsync()
    {
        _missing = !File.Exists(Program) ? "Postfix is not installed" : Environment.UserName != "root" ? "Postfix needs root" : null;
        if (_missing is not null)
            return;
        foreach (var folder in new[] { "etc", "queue", "data", "mail" })
            Directory.CreateDirectory(At(folder));
        Port = FreePort();
        await File.WriteAllTextAsync(At("etc", "main.cf"), MainCf());
        await File.WriteAllTextAsync(At("etc", "master.cf"), MasterCf());
        await File.WriteAllLinesAsync(At("etc", "boxes"), Mailboxes.Select(name => $"{name}@mail.test {name}/"));
        await RunAsync("chown", "nobody", At("mail"));
        await RunAsync("chown", "postfix", At("data"));
        await RunAsync(Program, "-c", At("etc"), "start");
        await UntilAsync(GreetsAsync, "Postfix did not answer");
    }

    public async Task DisposeAsync()
    {
        if (_missing is null)
        {
            await RunAsync(Program, "-c", At("etc"), "stop");
            await UntilAsync(async () => !await GreetsAsync(), "Postfix did not stop");
        }
    }

    public void Dispose() => _directory.Dispose();

    /// <summary>Skips the test where Postfix cannot run; on a build server that is a failure.</summary>
    public void Require()
    {
        if (_missing is null)
            return;
        Environment.GetEnvironmentVariable("CI").Should().NotBe(
            "true", $"{_missing}; a build server needs it (eng/install-test-servers.sh)");
        throw new SkipException($"{_missing}; nothing was handed to a real server");
    }

    /// <summary>What lies in a mailbox when it holds so many messages, line breaks as CRLF again (a Maildir has LF).</summary>
    public async Task<byte[][]> ReadAsync(string mailbox, int count = 1)
    {
        var folder = At("mail", mailbox, "new");
        await UntilAsync(() => Task.FromResult(Directory.Exists(folder) && Directory.GetFiles(folder).Length >= count),
            $"{count} messages did not arrive");
        return [.. Directory.GetFiles(folder).Select(file => WithCrLf(File.ReadAllBytes(file)))];
    }

    private static byte[] WithCrLf(byte[] octets) => [.. octets.SelectMany(octet => octet == '\n' ? "\r\n"u8.ToArray() : [octet])];

    private string At(params string[] path) => Path.Combine([_directory.Path, .. path]);

    // Postfix binds with SO_REUSEPORT: a second one on the same port would start without a word.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> GreetsAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            using var reader = new StreamReader(client.GetStream());
            return (await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(5)))?.StartsWith("220", StringComparison.Ordinal) == true;
        }
        catch (Exception closed) when (closed is SocketException or IOException or TimeoutException)
        {
            return false;
        }
    }

    private async Task UntilAsync(Func<Task<bool>> condition, string otherwise)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(30), "{0}. Its log:\n{1}", otherwise, File.Exists(At("log"))
                ? await File.ReadAllTextAsync(At("log")) : "none");
            await Task.Delay(50);
        }
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process =
            Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        // Its daemons inherit the pipes: wait for the command, not for their end.
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        process.ExitCode.Should().Be(0, $"{program} {arguments[^1]}");
    }

    private string MainCf() => $"""
        compatibility_level = 3.6
        queue_directory = {At("queue")}
        data_directory = {At("data")}
        maillog_file = {At("log")}
        maillog_file_prefixes = {_directory.Path}
        mail_owner = postfix
        myhostname = mx.mail.test
        mydestination =
        mynetworks = 127.0.0.0/8
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        in_flow_delay = 0
        smtputf8_enable = yes
        recipient_delimiter = +
        alias_maps =
        local_recipient_maps =
        virtual_mailbox_domains = mail.test
        virtual_mailbox_maps = texthash:{At("etc", "boxes")}
        virtual_mailbox_base = {At("mail")}
        virtual_uid_maps = static:65534
        virtual_gid_maps = static:65534
        virtual_alias_maps =
        default_transport = error:nothing leaves this server
        relay_transport = error:nothing leaves this server
        smtpd_relay_restrictions = reject_unauth_destination
        smtpd_reject_unlisted_recipient = no
        smtpd_tls_security_level = none

        """;

    private string MasterCf() => string.Create(CultureInfo.InvariantCulture, $"""
        127.0.0.1:{Port} inet n - n - - smtpd
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        verify unix - - n - 1 verify
        flush unix n - n 1000? 0 flush
        proxymap unix - - n - - proxymap
        smtp unix - - n - - smtp
        relay unix - - n - - smtp
        showq unix n - n - - showq
        error unix - - n - - error
        retry unix - - n - - error
        discard unix - - n - - discard
        local unix - n n - - local
        virtual unix - n n - - virtual
        anvil unix - - n - 1 anvil
        scache unix - - n - 1 scache
        postlog unix-dgram n - n - 1 postlogd

        """);
}
