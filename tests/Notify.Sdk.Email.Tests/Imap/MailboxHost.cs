using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Notify.Sdk.Consents;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Email.Tests.Imap;

/// <summary>An application that reads one mailbox, and remembers which receipts came of it.</summary>
internal sealed class MailboxHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public MailboxHost(Action<NotifyBuilder> compose)
    {
        ServiceCollection services = new();
        services.AddLogging(l => l.AddProvider(Log));
        var builder = services.AddNotify()
            .AddTopic("news", t => t.Transactional().Email("en", "News", "News."))
            .AddReplies(o => (o.Brand, o.Support) = ("Shop", "help@shop.example"));
        compose(builder);
        services.AddSingleton<IReceiptProcessor>(Receipts);
        _services = services.BuildServiceProvider();
    }

    public Recorder Receipts { get; } = new();

    public Lines Log { get; } = new();

    public IConsentLedger Ledger => _services.GetRequiredService<IConsentLedger>();

    /// <summary>An application that reads somebody's mailbox without TLS.</summary>
    public static async Task<MailboxHost> OpenAsync(DovecotServer server, string user, Action<BounceMailboxOptions>? configure = null) =>
        await new MailboxHost(b => b.AddBounceMailbox("returns", o =>
        {
            (o.Host, o.Port, o.Security) = ("localhost", server.Port, SmtpSecurity.None);
            (o.UserName, o.Password, o.AllowAuthenticationWithoutTls) = (user, DovecotServer.Password, true);
            (o.FirstRetry, o.LongestRetry) = (TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(100));
            configure?.Invoke(o);
        })).StartAsync();

    public async Task<MailboxHost> StartAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>())
            await service.StartAsync(CancellationToken.None);
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>())
            await service.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }

    /// <summary>Takes receipts down, and fails where a test says so.</summary>
    internal sealed class Recorder : IReceiptProcessor
    {
        private readonly ConcurrentQueue<Receipt> _all = new();

        public IReadOnlyList<Receipt> All => [.. _all];

        /// <summary>Whether the store is away for a receipt.</summary>
        public Func<Receipt, bool> Fails { get; set; } = _ => false;

        public Task<bool> RecordAsync(Receipt receipt, CancellationToken cancellationToken)
        {
            if (Fails(receipt))
                throw new IOException("the mailbox ann@example.com is away");
            _all.Enqueue(receipt);
            return Task.FromResult(true);
        }

        public Task<int> SettleParkedAsync(CancellationToken cancellationToken) => Task.FromResult(0);
    }

    /// <summary>What is logged.</summary>
    internal sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public string All => string.Join('\n', _lines);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => _lines.Enqueue($"{formatter(state, exception)}{exception}");

        public void Dispose()
        {
        }
    }
}
