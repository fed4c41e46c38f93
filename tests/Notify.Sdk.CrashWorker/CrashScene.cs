using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using Notify.Sdk.Sqlite;

namespace Notify.Sdk.CrashWorker;

/// <summary>What all processes of a round agree on: the file, the recorder, the people, and how long a lease lasts.</summary>
public static class CrashScene
{
    /// <summary>Messages that one worker hands over at a time: the most that a blow may leave in doubt.</summary>
    public const int Concurrency = 4;

    /// <summary>People who are told.</summary>
    public const int People = 40;

    /// <summary>Key of the notification.</summary>
    public const string Key = "crash/round";

    /// <summary>The services of a worker.</summary>
    /// <param name="file">The file that all share.</param>
    /// <param name="port">Where the recorder listens.</param>
    /// <param name="victim">Is struck at its step.</param>
    /// <param name="handOver">How long one hand-over may take; a lease is a fifth longer.</param>
    /// <param name="clock">Says when leases end; null for the system's.</param>
    public static ServiceProvider Build(string file, int port, Victim victim, TimeSpan handOver, IClock? clock = null)
    {
        ServiceCollection services = new();
        services.AddNotify(o => o.BatchSize = 10)
            .AddTopic("ready", t => t.Transactional().Email("en", "Ready", "It is ready."))
            .UseSqlite(file)
            .AddTransport(_ => new RecorderTransport(port, victim))
            .AddNotifyWorker(o =>
            {
                (o.BatchSize, o.Concurrency) = (10, Concurrency);
                (o.HandOverTimeout, o.LeaseMargin) = (handOver, handOver / 5);
                o.FirstRetry = TimeSpan.FromMilliseconds(50);
            });
        services.Replace(ServiceDescriptor.Singleton(s =>
            SteppingOutbox.Around(new SqliteOutbox(s.GetRequiredService<SqliteDatabase>()), victim)));
        if (clock is not null)
            services.Replace(ServiceDescriptor.Singleton(clock));
        return services.BuildServiceProvider();
    }

    /// <summary>Plans the notification for everybody; calling it again goes on where it stopped.</summary>
    public static Task PlanAsync(IServiceProvider services) =>
        services.GetRequiredService<INotifier>().SendAsync(new Notification("ready", Key), Accounts().Select(id =>
            new Contact(id) { Emails = [$"{id}@example.com"], Language = "en" }).ToList());

    /// <summary>The ids of all accounts.</summary>
    public static IEnumerable<string> Accounts() =>
        Enumerable.Range(0, People).Select(i => string.Create(CultureInfo.InvariantCulture, $"p{i:000}"));
}
