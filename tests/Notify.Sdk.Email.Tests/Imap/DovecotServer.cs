using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using NodaTime;
using Notify.Sdk.Conformance;
using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Imap;

/// <summary>
/// A Dovecot of its own, on the loopback, with its own configuration, certificate and mailboxes; nothing leaves the machine. Started once
/// for a class of tests and stopped after it by its process. Any user name has a mailbox. Needs root, because Dovecot does.
/// </summary>
public class DovecotServer : IAsyncLifetime, IDisposable
{
    public const string Password = "only-for-tests";

    private const string Program = "/usr/sbin/dovecot";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private static readonly byte[] s_tokenKey = RandomNumberGenerator.GetBytes(32);

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
        await WriteTokenKeyAsync();
        await File.WriteAllTextAsync(At("dovecot.conf"), Configuration());
        await StartAsync();
    }

    /// <summary>An access token of OAuth2 (a JWT by HS256, RFC 7519) for a user, as the server's authority would give it.</summary>
    public static string Token(string user, Duration good)
    {
        var now = new TimeProviderClock(TimeProvider.System).GetCurrentInstant();
        var claims = $"{Part(new { alg = "HS256", typ = "JWT" })}."
            + Part(new { sub = user, iat = (now - Duration.FromDays(1)).ToUnixTimeSeconds(), exp = (now + good).ToUnixTimeSeconds() });
        return $"{claims}.{Base64Url.EncodeToString(HMACSHA256.HashData(s_tokenKey, Encoding.ASCII.GetBytes(claims)))}";

        static string Part<T>(T claims) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims));
    }

    /// <summary>
    /// Stops it, takes the numbers and keywords of somebody's messages away, as a move to another server does, and starts it.
    /// </summary>
    public async Task RenumberAsync(string user)
    {
        await StopAsync();
        var folder = Path.Combine(At("mail"), user);
        foreach (var file in Directory.GetFiles(folder, "dovecot*").Where(f => !f.Contains("uidvalidity", StringComparison.Ordinal)))
            File.Delete(file);
        foreach (var message in Directory.GetFiles(Path.Combine(folder, "cur")))
        {
            var end = message.IndexOf(":2,", StringComparison.Ordinal) + 3; // small letters behind it are keywords
            File.Move(message, message[..end] + string.Concat(message[end..].Where(char.IsAsciiLetterUpper)));
        }

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
        GC.SuppressFinalize(this);
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

    /// <summary>What the server wrote down.</summary>
    public async Task<string> LogAsync() => File.Exists(At("log")) ? await File.ReadAllTextAsync(At("log")) : "none";

    public async Task UntilAsync(Func<Task<bool>> happened, string otherwise)
    {
        for (var watch = Stopwatch.StartNew(); !await happened();)
        {
            watch.Elapsed.Should().BeLessThan(Longest, "{0}. Its log:\n{1}", otherwise, await LogAsync());
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

    /// <summary>What the server can do; see its manual.</summary>
    protected virtual string Abilities => "ssl = yes";

    /// <summary>Where it looks a key up: by <c>azp</c>, algorithm and <c>kid</c> of a token.</summary>
    private async Task WriteTokenKeyAsync()
    {
        var folder = At("keys/default/HS256");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "default"), Convert.ToBase64String(s_tokenKey));
        await File.WriteAllTextAsync(At("oauth2.conf"), $"""
            introspection_mode = local
            local_validation_key_dict = fs:posix:prefix={At("keys")}/
            username_attribute = sub
            tokeninfo_url =

            """);
        foreach (var readable in new[] { At("keys"), At("keys/default"), folder })
            MakeForEverybody(readable);
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
        {{Abilities}}
        ssl_cert = <{{At("cert.pem")}}
        ssl_key = <{{At("key.pem")}}
        disable_plaintext_auth = no
        mail_location = maildir:{{At("mail")}}/%u
        first_valid_uid = 1
        mail_max_userip_connections = 100
        auth_mechanisms = plain xoauth2
        auth_failure_delay = 0
        passdb {
          driver = oauth2
          mechanisms = xoauth2
          args = {{At("oauth2.conf")}}
        }
        passdb {
          driver = static
          mechanisms = plain
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
