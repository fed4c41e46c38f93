using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Permission;

namespace Notify.Sdk.StoreContracts;

/// <summary>What every consent ledger must do.</summary>
public abstract partial class ConsentLedgerContract
{
    private static readonly AddressKey Ana = Samples.Email("ana").Key;

    /// <summary>An empty ledger, the same one during one test.</summary>
    protected abstract IConsentLedger Ledger { get; }

    [Fact]
    public async Task A_record_comes_back_as_it_was_given()
    {
        var record = Record("c-1") with
        {
            Topic = "offers",
            Channel = Channel.Sms,
            Status = ConsentStatus.Withdrawn,
            Basis = ConsentBasis.SoftOptIn,
            OccurredAt = Samples.Now.PlusNanoseconds(1),
            ExpiresAt = Samples.Now + Duration.FromDays(30),
            Evidence = "form 7, \"wording\" 3, Zoë's café",
        };
        await Ledger.AppendAsync([record]);
        (await Ledger.FindAsync([Ana], "offers")).Should().Equal(record);
    }

    [Fact]
    public async Task Records_come_oldest_first_and_then_by_id()
    {
        await Ledger.AppendAsync([
            Record("b"),
            Record("a"),
            Record("z") with { OccurredAt = Samples.Now - Duration.Epsilon },
            Record("n") with { OccurredAt = Samples.Now + Duration.FromDays(1), Address = Samples.Phone(1).Key }]);
        (await Ledger.FindAsync([Samples.Phone(1).Key, Ana], "offers")).Select(r => r.Id).Should().Equal("z", "a", "b", "n");
    }

    [Fact]
    public async Task Records_for_the_topic_and_for_everything_are_found_others_not()
    {
        await Ledger.AppendAsync([
            Record("topic") with { Topic = "offers" },
            Record("everything"),
            Record("other topic") with { Topic = "bills" },
            Record("other address") with { Address = Samples.Email("ben").Key }]);
        (await Ledger.FindAsync([Ana], "offers")).Select(r => r.Id).Should().BeEquivalentTo("topic", "everything");
        (await Ledger.FindAsync([], "offers")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_known_id_is_ignored()
    {
        await Ledger.AppendAsync([Record("c-1")]);
        await Ledger.AppendAsync([Record("c-1") with { Status = ConsentStatus.Withdrawn }, Record("c-2")]);
        (await Ledger.FindAsync([Ana], "offers")).Select(r => (r.Id, r.Status)).Should().Equal(("c-1", ConsentStatus.Granted), ("c-2", ConsentStatus.Granted));
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("erasure/2")]
    public async Task A_record_without_an_id_of_its_own_is_refused_and_so_is_its_batch(string id)
    {
        var append = async () => await Ledger.AppendAsync([Record("c-1"), Record(id)]);
        await append.Should().ThrowAsync<ArgumentException>();
        (await Ledger.FindAsync([Ana], "offers")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_cancelled_call_writes_nothing()
    {
        var append = async () => await Ledger.AppendAsync([Record("c-1")], new(canceled: true));
        await append.Should().ThrowAsync<OperationCanceledException>();
        (await Ledger.FindAsync([Ana], "offers")).Should().BeEmpty();
    }

    [Fact]
    public async Task Thousands_of_addresses_are_looked_up_at_once()
    {
        var records = Enumerable.Range(0, 3000).Select(i => Record($"c-{i}") with { Address = Samples.Email($"p{i}").Key }).ToList();
        await Ledger.AppendAsync(records);
        (await Ledger.FindAsync([.. records.Select(r => r.Address)], "offers")).Should().HaveCount(3000);
    }

    private static ConsentRecord Record(string id) => new()
    {
        Id = id,
        Address = Ana,
        Status = ConsentStatus.Granted,
        OccurredAt = Samples.Now,
    };
}
