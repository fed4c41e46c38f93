using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.StoreContracts;

/// <summary>What every ledger of soft bounces must do.</summary>
public abstract class BounceLedgerContract
{
    private static readonly AddressKey Ana = Samples.Email("ana").Key;

    /// <summary>An empty ledger, the same one during one test.</summary>
    protected abstract IBounceLedger Ledger { get; }

    [Fact]
    public async Task Bounces_of_an_address_are_counted_earliest_first()
    {
        await AddAsync("b", Samples.Now.PlusNanoseconds(1));
        (await AddAsync("a", Samples.Now)).Should().Equal(Samples.Now, Samples.Now.PlusNanoseconds(1));
        (await Ledger.AddAsync(new(Samples.Email("bob").Key, "smtp", "a", Samples.Now), Instant.MinValue)).Should()
            .ContainSingle("another address is counted for itself");
    }

    [Fact]
    public async Task The_same_event_counts_once()
    {
        await AddAsync("a", Samples.Now);
        (await AddAsync("a", Samples.Now + Duration.FromDays(1))).Should().Equal(Samples.Now);
        (await Ledger.AddAsync(new(Ana, "other", "a", Samples.Now), Instant.MinValue)).Should()
            .HaveCount(2, "event ids are unique within a provider only");
    }

    [Fact]
    public async Task What_is_too_old_is_forgotten()
    {
        await AddAsync("a", Samples.Now - Duration.Epsilon);
        await AddAsync("b", Samples.Now);
        var later = Samples.Now + Duration.FromDays(1);
        (await AddAsync("c", later, since: Samples.Now)).Should().Equal(Samples.Now, later);
        (await AddAsync("c", later)).Should().HaveCount(2, "what was forgotten does not come back");
    }

    [Fact]
    public async Task A_message_that_arrived_forgets_the_bounces_before_it_and_none_after()
    {
        await AddAsync("a", Samples.Now);
        await AddAsync("b", Samples.Now + Duration.Epsilon);
        await Ledger.ForgetAsync(Ana, Samples.Now);
        (await AddAsync("b", Samples.Now)).Should().Equal(Samples.Now + Duration.Epsilon);
        await Ledger.ForgetAsync(Samples.Email("never-seen").Key, Samples.Now);
    }

    [Fact]
    public async Task A_cancelled_call_writes_nothing()
    {
        var add = async () => await Ledger.AddAsync(new(Ana, "smtp", "a", Samples.Now), Instant.MinValue, new(canceled: true));
        await add.Should().ThrowAsync<OperationCanceledException>();
        (await AddAsync("b", Samples.Now)).Should().ContainSingle();
    }

    private ValueTask<IReadOnlyList<Instant>> AddAsync(string eventId, Instant at, Instant? since = null) =>
        Ledger.AddAsync(new(Ana, "smtp", eventId, at), since ?? Instant.FromUtc(2000, 1, 1, 0, 0));
}
