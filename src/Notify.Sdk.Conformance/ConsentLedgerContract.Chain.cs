using System.Text;
using System.Text.Json;
using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Conformance;

public abstract partial class ConsentLedgerContract
{
    private static readonly AddressKey Ben = Samples.Phone(1).Key;

    /// <summary>All evidence comes back as it was given.</summary>
    [Fact]
    public async Task All_evidence_comes_back_as_it_was_given()
    {
        await Ledger.AppendAsync([Full("c-1")]);
        Assert.Equivalent(Full("c-1"), Assert.Single(await Ledger.FindAsync([Ana], "offers")), strict: true);
        Assert.Equivalent(Full("c-1"), await Ledger.FindAsync("c-1"), strict: true);
        Assert.Null(await Ledger.FindAsync("c-2"));
    }

    /// <summary>Each record is chained to the one before.</summary>
    [Fact]
    public async Task Each_record_is_chained_to_the_one_before()
    {
        Assert.Equal(ConsentCheckpoint.Start, await Ledger.HeadAsync());
        await Ledger.AppendAsync([Record("c-1"), Record("c-2")]);
        await Ledger.AppendAsync([Record("c-1"), Record("c-3")]);
        var chain = await Ledger.ReadAsync(0, 10);
        Assert.Equal([(1, "c-1"), (2, "c-2"), (3, "c-3")], chain.Select(e => (e.Sequence, e.Id)));
        Assert.Equal([ConsentCheckpoint.Start.Hash, chain[0].Hash, chain[1].Hash], chain.Select(e => e.PreviousHash));
        Assert.Equal(new ConsentCheckpoint(3, chain[2].Hash), await Ledger.HeadAsync());
        Assert.Equal("c-2", Assert.Single(await Ledger.ReadAsync(1, 1)).Id);
        Assert.Equal(new ConsentVerification(3, new(3, chain[2].Hash), null), await Ledger.VerifyAsync());
    }

    /// <summary>A chain longer than a batch is verified.</summary>
    [Fact]
    public async Task A_chain_longer_than_a_batch_is_verified()
    {
        await Ledger.AppendAsync([.. Enumerable.Range(0, 2_345).Select(i => Record($"c-{i}"))]);
        await IsIntactAsync(2_345);
    }

    /// <summary>A chain that ends before a checkpoint is truncated and another one is rewritten.</summary>
    [Fact]
    public async Task A_chain_that_ends_before_a_checkpoint_is_truncated_and_another_one_is_rewritten()
    {
        await Ledger.AppendAsync([Record("c-1")]);
        var known = await Ledger.HeadAsync();
        Assert.True((await Ledger.VerifyAsync(known)).IsIntact);
        var truncated = (await Ledger.VerifyAsync(known with { Sequence = 2 })).FirstBreak;
        Assert.Equal((ConsentFault.Truncated, 2), (truncated?.Fault, truncated?.Sequence));
        var rewritten = (await Ledger.VerifyAsync(known with { Hash = new('a', 64) })).FirstBreak;
        Assert.Equal((ConsentFault.Rewritten, "c-1"), (rewritten?.Fault, rewritten?.Id));
    }

    /// <summary>The history of addresses comes in the order of the chain.</summary>
    [Fact]
    public async Task The_history_of_addresses_comes_in_the_order_of_the_chain()
    {
        await Ledger.AppendAsync(
            [Record("a") with { Scope = ConsentScope.Of("offers") }, Record("b") with { Address = Ben },
            Record("c") with { Scope = ConsentScope.Of("bills") }]);
        Assert.Equal(["a", "c"], (await Ledger.HistoryAsync([Ana])).Select(e => e.Id));
        Assert.Equal(["a", "b", "c"], (await Ledger.HistoryAsync([Ben, Ana])).Select(e => e.Id));
        Assert.Empty(await Ledger.HistoryAsync([]));
    }

