using NodaTime;
using Notify.Sdk.Conformance;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Tests.Conformance;

// Registers and consents.
public sealed partial class WrongStoresTests
{
    private static readonly Dictionary<string, Mistake> Registers = new()
    {
        ["Registers_come_back_as_declared_ordered_by_name"] =
            Wrong.Answers<IReadOnlyList<SuppressionRegister>>("RegistersAsync", Backwards),
        ["A_later_declaration_replaces_an_earlier_one"] =
            Wrong.Takes<SuppressionRegister>("DeclareAsync", r => r with { ObtainedAt = Samples.Now }),
        ["An_address_is_found_on_every_register_that_it_stands_on"] =
            Wrong.Answers<IReadOnlyList<SuppressionEntry>>("FindAsync", all => [.. all.Take(1)]),
        ["A_number_is_found_and_taken_off_by_each_of_its_extensions"] = WithoutExtensions("FindAsync"),
        ["A_number_in_doubt_is_listed_at_both_numbers_and_taken_off_both"] = Wrong.Takes<IReadOnlyCollection<SuppressionEntry>>(
            "AddAsync", all => [.. all.Select(e => e with { Address = Samples.BothInDoubt[0] })]),
        ["An_address_keeps_its_first_entry"] = Wrong.Answers<IReadOnlyList<SuppressionEntry>>(
            "FindAsync", all => [.. all.Select(e => e with { Kind = SuppressionKind.Invalid })]),
        ["An_address_is_taken_off_one_register_only"] = (method, arguments, right) =>
        {
            if (method.Name == "RemoveAsync")
                right(["us-dnc", .. arguments[1..]]);
            return right(arguments);
        },
        ["The_same_digits_of_another_family_are_another_address"] = Wrong.Takes<IReadOnlyCollection<AddressKey>>(
            "FindAsync", all => [.. all.Select(a => a with { Kind = AddressKind.Phone })]),
        ["A_cancelled_call_writes_nothing"] = Wrong.GoesOn("AddAsync"),
        ["A_copy_is_swapped_in_one_step_with_its_declaration"] = Wrong.Answers<IReadOnlyList<RegisterCopy>>("CopiesAsync", Backwards),
        ["A_cancelled_replacement_leaves_the_copy_before_in_force"] = Wrong.GoesOn("ReplaceAsync"),
        ["A_copy_of_another_register_is_refused"] = Wrong.Takes<RegisterCopy>("ReplaceAsync", c => c with { Register = "us-dnc" }),
    };

