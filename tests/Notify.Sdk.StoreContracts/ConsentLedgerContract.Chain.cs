using System.Text;
using System.Text.Json;
using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Permission;

namespace Notify.Sdk.StoreContracts;

public abstract partial class ConsentLedgerContract
{
    private static readonly AddressKey Ben = Samples.Phone(1).Key;

    [Fact]
    public async Task All_evidence_comes_back_as_it_was_given()
    {
        await Ledger.AppendAsync([Full("c-1")]);
        (await Ledger.FindAsync([Ana], "offers")).Should().ContainSingle().Which.Should().BeEquivalentTo(Full("c-1"));
        (await Ledger.FindAsync("c-1")).Should().BeEquivalentTo(Full("c-1"));
        (await Ledger.FindAsync("c-2")).Should().BeNull();
    }

    [Fact]
    public async Task Each_record_is_chained_to_the_one_before()
    {
        (await Ledger.HeadAsync()).Should().Be(ConsentCheckpoint.Start);
        await Ledger.AppendAsync([Record("c-1"), Record("c-2")]);
        await Ledger.AppendAsync([Record("c-1"), Record("c-3")]);
        var chain = await Ledger.ReadAsync(0, 10);
        chain.Select(e => (e.Sequence, e.Id)).Should().Equal((1, "c-1"), (2, "c-2"), (3, "c-3"));
        chain.Select(e => e.PreviousHash).Should().Equal(ConsentCheckpoint.Start.Hash, chain[0].Hash, chain[1].Hash);
        (await Ledger.HeadAsync()).Should().Be(new ConsentCheckpoint(3, chain[2].Hash));
        (await Ledger.ReadAsync(1, 1)).Should().ContainSingle().Which.Id.Should().Be("c-2");
        (await Ledger.VerifyAsync()).Should().Be(new ConsentVerification(3, new(3, chain[2].Hash), null));
    }

    [Fact]
    public async Task A_chain_longer_than_a_batch_is_verified()
    {
        await Ledger.AppendAsync([.. Enumerable.Range(0, 2_345).Select(i => Record($"c-{i}"))]);
        (await Ledger.VerifyAsync()).Should().Match<ConsentVerification>(v => v.IsIntact && v.Verified == 2_345);
    }

    [Fact]
    public async Task A_chain_that_ends_before_a_checkpoint_is_truncated_and_another_one_is_rewritten()
    {
        await Ledger.AppendAsync([Record("c-1")]);
        var known = await Ledger.HeadAsync();
        (await Ledger.VerifyAsync(known)).IsIntact.Should().BeTrue();
        (await Ledger.VerifyAsync(known with { Sequence = 2 })).FirstBreak.Should()
            .Match<ConsentBreak>(b => b.Fault == ConsentFault.Truncated && b.Sequence == 2);
        (await Ledger.VerifyAsync(known with { Hash = new('a', 64) })).FirstBreak.Should()
            .Match<ConsentBreak>(b => b.Fault == ConsentFault.Rewritten && b.Id == "c-1");
    }

    [Fact]
    public async Task The_history_of_addresses_comes_in_the_order_of_the_chain()
    {
        await Ledger.AppendAsync(
            [Record("a") with { Scope = ConsentScope.Of("offers") }, Record("b") with { Address = Ben },
            Record("c") with { Scope = ConsentScope.Of("bills") }]);
        (await Ledger.HistoryAsync([Ana])).Select(e => e.Id).Should().Equal("a", "c");
        (await Ledger.HistoryAsync([Ben, Ana])).Select(e => e.Id).Should().Equal("a", "b", "c");
        (await Ledger.HistoryAsync([])).Should().BeEmpty();
    }

    [Fact]
    public async Task An_export_holds_everything_about_the_person_and_nothing_about_others()
    {
        await Ledger.AppendAsync([Full("c-1"), Record("b") with { Address = Ben }]);
        using MemoryStream export = new();
        (await Ledger.ExportAsync([Ana], export)).Should().Be(1);
        var line = JsonDocument.Parse(Encoding.UTF8.GetString(export.ToArray()).TrimEnd('\n')).RootElement;
        line.GetProperty("format").GetString().Should().Be("notify-consent/2");
        line.GetProperty("sequence").GetInt64().Should().Be(1);
        var decision = line.GetProperty("terms").GetProperty("decision");
        decision.GetProperty("disclosure").GetProperty("text").GetString().Should().Be("Offers by Acme, up to 4 a month. Réponds STOP.");
        decision.GetProperty("disclosure").GetProperty("hash").GetString().Should().Be(Full("c-1").Disclosure!.Hash);
        line.GetProperty("personal").GetProperty("ipAddress").GetString().Should().Be("192.0.2.7");
        line.GetProperty("hash").GetString().Should().Be((await Ledger.ReadAsync(0, 1))[0].Hash);
    }

