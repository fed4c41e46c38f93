using Microsoft.Extensions.DependencyInjection;

namespace Notify.Sdk.Sqlite.Tests;

/// <summary>What waits for somebody's word waits in the file: the process that planned it may be gone.</summary>
public sealed class SqliteConfirmationTests : IDisposable
{
    private readonly TemporaryFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task What_waits_for_confirmation_outlives_the_process_that_planned_it()
    {
        Taken taken = new();
        await using var dead = Application(taken);
        var people = Enumerable.Range(0, 3).Select(i => new Contact($"p{i}") { Emails = [$"p{i}@example.com"] });
        var report = await dead.GetRequiredService<INotifier>().SendAsync(new("outage", "outage/1"), people);
        report.Held.Should().Be(3);

        // The first one is never closed: its file is as a killed process leaves it.
        await using var next = Application(taken);
        await next.GetRequiredService<IDispatcher>().DispatchDueAsync();
        taken.Count.Should().Be(0);
        (await next.GetRequiredService<INotifier>().ConfirmAsync("outage/1", "duty-editor")).Should().Be(3);
        await next.GetRequiredService<IDispatcher>().DispatchDueAsync();
        taken.Count.Should().Be(3);
        var history = (await next.GetRequiredService<INotifier>().ExplainAsync("outage/1", "p0"))!.History;
        history.Should().Contain(r => r.Code == ReasonCodes.Confirmed && r.Detail.Contains("duty-editor"));
    }

    private ServiceProvider Application(Taken taken)
    {
        ServiceCollection services = new();
        services.AddNotify()
            .AddTopic("outage", t => t.Transactional().Email("en", "Outage", "No water today."))
            .AddTransport(_ => taken)
            .UseSqlite(_file.Path);
        services.Configure<NotifyOptions>(o => o.ConfirmAbove = 2);
        return services.BuildServiceProvider();
    }

    private sealed class Taken : ITransport
    {
        private int _count;

        public string Name => "taken";

        public DeliveryChannel Channel => DeliveryChannel.Email;

        public int Count => _count;

        public ValueTask<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _count);
            return new(SendOutcome.Accepted(message.IdempotencyKey));
        }
    }
}
