using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Conformance;

/// <summary>What every consent ledger must do.</summary>
public abstract partial class ConsentLedgerContract
{
    private static readonly AddressKey Ana = Samples.Email("ana").Key;

    /// <summary>When everything is recorded: some time after what the records say.</summary>
    protected static IClock Clock { get; } = new FixedClock(Samples.Now + Duration.FromDays(30));

    /// <summary>Knows the topics <c>offers</c> and <c>news</c>, which are marketing of Acme, and <c>bills</c>.</summary>
    protected static ConsentIntake Intake { get; } = new(AddressIntake.Default,
        [Topic("offers", MessageClass.Marketing), Topic("news", MessageClass.Marketing), Topic("bills", MessageClass.Transactional)]);

    /// <summary>An empty ledger, the same one during one test.</summary>
    protected abstract IConsentLedger Ledger { get; }

    /// <summary>A record comes back as it was given.</summary>
    [Fact]
    public async Task A_record_comes_back_as_it_was_given()
    {
        var record = Record("c-1") with
        {
            Scope = ConsentScope.Of("offers"),
            Channel = DeliveryChannel.Email,
            Status = ConsentStatus.Withdrawn,
            Basis = ConsentBasis.SoftOptIn,
            OccurredAt = Samples.Now.PlusNanoseconds(1),
            ExpiresAt = Samples.Now + Duration.FromDays(30),
            Evidence = "form 7, \"wording\" 3, Zoë's café",
        };
        await Ledger.AppendAsync([record]);
        Assert.Equal([record], await Ledger.FindAsync([Ana], "offers"));
    }

    /// <summary>What was said at a number is found by each of its extensions.</summary>
    [Fact]
    public async Task What_was_said_at_a_number_is_found_by_each_of_its_extensions()
    {
        AddressKey line = new(AddressKind.Phone, "+12025550101");
        AddressKey extended = new(AddressKind.Phone, "+12025550101;ext=7");
        await Ledger.AppendAsync([Record("c-1") with { Address = extended }]);
        foreach (var address in new[] { line, extended, new(AddressKind.Phone, "+12025550101;ext=8") })
        {
            Assert.Equal(line, Assert.Single(await Ledger.FindAsync([address], "offers")).Address);
            Assert.Single(await Ledger.HistoryAsync([address]));
        }

        Assert.Equal(1, await Ledger.EraseAsync([extended]));
    }

    /// <summary>A no at a number in doubt is kept at both numbers and a yes at neither.</summary>
    [Fact]
    public async Task A_no_at_a_number_in_doubt_is_kept_at_both_numbers_and_a_yes_at_neither()
    {
        var no = Record("no") with { Address = Samples.InDoubt, Status = ConsentStatus.Withdrawn };
        await Ledger.AppendAsync([no]);
        await Ledger.AppendAsync([no]);
        foreach (var line in Samples.BothInDoubt)
            Assert.Equal(ConsentStatus.Withdrawn, Assert.Single(await Ledger.FindAsync([line], "offers")).Status);
        var yes = () => Ledger.AppendAsync([Record("yes") with { Address = Samples.InDoubt }]).AsTask();
        await Refusal.ThrowsAsync<ArgumentException>(yes, "may be one of two");
        Assert.Equal(2, (await Ledger.FindAsync(Samples.BothInDoubt, "offers")).Count);
    }

    /// <summary>Nothing is shown or erased by a number in doubt.</summary>
    [Fact]
    public async Task Nothing_is_shown_or_erased_by_a_number_in_doubt()
    {
        await Ledger.AppendAsync([Record("c-1") with { Address = Samples.BothInDoubt[0] }]);
        var erase = () => Ledger.EraseAsync([Samples.InDoubt]).AsTask();
        await Refusal.ThrowsAsync<ArgumentException>(erase, "may be one of two");
        var show = () => Ledger.HistoryAsync([Samples.InDoubt]).AsTask();
        await Refusal.ThrowsAsync<ArgumentException>(show, "may be one of two");
        Assert.Single(await Ledger.FindAsync(Samples.BothInDoubt, "offers"));
    }

