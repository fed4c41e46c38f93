using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Notify.Sdk.Stores;
using Notify.Sdk.Tests.TestKit;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Tests.Tracking;

/// <summary>An erasure is complete when stores on a disk have overwritten what was erased; until then it is owed.</summary>
public sealed class OverwritingTests
{
    private readonly BusyStore _store = new();

    [Fact]
    public async Task An_erasure_is_not_complete_while_a_store_cannot_be_overwritten_and_the_worker_goes_on_trying()
    {
        using var scenario = Scene();
        _store.IsBusy = true;
        (await EraseAsync(scenario)).Should().Match<ErasureReport>(r => !r.IsOverwritten && !r.IsComplete);
        await PurgeAsync(scenario);
        (_store.Calls, _store.IsPending).Should().Be((2, true));
        _store.IsBusy = false;
        await PurgeAsync(scenario);
        await PurgeAsync(scenario);
        (_store.Calls, _store.IsPending).Should().Be((3, false), "nothing is owed any more");
    }

    [Fact]
    public async Task Stores_are_overwritten_with_each_erasure_and_when_the_retention_erases()
    {
        using var scenario = Scene(b => b.ConfigureRetention(o => o.Receipts = TimeSpan.FromDays(30)));
        (await EraseAsync(scenario)).IsComplete.Should().BeTrue();
        await PurgeAsync(scenario);
        _store.Calls.Should().Be(1, "the retention found nothing");
        await scenario.Get<IReceiptStore>().AddAsync(new("smtp", "e-1", "p-1", ReceiptKind.Delivered, Scenario.Monday));
        scenario.Time.Advance(Duration.FromDays(31));
        await PurgeAsync(scenario);
        _store.Calls.Should().Be(2);
    }

    private Scenario Scene(Action<NotifyBuilder>? configure = null) => new(b =>
    {
        b.Services.AddSingleton<IOverwritingStore>(_store);
        configure?.Invoke(b);
    });

    private static Task<ErasureReport> EraseAsync(Scenario scenario) =>
        scenario.Get<PersonalDataDesk>().EraseAsync(new() { Addresses = [RawAddress.Email("ana@example.com")] });

    private static Task PurgeAsync(Scenario scenario) => scenario.Get<RetentionKeeper>().PurgeWhenDueAsync(CancellationToken.None);

    private sealed class BusyStore : IOverwritingStore
    {
        public bool IsBusy { get; set; }

        public int Calls { get; private set; }

        public bool IsPending { get; private set; }

        public ValueTask<bool> OverwriteAsync(CancellationToken cancellationToken)
        {
            Calls++;
            IsPending = IsBusy;
            return new(!IsBusy);
        }
    }
}
