using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Conformance;

/// <summary>What every ledger of soft bounces must do.</summary>
public abstract class BounceLedgerContract
{
    private static readonly AddressKey Ana = Samples.Email("ana").Key;

    /// <summary>An empty ledger, the same one during one test.</summary>
    protected abstract IBounceLedger Ledger { get; }

    /// <summary>Bounces of an address are counted earliest first.</summary>
    [Fact]
    public async Task Bounces_of_an_address_are_counted_earliest_first()
    {
        await AddAsync("b", Samples.Now.PlusNanoseconds(1));
        Assert.Equal([Samples.Now, Samples.Now.PlusNanoseconds(1)], await AddAsync("a", Samples.Now));
        // Another address is counted for itself.
        Assert.Single(await Ledger.AddAsync(new(Samples.Email("bob").Key, "smtp", "a", Samples.Now), Instant.MinValue));
    }

    /// <summary>The same event counts once.</summary>
    [Fact]
    public async Task The_same_event_counts_once()
    {
        await AddAsync("a", Samples.Now);
        Assert.Equal([Samples.Now], await AddAsync("a", Samples.Now + Duration.FromDays(1)));
        // Event ids are unique within a provider only.
        Assert.Equal(2, (await Ledger.AddAsync(new(Ana, "other", "a", Samples.Now), Instant.MinValue)).Count);
    }

    /// <summary>What is too old is forgotten.</summary>
    [Fact]
    public async Task What_is_too_old_is_forgotten()
    {
        await AddAsync("a", Samples.Now - Duration.Epsilon);
        await AddAsync("b", Samples.Now);
        var later = Samples.Now + Duration.FromDays(1);
        Assert.Equal([Samples.Now, later], await AddAsync("c", later, since: Samples.Now));
        // What was forgotten does not come back.
        Assert.Equal(2, (await AddAsync("c", later)).Count);
    }

    /// <summary>A message that arrived forgets the bounces before it and none after.</summary>
    [Fact]
    public async Task A_message_that_arrived_forgets_the_bounces_before_it_and_none_after()
    {
        await AddAsync("a", Samples.Now);
        await AddAsync("b", Samples.Now + Duration.Epsilon);
        await Ledger.ForgetAsync(Ana, Samples.Now);
        Assert.Equal([Samples.Now + Duration.Epsilon], await AddAsync("b", Samples.Now));
        await Ledger.ForgetAsync(Samples.Email("never-seen").Key, Samples.Now);
    }

    /// <summary>The bounces of an address are shown earliest first.</summary>
    [Fact]
    public async Task The_bounces_of_an_address_are_shown_earliest_first()
    {
        await AddAsync("b", Samples.Now + Duration.Epsilon);
        await AddAsync("a", Samples.Now);
        await Ledger.AddAsync(new(Samples.Email("bob").Key, "smtp", "c", Samples.Now), Instant.MinValue);
        Assert.Equal(
            [new SoftBounce(Ana, "smtp", "a", Samples.Now), new SoftBounce(Ana, "smtp", "b", Samples.Now + Duration.Epsilon)],
            await Ledger.FindAsync(Ana));
        await Ledger.ForgetAsync(Ana, Instant.MaxValue);
        Assert.Empty(await Ledger.FindAsync(Ana));
    }

    /// <summary>A cancelled call writes nothing.</summary>
    [Fact]
    public async Task A_cancelled_call_writes_nothing()
    {
        var add = async () => await Ledger.AddAsync(new(Ana, "smtp", "a", Samples.Now), Instant.MinValue, new(canceled: true));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(add);
        Assert.Single(await AddAsync("b", Samples.Now));
    }

    private ValueTask<IReadOnlyList<Instant>> AddAsync(string eventId, Instant at, Instant? since = null) =>
        Ledger.AddAsync(new(Ana, "smtp", eventId, at), since ?? Instant.FromUtc(2000, 1, 1, 0, 0));
}
