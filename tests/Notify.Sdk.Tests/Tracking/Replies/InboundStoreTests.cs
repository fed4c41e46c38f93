using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Notify.Sdk.Sqlite;
using Notify.Sdk.Tests.TestKit;
using static Notify.Sdk.Tests.Tracking.Replies;

namespace Notify.Sdk.Tests.Tracking;

public sealed class InboundStoreTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("notify-replies-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task After_a_restart_a_stop_still_stands_and_is_not_confirmed_again()
    {
        using (var before = OnDisk())
        {
            await before.ReceiveAsync("STOP");
            await before.DispatchAsync();
            before.Answers().Should().ContainSingle();
        }

        using var after = OnDisk();
        await after.ReceiveAsync("STOP");
        await after.ReceiveAsync("stop!", "m2");
        await after.DispatchAsync();
        after.Answers().Should().BeEmpty();
        (await after.SendAsync("bill", Mobile())).Of("ana").Codes().Should().Contain(ReasonCodes.GloballyOptedOut);
    }

    [Fact]
    public async Task After_a_restart_a_doubt_still_holds_and_is_not_asked_again()
    {
        using (var before = OnDisk())
        {
            await before.ReceiveAsync("wrong number");
            await before.DispatchAsync();
        }

        using var after = OnDisk();
        await after.ReceiveAsync("wrong number", "m2");
        await after.DispatchAsync();
        after.Answers().Should().BeEmpty();
        (await after.SendAsync(new Notification("bill", "b") { ExpiresAt = after.Time.Now + Duration.FromDays(10) }, Mobile())).Of("ana")
            .Kind.Should().Be(OutcomeKind.Held);
    }

    [Fact]
    public async Task Neither_words_nor_numbers_of_people_get_into_logs_or_outcomes()
    {
        var log = new Everything();
        using var scenario = Scenario(more: b => b.Services.AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(log)));
        List<string> said = [];
        foreach (var text in new[] { "STOP kanarienvogel", "wrong number kanarienvogel", "HELP", "START", "kanarienvogel?" })
        {
            scenario.Time.Advance(Duration.FromMinutes(1));
            var reply = scenario.Text(text, $"m-{text}");
            var outcome = await scenario.ReceiveAsync(reply);
            await scenario.DispatchAsync();
            said.AddRange(
                [reply.ToString(), outcome.ToString(), outcome.Reading.ToString(), string.Join(' ', outcome.Reasons),
                outcome.Answer?.Text() ?? ""]);
        }

        log.Heard.Should().NotBeEmpty();
        log.Heard.Concat(said).Should().NotContain(t => t.Contains("kanarienvogel", StringComparison.OrdinalIgnoreCase)
            || t.Contains("2025550101", StringComparison.Ordinal));
    }

    private Scenario OnDisk() => Scenario(more: b => b.UseSqlite(Path.Combine(_folder.FullName, "notify.db")));

    private sealed class Everything : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Heard { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Heard.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
