using NodaTime;
using Notify.Sdk.Conformance;
using Notify.Sdk.Consents;
using Notify.Sdk.Stores;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Tests.Conformance;

/// <summary>
/// Every clause of the suites for receipts, bounces, registers and consents fails for a store that is wrong in the one point that it speaks
/// of, and passes when the store is right. For outboxes see <see cref="Sending.WrongStoreTests"/>.
/// </summary>
public sealed partial class WrongStoresTests
{
    private static readonly Dictionary<string, Mistake> Receipts = new()
    {
        ["A_receipt_waits_until_it_is_settled"] =
            Wrong.Answers<IReadOnlyList<Receipt>>("FindUnsettledAsync", all => [.. all.Select(r => r with { IdempotencyKey = null })]),
        ["The_same_event_counts_once_even_after_it_was_settled"] = Wrong.Answers<bool>("AddAsync", _ => true),
        ["Unsettled_receipts_come_oldest_first_then_by_provider_and_event"] =
            Wrong.Answers<IReadOnlyList<Receipt>>("FindUnsettledAsync", Backwards),
        ["A_receipt_that_is_settled_before_it_was_added_stays_settled"] = Wrong.Forgets("SettleAsync"),
        ["What_is_older_than_an_instant_is_forgotten_settled_or_not"] =
            Wrong.Takes<Instant>("PurgeAsync", before => before - Duration.FromDays(1)),
        ["A_cancelled_call_writes_nothing"] = Wrong.GoesOn("AddAsync"),
    };

    private static readonly Dictionary<string, Mistake> Bounces = new()
    {
        ["Bounces_of_an_address_are_counted_earliest_first"] = Wrong.Answers<IReadOnlyList<Instant>>("AddAsync", Backwards),
        ["The_same_event_counts_once"] = Wrong.Takes<SoftBounce>("AddAsync", b => b with { EventId = NewId() }),
        ["What_is_too_old_is_forgotten"] = Wrong.Takes<Instant>("AddAsync", _ => Instant.MinValue),
        ["A_message_that_arrived_forgets_the_bounces_before_it_and_none_after"] = Wrong.Forgets("ForgetAsync"),
        ["The_bounces_of_an_address_are_shown_earliest_first"] = Wrong.Answers<IReadOnlyList<SoftBounce>>("FindAsync", Backwards),
        ["A_cancelled_call_writes_nothing"] = Wrong.GoesOn("AddAsync"),
    };

    private static readonly Dictionary<string, Mistake> Hooks = new()
    {
        ["What_is_in_an_entry_comes_back_as_it_was"] = Wrong.Answers<IReadOnlyList<HookEntry>>("FindDueAsync", all =>
            [.. all.Select(e => e.Reply is { } reply ? e with { Reply = reply with { To = null } } : e)]),
        ["The_same_event_is_kept_once_whatever_became_of_it"] = Wrong.Takes<IReadOnlyList<HookEntry>>("AddAsync", Renamed),
        ["What_is_due_comes_by_its_instant_then_as_it_was_added"] = Wrong.Takes<Instant>("FindDueAsync", _ => Instant.MaxValue),
        ["What_is_put_off_comes_back_when_it_is_due_with_what_went_wrong"] =
            Wrong.Takes<IReadOnlyList<HookEntry>>("SaveAsync", all => [.. all.Select(e => e with { Fault = "" })]),
        ["What_waits_for_people_is_apart_and_keeps_its_contents"] =
            Wrong.Takes<HookEntryState>("FindDueAsync", _ => HookEntryState.Waiting),
        ["What_is_done_stays_done_and_loses_its_contents"] =
            Wrong.Answers<IReadOnlyList<HookEntry>>("FindAsync", all => [.. all.Select(e => e with { Receipt = AnyReceipt })]),
        ["What_is_saved_and_not_known_is_left_out"] = Wrong.Takes<IReadOnlyList<HookEntry>>("SaveAsync", all =>
            all.Any(e => e.Provider == "other" && e.State == HookEntryState.Waiting) ? [] : all),
        ["What_was_set_aside_is_shown_page_by_page_as_it_was_added"] =
            Wrong.Answers<IReadOnlyList<HookEntry>>("FindAsync", Backwards),
        ["Entries_are_counted_by_their_state"] = Wrong.Takes<HookEntryState>("CountAsync", _ => HookEntryState.Waiting),
        ["What_is_older_than_an_instant_is_forgotten_of_one_state"] =
            Wrong.Takes<HookEntryState>("PurgeAsync", _ => HookEntryState.Waiting),
        ["A_cancelled_call_writes_nothing"] = Wrong.GoesOn("AddAsync"),
    };