    [Fact]
    public async Task Erasure_takes_all_personal_data_and_the_chain_still_verifies()
    {
        await Ledger.AppendAsync([Full("c-1"), Record("b") with { Address = Ben }, Full("c-2")]);
        (await Ledger.EraseAsync([Ana])).Should().Be(2);
        (await Ledger.VerifyAsync()).Should().Match<ConsentVerification>(v => v.IsIntact && v.Verified == 4);
        var chain = string.Join('\n', (await Ledger.ReadAsync(0, 10)).Select(e => JsonSerializer.Serialize(e)));
        chain.Should().NotContainAny("ana@", "192.0.2.7", "acc-7", "Mozilla", "clerk", "ticked", "/optin?", "please stop", "written note");
        chain.Should().Contain("c-1", "what was decided stays");
        (await Ledger.FindAsync([Ana], "offers")).Should().BeEmpty();
        (await Ledger.FindAsync("c-1")).Should().BeNull();
        (await Ledger.HistoryAsync([Ana])).Should().BeEmpty();
        (await Ledger.FindAsync([Ben], "offers")).Should().ContainSingle();
        (await Ledger.EraseAsync([Ana])).Should().Be(0);
    }

    [Fact]
    public async Task An_opt_out_is_still_found_after_its_person_was_erased()
    {
        await Ledger.AppendAsync([
            Full("c-1"),
            Record("stop") with { Status = ConsentStatus.Withdrawn, OccurredAt = Samples.Now + Duration.FromHours(1), Revocation =
                new() { Method = "keyword", RawWords = "please stop" } },
            Record("other") with { Address = Ben, Status = ConsentStatus.Withdrawn }]);
        await Ledger.EraseAsync([Ana]);
        var found = (await Ledger.FindAsync([Ben, Ana], "offers")).Single(r => r.Address == Ana);
        (found.Id, found.Status, found.Account, found.Revocation!.RawWords).Should().Be(("stop", ConsentStatus.Withdrawn, null, null));
        (await Ledger.HistoryAsync([Ana])).Should().ContainSingle();
        await Ledger.EraseAsync([Ben]);
        (await Ledger.FindAsync([Ben, Ana], "offers")).Select(r => r.Id).Should().BeEquivalentTo("other", "stop");
        (await Ledger.VerifyAsync()).IsIntact.Should().BeTrue();
    }

    [Fact]
    public async Task A_stop_that_was_taken_back_leaves_nothing_after_erasure()
    {
        await Ledger.AppendAsync([
            Record("stop") with { Scope = ConsentScope.Of("offers"), Status = ConsentStatus.Withdrawn },
            Record("again") with { Scope = ConsentScope.Of("offers"), OccurredAt = Samples.Now + Duration.FromHours(1) }]);
        await Ledger.EraseAsync([Ana]);
        (await Ledger.FindAsync([Ana], "offers")).Should().BeEmpty();
    }

    [Fact]
    public async Task An_erased_person_may_come_back()
    {
        await Ledger.AppendAsync([Record("stop") with { Status = ConsentStatus.Withdrawn }]);
        await Ledger.EraseAsync([Ana]);
        await Ledger.AppendAsync([Record("back") with { OccurredAt = Samples.Now + Duration.FromDays(1) }]);
        (await Ledger.FindAsync([Ana], "offers")).Select(r => r.Id).Should().Equal("stop", "back");
        (await Ledger.EraseAsync([Ana])).Should().Be(1);
        (await Ledger.VerifyAsync()).IsIntact.Should().BeTrue();
    }

    private static ConsentRecord Full(string id) => Record(id) with
    {
        Account = new("acc-7", "shop"),
        Scope = ConsentScope.Of("offers"),
        Channel = Channel.Email,
        Brand = "Acme",
        Basis = ConsentBasis.ExpressWritten,
        BasisEventAt = Samples.Now - Duration.FromDays(1),
        ExpiresAt = Samples.Now + Duration.FromDays(700),
        DoubleOptIn = DoubleOptIn.Confirmed,
        Confirms = "c-0",
        NightConsent = true,
        Jurisdiction = "US-FL",
        Disclosure = new()
        {
            Text = "Offers by Acme, up to 4 a month. Réponds STOP.",
            Version = "form-3",
            Language = "fr",
            Topics = ["offers", "news"],
            Frequency = FrequencyPromise.Of(4, Duration.FromDays(30)),
        },
        Proof = new()
        {
            Method = "web-form",
            FormId = "checkout-7",
            Campaign = "autumn",
            SourceUrl = "https://shop.example.com/optin?user=ana",
            IpAddress = "192.0.2.7",
            UserAgent = "Mozilla/5.0",
            Actor = "clerk 12",
            AffirmativeAct = "ticked the box",
        },
        Revocation = new()
        {
            Method = "keyword",
            RawWords = "please stop",
            MatchedRule = "en/stop",
            HonouredAt = Samples.Now.PlusNanoseconds(1),
            ConfirmationSentAt = Samples.Now + Duration.FromMinutes(1),
        },
        Import = new("old-crm", "2026-11", 7),
        Evidence = "written note \"Zoë\"",
    };
}
