using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Notify.Sdk.Benchmarks.Plan;

/// <summary>
/// One end-to-end plan: 100,000 contacts in, a decision and a reason for every account out, every promise in the
/// in-memory outbox. Beside it, in the same run, the idiomatic baseline that does much less.
/// </summary>
[InProcess]
[MemoryDiagnoser]
[WarmupCount(4)]
[IterationCount(5)]
[InvocationCount(1)]
public class PlanBenchmarks
{
    internal static readonly Instant Now = Instant.FromUtc(2026, 11, 24, 14, 0);

    private IReadOnlyList<Contact> _contacts = [];
    private ServiceProvider? _provider;

    [Params(100_000)]
    public int Contacts { get; set; }

    [GlobalSetup]
    public void MakeContacts() => _contacts = ContactLists.Make(Contacts);

    /// <summary>A fresh outbox for every plan: an already told list would be cheaper.</summary>
    [IterationSetup(Target = nameof(Plan))]
    public void OpenOutbox() => _provider = Services();

    [IterationCleanup(Target = nameof(Plan))]
    public void CloseOutbox() => _provider?.Dispose();

    [Benchmark(Baseline = true, Description = "idiomatic: MailAddress, Regex, LINQ, TimeZoneInfo")]
    public int Idiomatic() => IdiomaticPlan.Make(_contacts, Now.ToDateTimeOffset(), new HashSet<string>()).Count;

    [Benchmark(Description = "Notify.Sdk: SendAsync, in-memory outbox")]
    public async Task<int> Plan()
    {
        var report = await SendAsync(_provider!, _contacts);
        return report.Planned + report.Held;
    }

    internal static Task<SendReport> SendAsync(ServiceProvider provider, IReadOnlyList<Contact> contacts) =>
        provider.GetRequiredService<INotifier>().SendAsync(Outage(), contacts);

    /// <summary>The same without writing anything down.</summary>
    internal static Task<SendReport> PreviewAsync(ServiceProvider provider, IReadOnlyList<Contact> contacts) =>
        provider.GetRequiredService<INotifier>().PreviewAsync(Outage(), contacts);

    private static Notification Outage() =>
        new("outage", "outage/benchmark") { Data = new Dictionary<string, object?> { ["area"] = "North" } };

    /// <param name="confirmAbove">How many people are told without confirmation: more are written down as waiting.</param>
    internal static ServiceProvider Services(int? confirmAbove = 10_000)
    {
        var services = new ServiceCollection();
        services.Configure<NotifyOptions>(o => o.ConfirmAbove = confirmAbove);
        services.AddNotify()
            .UseClock(new StoppedClock(Now))
            .ConfigureConsent(o => o.PeopleGaveTheirNumbers = true)
            .AddTopic("outage", t => t.Transactional().Over(DeliveryChannel.Sms, DeliveryChannel.Email).From("Grid")
                .Sms("en", "{{recipient.name}}: outage in {{area}}")
                .Email("en", "Outage in {{area}}", "Dear {{recipient.name}}, there is an outage in {{area}}."));
        return services.BuildServiceProvider();
    }

    private sealed class StoppedClock(Instant now) : IClock
    {
        public Instant GetCurrentInstant() => now;
    }
}
