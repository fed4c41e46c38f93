using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Notify.Sdk.Email.Tests.Client;

/// <summary>Transports that talk to a scripted server.</summary>
internal static class Transports
{
    public static SmtpTransport To(ScriptedServer server, Action<SmtpOptions>? configure = null, LogSink? log = null,
        TimeProvider? time = null) =>
        new(Options.Create(Configured(server.Port, configure)), time ?? TimeProvider.System, log ?? new LogSink());

    public static SmtpOptions Configured(int port, Action<SmtpOptions>? configure = null)
    {
        var options = new SmtpOptions
        {
            Host = "127.0.0.1",
            Port = port,
            Security = SmtpSecurity.None,
            From = "news@shop.example",
            Timeouts = Short(Duration.FromSeconds(5)),
        };
        configure?.Invoke(options);
        return options;
    }

    public static SmtpTimeouts Short(Duration limit)
    {
        var time = limit.ToTimeSpan();
        return new() { Connect = time, Command = time, FinalDot = time };
    }

    /// <summary>A port on which nobody listens.</summary>
    public static int ClosedPort()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}

/// <summary>Certificates made in memory.</summary>
internal static class Certificates
{
    public static X509Certificate2 Good { get; } = Make(names => names.AddIpAddress(IPAddress.Loopback));

    public static X509Certificate2 OtherHost { get; } = Make(names => names.AddDnsName("other.example"));

    /// <summary>Right for the host, and over since yesterday.</summary>
    public static X509Certificate2 Expired { get; } = Make(names => names.AddIpAddress(IPAddress.Loopback), firstDay: -30, lastDay: -1);

    /// <summary>Right for the host, from tomorrow on.</summary>
    public static X509Certificate2 NotYet { get; } = Make(names => names.AddIpAddress(IPAddress.Loopback), firstDay: 1, lastDay: 30);

    public static void Trust(this SmtpOptions options, SmtpSecurity security, X509Certificate2 certificate) =>
        (options.Security, options.TrustedRoots) = (security, [X509CertificateLoader.LoadCertificate(certificate.RawData)]);

    private static X509Certificate2 Make(Action<SubjectAlternativeNameBuilder> name, int firstDay = -1, int lastDay = 29)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        name(names);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var bare = request.CreateSelfSigned(now.AddDays(firstDay), now.AddDays(lastDay));
        return X509CertificateLoader.LoadPkcs12(bare.Export(X509ContentType.Pkcs12), null);
    }
}

/// <summary>Remembers what was logged.</summary>
internal sealed class LogSink : ILogger<SmtpTransport>
{
    private readonly List<(LogLevel Level, string Text)> _entries = [];

    public IReadOnlyList<(LogLevel Level, string Text)> Entries
    {
        get
        {
            lock (_entries)
            {
                return [.. _entries];
            }
        }
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        lock (_entries)
        {
            _entries.Add((logLevel, $"{formatter(state, exception)} {exception}"));
        }
    }
}