    /// <summary>An export holds everything about the person and nothing about others.</summary>
    [Fact]
    public async Task An_export_holds_everything_about_the_person_and_nothing_about_others()
    {
        await Ledger.AppendAsync([Full("c-1"), Record("b") with { Address = Ben }]);
        using MemoryStream export = new();
        Assert.Equal(1, await Ledger.ExportAsync([Ana], export));
        var line = JsonDocument.Parse(Encoding.UTF8.GetString(export.ToArray()).TrimEnd('\n')).RootElement;
        Assert.Equal("notify-consent/2", line.GetProperty("format").GetString());
        Assert.Equal(1, line.GetProperty("sequence").GetInt64());
        var decision = line.GetProperty("terms").GetProperty("decision");
        Assert.Equal("Offers by Acme, up to 4 a month. Réponds STOP.", decision.GetProperty("disclosure").GetProperty("text").GetString());
        Assert.Equal(Full("c-1").Disclosure!.Hash, decision.GetProperty("disclosure").GetProperty("hash").GetString());
        Assert.Equal("192.0.2.7", line.GetProperty("personal").GetProperty("ipAddress").GetString());
        Assert.Equal((await Ledger.ReadAsync(0, 1))[0].Hash, line.GetProperty("hash").GetString());
    }

    /// <summary>Erasure takes all personal data and the chain still verifies.</summary>
    [Fact]
    public async Task Erasure_takes_all_personal_data_and_the_chain_still_verifies()
    {
        await Ledger.AppendAsync([Full("c-1"), Record("b") with { Address = Ben }, Full("c-2")]);
        Assert.Equal(2, await Ledger.EraseAsync([Ana]));
        await IsIntactAsync(4);
        var chain = string.Join('\n', (await Ledger.ReadAsync(0, 10)).Select(e => JsonSerializer.Serialize(e)));
        string[] personal = ["ana@", "192.0.2.7", "acc-7", "Mozilla", "clerk", "ticked", "/optin?", "please stop", "written note"];
        Assert.All(personal, part => Assert.DoesNotContain(part, chain, StringComparison.Ordinal));
        // What was decided stays.
        Assert.Contains("c-1", chain, StringComparison.Ordinal);
        Assert.Empty(await Ledger.FindAsync([Ana], "offers"));
        Assert.Null(await Ledger.FindAsync("c-1"));
        Assert.Empty(await Ledger.HistoryAsync([Ana]));
        Assert.Single(await Ledger.FindAsync([Ben], "offers"));
        Assert.Equal(0, await Ledger.EraseAsync([Ana]));
    }

    /// <summary>An opt out is still found after its person was erased.</summary>
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
        Assert.Equal(("stop", ConsentStatus.Withdrawn), (found.Id, found.Status));
        Assert.Null(found.Account);
        Assert.Null(found.Revocation!.RawWords);
        Assert.Single(await Ledger.HistoryAsync([Ana]));
        await Ledger.EraseAsync([Ben]);
        Assert.Equal(["other", "stop"],
            (await Ledger.FindAsync([Ben, Ana], "offers")).Select(r => r.Id).Order(StringComparer.Ordinal));
        Assert.True((await Ledger.VerifyAsync()).IsIntact);
    }

    /// <summary>A stop that was taken back leaves nothing after erasure.</summary>
    [Fact]
    public async Task A_stop_that_was_taken_back_leaves_nothing_after_erasure()
    {
        await Ledger.AppendAsync([
            Record("stop") with { Scope = ConsentScope.Of("offers"), Status = ConsentStatus.Withdrawn },
            Record("again") with { Scope = ConsentScope.Of("offers"), OccurredAt = Samples.Now + Duration.FromHours(1) }]);
        await Ledger.EraseAsync([Ana]);
        Assert.Empty(await Ledger.FindAsync([Ana], "offers"));
    }

    /// <summary>An erased person may come back.</summary>
    [Fact]
    public async Task An_erased_person_may_come_back()
    {
        await Ledger.AppendAsync([Record("stop") with { Status = ConsentStatus.Withdrawn }]);
        await Ledger.EraseAsync([Ana]);
        await Ledger.AppendAsync([Record("back") with { OccurredAt = Samples.Now + Duration.FromDays(1) }]);
        Assert.Equal(["stop", "back"], (await Ledger.FindAsync([Ana], "offers")).Select(r => r.Id));
        Assert.Equal(1, await Ledger.EraseAsync([Ana]));
        Assert.True((await Ledger.VerifyAsync()).IsIntact);
    }

    private static ConsentRecord Full(string id) => Record(id) with
    {
        Account = new("acc-7", "shop"),
        Scope = ConsentScope.Of("offers"),
        Channel = DeliveryChannel.Email,
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
            Frequency = DisclosedFrequency.Of(4, Duration.FromDays(30)),
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