    public static TheoryData<string, string> Clauses()
    {
        TheoryData<string, string> all = [];
        foreach (var suite in new[] { nameof(Receipts), nameof(Bounces), nameof(Hooks), nameof(Registers), nameof(Consents) })
        {
            foreach (var clause in MistakesOf(suite).Keys)
                all.Add(suite, clause);
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Clauses))]
    public async Task A_store_that_is_wrong_in_one_point_fails_its_clause(string suite, string clause)
    {
        (await FailsAsync(suite, clause, Wrong.Nowhere)).Should().BeFalse();
        (await FailsAsync(suite, clause, MistakesOf(suite)[clause])).Should().BeTrue();
    }

    [Theory]
    [InlineData(nameof(Receipts), typeof(ReceiptStoreContract))]
    [InlineData(nameof(Bounces), typeof(BounceLedgerContract))]
    [InlineData(nameof(Hooks), typeof(HookInboxContract))]
    [InlineData(nameof(Registers), typeof(SuppressionListContract))]
    [InlineData(nameof(Consents), typeof(ConsentLedgerContract))]
    public void Every_clause_has_a_store_that_fails_it(string suite, Type contract) =>
        MistakesOf(suite).Keys.Should().BeEquivalentTo(Clause.NamesOf(contract));

    private static Dictionary<string, Mistake> MistakesOf(string suite) => suite switch
    {
        nameof(Receipts) => Receipts,
        nameof(Bounces) => Bounces,
        nameof(Hooks) => Hooks,
        nameof(Registers) => Registers,
        nameof(Consents) => Consents,
        _ => throw new ArgumentOutOfRangeException(nameof(suite), suite, "No such suite."),
    };

    private static Task<bool> FailsAsync(string suite, string clause, Mistake mistake) => suite switch
    {
        nameof(Receipts) => Clause.FailsAsync(typeof(ReceiptStoreContract), clause, () => new ReceiptSuite(mistake)),
        nameof(Bounces) => Clause.FailsAsync(typeof(BounceLedgerContract), clause, () => new BounceSuite(mistake)),
        nameof(Hooks) => Clause.FailsAsync(typeof(HookInboxContract), clause, () => new HookSuite(mistake)),
        nameof(Registers) => Clause.FailsAsync(typeof(SuppressionListContract), clause, () => new RegisterSuite(mistake)),
        _ => Clause.FailsAsync(typeof(ConsentLedgerContract), clause, () => new ConsentSuite(mistake)),
    };

    private static int _ids;

    private static string NewId() => $"new-{Interlocked.Increment(ref _ids)}";

    private static IReadOnlyList<T> Backwards<T>(IReadOnlyList<T> all) => [.. all.Reverse()];

    private static Receipt AnyReceipt { get; } = new("acme", "any", "p-1", ReceiptKind.Delivered, Samples.Now);

    private static IReadOnlyList<HookEntry> Renamed(IReadOnlyList<HookEntry> all) =>
        [.. all.Select(e => e.State == HookEntryState.Waiting ? e with { EventId = NewId() } : e)];

    private sealed class HookSuite(Mistake mistake) : HookInboxContract
    {
        protected override IHookInbox Inbox { get; } = Wrong.In<IHookInbox>(new InMemoryHookInbox(), mistake);
    }

    private sealed class ReceiptSuite(Mistake mistake) : ReceiptStoreContract
    {
        protected override IReceiptStore Store { get; } = Wrong.In<IReceiptStore>(new InMemoryReceiptStore(), mistake);
    }

    private sealed class BounceSuite(Mistake mistake) : BounceLedgerContract
    {
        protected override IBounceLedger Ledger { get; } = Wrong.In<IBounceLedger>(new InMemoryBounceLedger(), mistake);
    }

    private sealed class RegisterSuite(Mistake mistake) : SuppressionListContract
    {
        protected override ISuppressionList List { get; } = Wrong.In<ISuppressionList>(new InMemorySuppressionList(), mistake);
    }

    private sealed class ConsentSuite(Mistake mistake) : ConsentLedgerContract
    {
        protected override IConsentLedger Ledger { get; } = Wrong.In<IConsentLedger>(new InMemoryConsentLedger(Clock, Intake), mistake);
    }
}
