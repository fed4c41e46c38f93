using NodaTime;
using NodaTime.Testing;
using Notify.Sdk.Audience;
using Notify.Sdk.Permission;

namespace Notify.Sdk.StoreContracts;

/// <summary>What every consent ledger must do.</summary>
public abstract partial class ConsentLedgerContract
{
    private static readonly AddressKey Ana = Samples.Email("ana").Key;

    /// <summary>When everything is recorded: some time after what the records say.</summary>
    protected static IClock Clock { get; } = new FakeClock(Samples.Now + Duration.FromDays(30));

    /// <summary>Knows the topics <c>offers</c> and <c>news</c>, which are marketing of Acme, and <c>bills</c>.</summary>
    protected static ConsentIntake Intake { get; } = new(AddressIntake.Default,
        [Topic("offers", MessageClass.Marketing), Topic("news", MessageClass.Marketing), Topic("bills", MessageClass.Transactional)]);

    /// <summary>An empty ledger, the same one during one test.</summary>
    protected abstract IConsentLedger Ledger { get; }

    [Fact]
    public async Task A_record_comes_back_as_it_was_given()
    {
        var record = Record("c-1") with
        {
            Scope = ConsentScope.Of("offers"),
            Channel = Channel.Email,
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
    public async Task What_was_said_at_a_number_is_found_by_each_of_its_extensions()
    {
        AddressKey line = new(AddressFamily.Phone, "+12025550101");
        AddressKey extended = new(AddressFamily.Phone, "+12025550101;ext=7");
        await Ledger.AppendAsync([Record("c-1") with { Address = extended }]);
        foreach (var address in new[] { line, extended, new(AddressFamily.Phone, "+12025550101;ext=8") })
        {
            (await Ledger.FindAsync([address], "offers")).Should().ContainSingle().Which.Address.Should().Be(line);
            (await Ledger.HistoryAsync([address])).Should().ContainSingle();
        }

        (await Ledger.EraseAsync([extended])).Should().Be(1);
    }

    [Fact]
    public async Task A_no_at_a_number_in_doubt_is_kept_at_both_numbers_and_a_yes_at_neither()
    {
        var no = Record("no") with { Address = Samples.InDoubt, Status = ConsentStatus.Withdrawn };
        await Ledger.AppendAsync([no]);
        await Ledger.AppendAsync([no]);
        foreach (var line in Samples.BothInDoubt)
            (await Ledger.FindAsync([line], "offers")).Should().ContainSingle().Which.Status.Should().Be(ConsentStatus.Withdrawn);
        var yes = () => Ledger.AppendAsync([Record("yes") with { Address = Samples.InDoubt }]).AsTask();
        await yes.Should().ThrowAsync<ArgumentException>().WithMessage("*may be one of two*");
        (await Ledger.FindAsync(Samples.BothInDoubt, "offers")).Should().HaveCount(2);
    }

    [Fact]
    public async Task Nothing_is_shown_or_erased_by_a_number_in_doubt()
    {
        await Ledger.AppendAsync([Record("c-1") with { Address = Samples.BothInDoubt[0] }]);
        var erase = () => Ledger.EraseAsync([Samples.InDoubt]).AsTask();
        await erase.Should().ThrowAsync<ArgumentException>().WithMessage("*may be one of two*");
        var show = () => Ledger.HistoryAsync([Samples.InDoubt]).AsTask();
        await show.Should().ThrowAsync<ArgumentException>().WithMessage("*may be one of two*");
        (await Ledger.FindAsync(Samples.BothInDoubt, "offers")).Should().ContainSingle();
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
    public async Task Records_for_the_topic_for_all_marketing_and_for_everything_are_found_others_not()
    {
        await Ledger.AppendAsync([
            Record("topic") with { Scope = ConsentScope.Of("offers") },
            Record("everything"),
            Record("all marketing") with { Scope = ConsentScope.AllMarketing },
            Record("other topic") with { Scope = ConsentScope.Of("bills") },
            Record("other address") with { Address = Samples.Email("ben").Key }]);
        (await Ledger.FindAsync([Ana], "offers")).Select(r => r.Id).Should().BeEquivalentTo("topic", "everything", "all marketing");
        (await Ledger.FindAsync([], "offers")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_decision_that_is_known_is_passed_over_whatever_proves_it()
    {
        await Ledger.AppendAsync([Record("c-1") with { Evidence = "first" }]);
        await Ledger.AppendAsync([Record("c-1") with { Evidence = "reported again" }, Record("c-2"), Record("c-2")]);
        (await Ledger.FindAsync([Ana], "offers")).Select(r => (r.Id, r.Evidence)).Should().Equal(("c-1", "first"), ("c-2", ""));
    }

    public static TheoryData<string, Func<ConsentRecord, ConsentRecord>> OtherContent => new()
    {
        { "status", r => r with { Status = ConsentStatus.Withdrawn } },
        { "address", r => r with { Address = Ben } },
        { "scope", r => r with { Scope = ConsentScope.AllMarketing } },
        { "channel", r => r with { Channel = Channel.Email } },
        { "brand", r => r with { Brand = "Acme" } },
        { "time", r => r with { OccurredAt = r.OccurredAt - Duration.Epsilon } },
        { "end", r => r with { ExpiresAt = Samples.Now + Duration.FromDays(300) } },
        { "terms", r => r with { Disclosure = new() { Text = "Other words.", Topics = ["offers"] } } },
        { "account", r => r with { Account = new("acc-8") } },
    };

    [Theory]
    [MemberData(nameof(OtherContent))]
    public async Task An_id_that_was_used_for_another_decision_is_refused_and_so_is_its_batch(
        string what, Func<ConsentRecord, ConsentRecord> change)
    {
        await Ledger.AppendAsync([Record("c-1")]);
        foreach (var batch in (ConsentRecord[][])[[Record("c-2"), change(Record("c-1"))], [Record("c-3"), change(Record("c-3"))]])
        {
            var append = async () => await Ledger.AppendAsync(batch);
            (await append.Should().ThrowAsync<NotifyException>(what)).WithMessage("*used for another decision*nothing was appended*");
        }

        (await Ledger.ReadAsync(0, 9)).Should().ContainSingle();
    }

    [Fact]
    public async Task The_id_of_an_erased_decision_is_not_taken_for_a_new_one()
    {
        var stop = Record("stop") with { Status = ConsentStatus.Withdrawn };
        await Ledger.AppendAsync([stop, Record("yes") with { Address = Ben }]);
        await Ledger.EraseAsync([Ana, Ben]);
        await Ledger.AppendAsync([stop]); // reported again: its key still tells that it is the same
        foreach (var other in (ConsentRecord[])[stop with { Address = Ben }, Record("yes"),
            Record("yes") with { Status = ConsentStatus.Withdrawn }])
            await ((Func<Task>)(async () => await Ledger.AppendAsync([other]))).Should().ThrowAsync<NotifyException>();
    }

    [Theory]
    [InlineData(AddressFamily.Email, " Ana@EXAMPLE.com")]
    [InlineData(AddressFamily.Email, "ana@example.com.")]
    [InlineData(AddressFamily.Phone, "+1 (202) 555-0101")]
    [InlineData(AddressFamily.Phone, "0012025550101")]
    [InlineData(AddressFamily.Phone, "+12025550101;ext=7")]
    public async Task A_key_in_another_spelling_counts_as_the_address_or_is_refused(AddressFamily family, string spelling)
    {
        try
        {
            await Ledger.AppendAsync([Record("stop") with { Address = new(family, spelling), Status = ConsentStatus.Withdrawn }]);
        }
        catch (ArgumentException refused)
        {
            refused.Message.Should().NotContain(spelling.Trim());
            (await Ledger.HeadAsync()).Should().Be(ConsentCheckpoint.Start);
            return;
        }

        (await Ledger.FindAsync([family == AddressFamily.Email ? Ana : Ben], "offers")).Should().ContainSingle();
        (await Ledger.HistoryAsync([new(family, spelling)])).Should().ContainSingle();
        (await Ledger.EraseAsync([new(family, spelling)])).Should().Be(1);
    }

    [Theory]
    [InlineData("Offers", "offers")]
    [InlineData(" NEWS ", "news")]
    public async Task A_topic_in_another_case_is_the_topic(string given, string meant)
    {
        await Ledger.AppendAsync([Record("c-1") with { Scope = ConsentScope.Of(given) }]);
        (await Ledger.FindAsync([Ana], meant)).Should().ContainSingle().Which.Scope.Should().Be(ConsentScope.Of(meant));
    }

    public static TheoryData<string, Func<ConsentRecord, ConsentRecord>> Meaningless => new()
    {
        { "*topic 'ofers' is not registered*bills, news, offers*", r => r with { Scope = ConsentScope.Of("ofers") } },
        { "*no scope*", r => r with { Scope = null! } },
        { "*none of family Email*", r => r with { Address = new(AddressFamily.Email, "nobody") } },
        { "*none of family Phone*", r => r with { Address = new(AddressFamily.Phone, "555") } },
        { "*none of family Social*", r => r with { Address = new(AddressFamily.Social, "ana") } },
        { "*none of family Email*", r => r with { Address = default } },
        { "*channel Sms does not reach*", r => r with { Channel = Channel.Sms } },
        { "*no topic has the brand 'Acne'*Acme*", r => r with { Brand = "Acne" } },
        { "*status 77*", r => r with { Status = (ConsentStatus)77 } },
        { "*no id*", r => r with { Id = " " } },
        { "*erasure/*", r => r with { Id = "erasure/2" } },
    };

    [Theory]
    [MemberData(nameof(Meaningless))]
    public async Task A_decision_that_could_never_count_is_refused_and_so_is_its_batch(
        string message, Func<ConsentRecord, ConsentRecord> change)
    {
        var append = async () => await Ledger.AppendAsync([Record("c-1"), change(Record("c-2") with { Status = ConsentStatus.Withdrawn })]);
        (await append.Should().ThrowAsync<ArgumentException>()).WithMessage(message);
        (await Ledger.HeadAsync()).Should().Be(ConsentCheckpoint.Start);
    }

    [Fact]
    public async Task A_yes_of_the_future_is_refused()
    {
        var append = async () =>
            await Ledger.AppendAsync([Record("c-1") with { OccurredAt = Clock.GetCurrentInstant() + Duration.FromMinutes(6) }]);
        (await append.Should().ThrowAsync<ArgumentException>()).WithMessage("*lies in the future*");
    }

    [Fact]
    public async Task A_no_of_the_future_counts_from_when_it_was_taken_and_keeps_its_date_in_the_chain()
    {
        var dated = Clock.GetCurrentInstant() + Duration.FromDays(9_000);
        await Ledger.AppendAsync([Record("stop") with { Status = ConsentStatus.Withdrawn, OccurredAt = dated }]);
        (await Ledger.FindAsync([Ana], "offers")).Should().ContainSingle().Which.OccurredAt.Should().Be(Clock.GetCurrentInstant());
        (await Ledger.ReadAsync(0, 1))[0].Terms.Should().Contain("2050-");
        await Ledger.AppendAsync([Record("stop") with { Status = ConsentStatus.Withdrawn, OccurredAt = dated }]);
        (await Ledger.VerifyAsync()).Should().Match<ConsentVerification>(v => v.IsIntact && v.Verified == 1);
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
