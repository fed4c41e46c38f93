using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Consents;
using Notify.Sdk.Sending;
using Notify.Sdk.Stores;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Invariants;

/// <summary>No address, name, token or body in logs, exceptions, traces or metrics, nor in any ToString.</summary>
public class Invariant8_NothingLeaksTests
{
    private static readonly string[] Canaries =
        ["kanarienvogel", "Zwitscher", "2025550143", "7700900143", "geheimtoken", "Trillerwort", "CANARYHANDLE", "99-88-77"];

    private static readonly Contact Bird = People.Contact("acc-1").Named("Zwitscher Trillerwort")
        .Email("kanarienvogel@example.com").Email("kanarienvogel(at)broken").Phone("+12025550143").Phone("+44770090014377777")
        .With("token", "geheimtoken")
        with
    {
        PersonId = "99-88-77",
        PostalCode = "99-88-77",
        Language = "en",
        TimeZone = "Zwitscher/Land",
        Addresses = [new(AddressKind.X, "CANARYHANDLE!!")]
    };

    private static readonly Contact Twin = Bird with { AccountId = "acc-2", Source = "crm" };

    [Fact]
    public async Task No_canary_gets_out_through_logs_traces_metrics_exceptions_or_explanations()
    {
        using var ears = new Ears();
        var time = FakeTime.At(Scenario.Monday);
        using var scenario = new Scenario(b => b
            .AddTopic("secret", t => t.Transactional().Over(DeliveryChannel.Email, DeliveryChannel.Sms)
                .Email("en", "For {{recipient.name}}", "{{attributes.token}} {{word}} {{#if x}}{{missing.deep}}{{/if}}")
                    .Sms("en", "{{attributes.token}} {{#each rows}}{{cell}}{{/each}}"))
            .Services.AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(ears)), time: time);
        var data = new Dictionary<string, object?>
        {
            ["word"] = "Trillerwort",
            ["x"] = true,
            ["rows"] =
            new List<object?> { "geheimtoken" }
        };
        scenario.Mail.Answer = (m, _) => throw new InvalidOperationException("provider fault");
        scenario.Texts.AnswersInTurn(SendOutcome.Deferred("busy"), SendOutcome.Rejected("no"));
        List<string?> said = [];
        foreach (var topic in new[] { "secret", "outage", "bill", "offer" })
        {
            var notification = new Notification(topic, topic) { Data = data };
            var report = await scenario.SendAsync(notification, Bird, Twin);
            said.AddRange([report.ToString(), report.Text(), notification.ToString()]);
            await scenario.DispatchAsync();
            await scenario.DispatchAfterAsync(Duration.FromHours(1));
            said.Add((await scenario.Notifier.ExplainAsync(topic, "acc-1"))?.ToString());
            said.Add((await scenario.Notifier.ExplainAsync(topic, "acc-2", "crm"))?.ToString());
        }