    /// <summary>Records come oldest first and then by id.</summary>
    [Fact]
    public async Task Records_come_oldest_first_and_then_by_id()
    {
        await Ledger.AppendAsync([
            Record("b"),
            Record("a"),
            Record("z") with { OccurredAt = Samples.Now - Duration.Epsilon },
            Record("n") with { OccurredAt = Samples.Now + Duration.FromDays(1), Address = Samples.Phone(1).Key }]);
        Assert.Equal(["z", "a", "b", "n"], (await Ledger.FindAsync([Samples.Phone(1).Key, Ana], "offers")).Select(r => r.Id));
    }

    /// <summary>Records for the topic for all marketing and for everything are found others not.</summary>
    [Fact]
    public async Task Records_for_the_topic_for_all_marketing_and_for_everything_are_found_others_not()
    {
        await Ledger.AppendAsync([
            Record("topic") with { Scope = ConsentScope.Of("offers") },
            Record("everything"),
            Record("all marketing") with { Scope = ConsentScope.AllMarketing },
            Record("other topic") with { Scope = ConsentScope.Of("bills") },
            Record("other address") with { Address = Samples.Email("ben").Key }]);
        Assert.Equal(["all marketing", "everything", "topic"],
            (await Ledger.FindAsync([Ana], "offers")).Select(r => r.Id).Order(StringComparer.Ordinal));
        Assert.Empty(await Ledger.FindAsync([], "offers"));
    }

    /// <summary>A decision that is known is passed over whatever proves it.</summary>
    [Fact]
    public async Task A_decision_that_is_known_is_passed_over_whatever_proves_it()
    {
        await Ledger.AppendAsync([Record("c-1") with { Evidence = "first" }]);
        await Ledger.AppendAsync([Record("c-1") with { Evidence = "reported again" }, Record("c-2"), Record("c-2")]);
        Assert.Equal([("c-1", "first"), ("c-2", "")], (await Ledger.FindAsync([Ana], "offers")).Select(r => (r.Id, r.Evidence)));
    }

    /// <summary>An id that was used for another decision is refused and so is its batch.</summary>
    [Theory]
    [MemberData(nameof(OtherContent))]
    public async Task An_id_that_was_used_for_another_decision_is_refused_and_so_is_its_batch(
        string what, Func<ConsentRecord, ConsentRecord> change)
    {
        await Ledger.AppendAsync([Record("c-1")]);
        foreach (var batch in (ConsentRecord[][])[[Record("c-2"), change(Record("c-1"))], [Record("c-3"), change(Record("c-3"))]])
        {
            var append = async () => await Ledger.AppendAsync(batch);
            await Refusal.ThrowsAsync<NotifyException>(append, "used for another decision", "nothing was appended");
        }

        Assert.Single(await Ledger.ReadAsync(0, 9));
    }

    /// <summary>The id of an erased decision is not taken for a new one.</summary>
    [Fact]
    public async Task The_id_of_an_erased_decision_is_not_taken_for_a_new_one()
    {
        var stop = Record("stop") with { Status = ConsentStatus.Withdrawn };
        await Ledger.AppendAsync([stop, Record("yes") with { Address = Ben }]);
        await Ledger.EraseAsync([Ana, Ben]);
        await Ledger.AppendAsync([stop]); // reported again: its key still tells that it is the same
        foreach (var other in (ConsentRecord[])[stop with { Address = Ben }, Record("yes"),
            Record("yes") with { Status = ConsentStatus.Withdrawn }])
            await Assert.ThrowsAnyAsync<NotifyException>(async () => await Ledger.AppendAsync([other]));
    }

    /// <summary>A key in another spelling counts as the address or is refused.</summary>
    [Theory]
    [InlineData("email", " Ana@EXAMPLE.com")]
    [InlineData("email", "ana@example.com.")]
    [InlineData("phone", "+1 (202) 555-0101")]
    [InlineData("phone", "0012025550101")]
    [InlineData("phone", "+12025550101;ext=7")]
    public async Task A_key_in_another_spelling_counts_as_the_address_or_is_refused(string kind, string spelling)
    {
        AddressKey key = new(AddressKind.Named(kind), spelling);
        try
        {
            await Ledger.AppendAsync([Record("stop") with { Address = key, Status = ConsentStatus.Withdrawn }]);
        }
        catch (ArgumentException refused)
        {
            Assert.DoesNotContain(spelling.Trim(), refused.Message, StringComparison.Ordinal);
            Assert.Equal(ConsentCheckpoint.Start, await Ledger.HeadAsync());
            return;
        }

        Assert.Single(await Ledger.FindAsync([key.Kind == AddressKind.Email ? Ana : Ben], "offers"));
        Assert.Single(await Ledger.HistoryAsync([key]));
        Assert.Equal(1, await Ledger.EraseAsync([key]));
    }