    private static readonly Dictionary<string, Mistake> Consents = new()
    {
        ["All_evidence_comes_back_as_it_was_given"] = Wrong.Answers<ConsentRecord?>(
            "FindAsync", r => r is null ? null : r with { Proof = null }),
        ["Each_record_is_chained_to_the_one_before"] = Wrong.Answers<IReadOnlyList<SealedConsent>>("ReadAsync", Backwards),
        ["A_chain_longer_than_a_batch_is_verified"] =
            Wrong.Answers<IReadOnlyList<SealedConsent>>("ReadAsync", page => [.. page.SkipLast(1)]),
        ["A_chain_that_ends_before_a_checkpoint_is_truncated_and_another_one_is_rewritten"] =
            Wrong.Answers<ConsentCheckpoint>("HeadAsync", h => h with { Hash = new('b', 64) }),
        ["The_history_of_addresses_comes_in_the_order_of_the_chain"] =
            Wrong.Answers<IReadOnlyList<SealedConsent>>("HistoryAsync", Backwards),
        ["An_export_holds_everything_about_the_person_and_nothing_about_others"] =
            Wrong.Takes<IReadOnlyCollection<AddressKey>>("HistoryAsync", all => [.. all, Samples.Phone(1).Key]),
        ["Erasure_takes_all_personal_data_and_the_chain_still_verifies"] = Wrong.Forgets("EraseAsync"),
        ["An_opt_out_is_still_found_after_its_person_was_erased"] = OnceErased("FindAsync",
            Wrong.Answers<IReadOnlyList<ConsentRecord>>("FindAsync", _ => [])),
        ["A_stop_that_was_taken_back_leaves_nothing_after_erasure"] = Wrong.Forgets("EraseAsync"),
        ["An_erased_person_may_come_back"] = OnceErased("AppendAsync", Wrong.Forgets("AppendAsync")),
        ["A_record_comes_back_as_it_was_given"] = Found(all => [.. all.Select(r => r with { Evidence = "" })]),
        ["What_was_said_at_a_number_is_found_by_each_of_its_extensions"] = WithoutExtensions("FindAsync"),
        ["A_no_at_a_number_in_doubt_is_kept_at_both_numbers_and_a_yes_at_neither"] =
            Appended(r => r.Address == Samples.InDoubt ? r with { Address = Samples.BothInDoubt[0] } : r),
        ["Nothing_is_shown_or_erased_by_a_number_in_doubt"] =
            Wrong.Takes<IReadOnlyCollection<AddressKey>>("EraseAsync", _ => [Samples.BothInDoubt[0]]),
        ["Records_come_oldest_first_and_then_by_id"] = Found(Backwards),
        ["Records_for_the_topic_for_all_marketing_and_for_everything_are_found_others_not"] =
            Found(all => [.. all.Where(r => r.Scope == ConsentScope.Of("offers"))]),
        ["A_decision_that_is_known_is_passed_over_whatever_proves_it"] = Appended(WithNewId),
        ["An_id_that_was_used_for_another_decision_is_refused_and_so_is_its_batch"] = Appended(WithNewId),
        ["The_id_of_an_erased_decision_is_not_taken_for_a_new_one"] = Appended(WithNewId),
        ["A_key_in_another_spelling_counts_as_the_address_or_is_refused"] =
            Appended(r => r with { Address = Samples.Email("somebody-else").Key }),
        ["A_topic_in_another_case_is_the_topic"] = Found(all => [.. all.Select(r => r with { Scope = ConsentScope.Everything })]),
        ["A_decision_that_could_never_count_is_refused_and_so_is_its_batch"] = Wrong.SaysNothing("AppendAsync"),
        ["A_yes_of_the_future_is_refused"] = Wrong.SaysNothing("AppendAsync"),
        ["A_no_of_the_future_counts_from_when_it_was_taken_and_keeps_its_date_in_the_chain"] =
            Appended(r => r with { OccurredAt = Instant.Min(r.OccurredAt, Samples.Now) }),
        ["A_cancelled_call_writes_nothing"] = Wrong.GoesOn("AppendAsync"),
        ["Thousands_of_addresses_are_looked_up_at_once"] = Found(all => [.. all.Take(1_000)]),
    };

    private static Mistake Found(Func<IReadOnlyList<ConsentRecord>, IReadOnlyList<ConsentRecord>> change) =>
        Wrong.Answers("FindAsync", change);

    private static Mistake Appended(Func<ConsentRecord, ConsentRecord> change) =>
        Wrong.Takes<IReadOnlyCollection<ConsentRecord>>("AppendAsync", all => [.. all.Select(change)]);

    private static ConsentRecord WithNewId(ConsentRecord record) => record with { Id = NewId() };

    private static Mistake WithoutExtensions(string name) => Wrong.Takes<IReadOnlyCollection<AddressKey>>(
        name, all => [.. all.Where(a => !a.Value.Contains(";ext=", StringComparison.Ordinal))]);

    /// <summary>The mistake is made once somebody was erased, and never before.</summary>
    private static Mistake OnceErased(string name, Mistake mistake)
    {
        var erased = false;
        return (method, arguments, right) =>
        {
            erased |= method.Name == "EraseAsync";
            return erased && method.Name == name ? mistake(method, arguments, right) : right(arguments);
        };
    }
}