        await scenario.OptOutAsync("kanarienvogel@example.com", null);
        said.Add((await scenario.SendAsync(new Notification("outage", "again") { Data = data }, Bird, Twin)).Text());
        said.Add(
            (await Record.ExceptionAsync(() => scenario.SendAsync(
            new Notification("outage", "again")
            {
                Data = new Dictionary<string, object?>
                {
                    ["o"] = new Uri("https://example.com/geheimtoken")
                }
            }, Bird)))?.ToString());
        ears.Heard.Concat(said.OfType<string>()).Where(Leaks).Distinct().Should().BeEmpty();
        ears.Heard.Should().Contain(h => h.StartsWith("log "), "otherwise nobody listened");
    }

    [Fact]
    public async Task No_public_record_shows_a_canary_in_its_text()
    {
        using var scenario = new Scenario();
        var report = await scenario.SendAsync("outage", Bird, Twin);
        await scenario.DispatchAsync();
        var delivery = await scenario.DeliveryAsync("outage/1", "acc-1");
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        List<string> leaks = [];
        foreach (var root in new object[] { Bird, report, delivery, scenario.Mail.Calls[0],
            new ConsentRecord { Id = "c", Scope = ConsentScope.Everything, Address = Scenario.Mailbox("kanarienvogel@example.com"),
            Status = ConsentStatus.Granted, OccurredAt = Scenario.Monday, Evidence = "geheimtoken" },
            new SuppressionEntry(Scenario.Number("+12025550143"), "r", SuppressionKind.OwnList, Scenario.Monday),
            OutboxRules.AddressMark(delivery), new CapBucket("c", OnceSubject.Of(Scenario.Mailbox("kanarienvogel@example.com")), ""),
            new QuietHours(LocalTime.Midnight, LocalTime.Noon) })
            Walk(root, seen, leaks);
        leaks.Distinct().Should().BeEmpty();
        seen.Select(o => o.GetType()).Should().Contain([typeof(Person), typeof(Account), typeof(Address), typeof(OutgoingMessage)]);
    }

    /// <summary>Everything of this library that can be reached through properties.</summary>
    private static void Walk(object value, HashSet<object> seen, List<string> leaks)
    {
        if (value is string || !seen.Add(value))
            return;
        if (value is System.Collections.IEnumerable items)
        {
            foreach (var item in items)
                if (item is not null) Walk(item, seen, leaks);
            return;
        }

        var type = value.GetType();
        if (type.Namespace?.StartsWith("Notify.Sdk", StringComparison.Ordinal) != true)
            return;
        if (Leaks(value.ToString()!))
            leaks.Add($"{type.Name}: {value}");
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetIndexParameters().Length == 0 && !type.IsEnum))
            if (property.GetValue(value) is { } next) Walk(next, seen, leaks);
    }

    private static bool Leaks(string text) => Canaries.Any(c => text.Contains(c, StringComparison.OrdinalIgnoreCase));

    /// <summary>Listens to everything that a process can say.</summary>
    private sealed class Ears : ILoggerProvider, ILogger
    {
        private readonly ActivityListener _activities;
        private readonly MeterListener _meters = new();
        private readonly AsyncLocal<bool> _mine = new();
        private readonly ConcurrentQueue<string> _heard = new();

        public Ears()
        {
            _mine.Value = true;
            _activities = new()
            {
                ShouldListenTo = s => s.Name.StartsWith("Notify", StringComparison.Ordinal),
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = a =>
                    Hear($"trace {a.DisplayName} {string.Join(' ', a.TagObjects)} {string.Join(' ', a.Baggage)} "
                    + $"{string.Join(' ', a.Events.Select(e => e.Name))}"),
            };
            ActivitySource.AddActivityListener(_activities);
            _meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
            _meters.SetMeasurementEventCallback<long>((i, v, tags, _) => Hear($"metric {i.Name} {v} {string.Join(' ', tags.ToArray())}"));
            _meters.SetMeasurementEventCallback<double>((i, v, tags, _) => Hear($"metric {i.Name} {v} {string.Join(' ', tags.ToArray())}"));
            _meters.SetMeasurementEventCallback<int>((i, v, tags, _) => Hear($"metric {i.Name} {v} {string.Join(' ', tags.ToArray())}"));
            _meters.Start();
            AppDomain.CurrentDomain.FirstChanceException += Thrown;
        }

        public IReadOnlyCollection<string> Heard => _heard;

        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            Hear($"log scope {state}");
            return null;
        }

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            Hear($"log {formatter(state, exception)} {exception}");
            if (state is IEnumerable<KeyValuePair<string, object?>> fields)
                Hear($"log {string.Join(' ', fields)}");
        }

        public void Dispose()
        {
            AppDomain.CurrentDomain.FirstChanceException -= Thrown;
            _activities.Dispose();
            _meters.Dispose();
        }

        // Other tests run at the same time; only what happens in this one's flow counts.
        private void Thrown(object? sender, FirstChanceExceptionEventArgs e)
        {
            if (_mine.Value)
                Hear($"exception {e.Exception.GetType().Name} {e.Exception.Message} {e.Exception.InnerException?.Message}");
        }

        private void Hear(string text) => _heard.Enqueue(text);
    }
}