    /// <summary>A topic in another case is the topic.</summary>
    [Theory]
    [InlineData("Offers", "offers")]
    [InlineData(" NEWS ", "news")]
    public async Task A_topic_in_another_case_is_the_topic(string given, string meant)
    {
        await Ledger.AppendAsync([Record("c-1") with { Scope = ConsentScope.Of(given) }]);
        Assert.Equal(ConsentScope.Of(meant), Assert.Single(await Ledger.FindAsync([Ana], meant)).Scope);
    }

    /// <summary>A decision that could never count is refused and so is its batch.</summary>
    [Theory]
    [MemberData(nameof(Meaningless))]
    public async Task A_decision_that_could_never_count_is_refused_and_so_is_its_batch(
        string message, Func<ConsentRecord, ConsentRecord> change)
    {
        var append = async () => await Ledger.AppendAsync([Record("c-1"), change(Record("c-2") with { Status = ConsentStatus.Withdrawn })]);
        await Refusal.ThrowsAsync<ArgumentException>(append, message.Split('*'));
        Assert.Equal(ConsentCheckpoint.Start, await Ledger.HeadAsync());
    }

    /// <summary>A yes of the future is refused.</summary>
    [Fact]
    public async Task A_yes_of_the_future_is_refused()
    {
        var append = async () =>
            await Ledger.AppendAsync([Record("c-1") with { OccurredAt = Clock.GetCurrentInstant() + Duration.FromMinutes(6) }]);
        await Refusal.ThrowsAsync<ArgumentException>(append, "lies in the future");
    }

    /// <summary>A no of the future counts from when it was taken and keeps its date in the chain.</summary>
    [Fact]
    public async Task A_no_of_the_future_counts_from_when_it_was_taken_and_keeps_its_date_in_the_chain()
    {
        var dated = Clock.GetCurrentInstant() + Duration.FromDays(9_000);
        await Ledger.AppendAsync([Record("stop") with { Status = ConsentStatus.Withdrawn, OccurredAt = dated }]);
        Assert.Equal(Clock.GetCurrentInstant(), Assert.Single(await Ledger.FindAsync([Ana], "offers")).OccurredAt);
        Assert.Contains("2050-", (await Ledger.ReadAsync(0, 1))[0].Terms, StringComparison.Ordinal);
        await Ledger.AppendAsync([Record("stop") with { Status = ConsentStatus.Withdrawn, OccurredAt = dated }]);
        await IsIntactAsync(1);
    }

    /// <summary>A cancelled call writes nothing.</summary>
    [Fact]
    public async Task A_cancelled_call_writes_nothing()
    {
        var append = async () => await Ledger.AppendAsync([Record("c-1")], new(canceled: true));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(append);
        Assert.Empty(await Ledger.FindAsync([Ana], "offers"));
    }

    /// <summary>Thousands of addresses are looked up at once.</summary>
    [Fact]
    public async Task Thousands_of_addresses_are_looked_up_at_once()
    {
        var records = Enumerable.Range(0, 3000).Select(i => Record($"c-{i}") with { Address = Samples.Email($"p{i}").Key }).ToList();
        await Ledger.AppendAsync(records);
        Assert.Equal(3000, (await Ledger.FindAsync([.. records.Select(r => r.Address)], "offers")).Count);
    }

    private async Task IsIntactAsync(int entries)
    {
        var verified = await Ledger.VerifyAsync();
        Assert.Equal((true, entries), (verified.IsIntact, verified.Verified));
    }

    private static Topic Topic(string name, MessageClass messageClass) => new() { Name = name, Class = messageClass, Brand = "Acme" };

    private static ConsentRecord Record(string id) => new()
    {
        Id = id,
        Address = Ana,
        Scope = ConsentScope.Everything,
        Status = ConsentStatus.Granted,
        OccurredAt = Samples.Now,
    };
}
