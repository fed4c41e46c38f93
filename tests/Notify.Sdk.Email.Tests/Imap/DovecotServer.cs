using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using Notify.Sdk.Conformance;
using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Imap;

/// <summary>
/// A Dovecot of its own, on the loopback, with its own configuration, certificate and mailboxes; nothing leaves the machine. Started once
/// for a class of tests and stopped after it by its process. Any user name has a mailbox. Needs root, because Dovecot does.
/// </summary>
public sealed class DovecotServer : IAsyncLifetime, IDisposable
{
    public const string Password = "only-for-tests";

    private const string Program = "/usr/sbin/dovecot";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly TempDirectory _directory = new();
    private string? _missing;
    private Process? _process;

    /// <summary>Port without TLS at first.</summary>
    public int Port { get; private set; }

    /// <summary>Port with TLS from the first octet.</summary>
    public int TlsPort { get; private set; }

    /// <summary>Who vouches for the server: itself.</summary>
    public X509Certificate2 Certificate { get; } = MakeCertificate();

    public async Task InitializeAsync()
    {
        _missing = !File.Exists(Program) ? "Dovecot is not installed" : Environment.UserName != "root" ? "Dovecot needs root" : null;
        if (OperatingSystem.IsWindows() || _missing is not null)
            return;
        (Port, TlsPort) = (LoopbackServer.UnusedPort(), LoopbackServer.UnusedPort());
        MakeForEverybody(_directory.Path);
        MakeForEverybody(At("mail"));
        await File.WriteAllTextAsync(At("cert.pem"), Certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(At("key.pem"), Certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(At("dovecot.conf"), Configuration());
        await StartAsync();
    }

    /// <summary>Starts it, and waits until it greets.</summary>
    public async Task StartAsync()
    {
        _process = Process.Start(new ProcessStartInfo(Program, ["-F", "-c", At("dovecot.conf")]))!;
        await UntilAsync(GreetsAsync, "Dovecot did not answer");
    }

    /// <summary>Ends it and every connection to it.</summary>
    public async Task StopAsync()
    {
        if (_process is null)
            return;
        using (var stop = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
            await stop.WaitForExitAsync().WaitAsync(Longest);
        await _process.WaitForExitAsync().WaitAsync(Longest);
        await UntilAsync(async () => !await GreetsAsync(), "Dovecot did not stop");
        _process.Dispose();
        _process = null;
    }

    public Task DisposeAsync() => StopAsync();

    public void Dispose()
    {
        _directory.Dispose();
        Certificate.Dispose();
    }

    /// <summary>Skips the test where Dovecot cannot run; on a build server that is a failure.</summary>
    public void Require()
    {
        if (_missing is null)
            return;
        Environment.GetEnvironmentVariable("CI").Should().NotBe(
            "true", $"{_missing}; a build server needs it (eng/install-test-servers.sh)");
        throw new SkipException($"{_missing}; no mailbox was read");
    }

    /// <summary>Puts a message into somebody's mailbox.</summary>
    public Task DeliverAsync(string user, byte[] octets) => AsAsync(user, async (_, inbox) =>
    {
        using MemoryStream stream = new(octets);
        await inbox.AppendAsync(await MimeKit.MimeMessage.LoadAsync(stream));
    });

    /// <summary>The keywords and flags of all messages of somebody's mailbox, in their order.</summary>
    public async Task<IReadOnlyList<(MessageFlags Flags, IReadOnlySet<string> Keywords)>> FlagsAsync(string user)
    {
        List<(MessageFlags, IReadOnlySet<string>)> all = [];
        await AsAsync(user, async (_, inbox) =>
        {
            foreach (var message in await inbox.FetchAsync(0, -1, MessageSummaryItems.Flags))
                all.Add((message.Flags ?? MessageFlags.None, new HashSet<string>(message.Keywords)));
        });
        return all;
    }

    /// <summary>Does something as the owner of a mailbox.</summary>
    public async Task AsAsync(string user, Func<ImapClient, IMailFolder, Task> act)
    {
        using ImapClient client = new();
        await client.ConnectAsync("127.0.0.1", Port, SecureSocketOptions.None);
        await client.AuthenticateAsync(user, Password);
        await client.Inbox!.OpenAsync(FolderAccess.ReadWrite);
        await act(client, client.Inbox);
        await client.DisconnectAsync(quit: true);
    }

    public async Task UntilAsync(Func<Task<bool>> happened, string otherwise)
    {
        for (var watch = Stopwatch.StartNew(); !await happened();)
        {
            watch.Elapsed.Should().BeLessThan(Longest, "{0}. Its log:\n{1}", otherwise,
                File.Exists(At("log")) ? await File.ReadAllTextAsync(At("log")) : "none");
            await Task.Delay(50);
        }
    }

    /// <summary>The server reads mail as another user.</summary>
    private static void MakeForEverybody(string folder)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
    }

    private string At(string name) => Path.Combine(_directory.Path, name);

    private async Task<bool> GreetsAsync()
    {
        try
        {
            using TcpClient client = new();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            using StreamReader reader = new(client.GetStream());
            return (await reader.ReadLineAsync().WaitAsync(Longest))?.StartsWith("* OK", StringComparison.Ordinal) == true;
        }
        catch (Exception closed) when (closed is SocketException or IOException)
        {
            return false;
        }
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    private string Configuration() => string.Create(CultureInfo.InvariantCulture, $$"""
        base_dir = {{At("run")}}
        state_dir = {{At("state")}}
        log_path = {{At("log")}}
        protocols = imap
        listen = 127.0.0.1
        ssl = yes
        ssl_cert = <{{At("cert.pem")}}
        ssl_key = <{{At("key.pem")}}
        disable_plaintext_auth = no
        mail_location = maildir:{{At("mail")}}/%u
        first_valid_uid = 1
        mail_max_userip_connections = 100
        passdb {
          driver = static
          args = password={{Password}}
        }
        userdb {
          driver = static
          args = uid=mail gid=mail home={{At("mail")}}/%u
        }
        service imap-login {
          chroot =
          inet_listener imap {
            port = {{Port}}
          }
          inet_listener imaps {
            port = {{TlsPort}}
            ssl = yes
          }
        }
        service anvil {
          chroot =
        }
        """);
}
