using Notify.Sdk.Conformance;
using Notify.Sdk.Stores;
using Notify.Sdk.Tests.Conformance;

namespace Notify.Sdk.Tests.Sending;

/// <summary>
/// The suite of stores is worth what it finds: a store that is wrong in one point only fails the clause that speaks of it, and passes
/// the same clause when it is right.
/// </summary>
public sealed class WrongStoreTests
{
    public static TheoryData<WrongIn, string> Clauses { get; } = new()
    {
        { WrongIn.FindingMarks, nameof(OutboxContract.The_same_person_is_not_added_twice) },
        { WrongIn.FreeingMarks, nameof(OutboxContract.A_delivery_that_ends_unsent_frees_its_marks_and_places) },
        { WrongIn.KeepingSent, nameof(OutboxContract.What_may_have_arrived_takes_room_for_one_window) },
        { WrongIn.TakingPlaces, nameof(OutboxContract.Two_late_messages_cannot_leave_together_when_a_cap_has_room_for_one) },
        { WrongIn.GivingPlacesBack, nameof(OutboxContract.An_attempt_takes_the_places_of_the_moment_and_gives_those_of_the_plan_back) },
        { WrongIn.FindingPlacesOfOthers, nameof(OutboxContract.A_clock_that_is_set_back_makes_no_room) },
        { WrongIn.FindingStandBys, nameof(OutboxContract.A_stand_by_takes_over_when_the_other_ends_unsent) },
        { WrongIn.OrderOfStandBys, nameof(OutboxContract.Of_two_stand_bys_one_takes_over_and_the_other_waits_for_it) },
        { WrongIn.FindingAllUnsent, nameof(OutboxContract.Cancelling_stops_what_was_not_sent_and_refuses_the_worker_that_holds_it) },
        { WrongIn.OrderOfDue, nameof(OutboxContract.Due_deliveries_are_claimed_by_priority_then_by_first_due_instant_and_then_by_id) },
        { WrongIn.LimitOfDue, nameof(OutboxContract.No_more_is_claimed_than_asked_for) },
        { WrongIn.ChannelsOfDue, nameof(OutboxContract.What_another_process_serves_is_left_to_it_and_keeps_nothing_waiting) },
        { WrongIn.KeepingLeases, nameof(OutboxContract.A_claim_whose_lease_ran_out_goes_to_the_next_worker_and_the_first_is_refused) },
        { WrongIn.KeepingEpochs, nameof(OutboxContract.A_version_raises_the_epoch_and_the_same_version_is_refused_the_second_time) },
        { WrongIn.FindingTraces, nameof(OutboxContract.Racing_calls_tell_a_person_once_under_all_their_accounts) },
        { WrongIn.KeepingTraces, nameof(OutboxContract.Who_is_known_again_leaves_marks_and_traces_of_the_new_account_too) },
        { WrongIn.RemovingTraces, nameof(OutboxContract.A_change_brings_its_traces_in_place_of_those_before) },
        { WrongIn.TracesOfWhatEnded, nameof(OutboxContract.Traces_of_one_call_bar_nobody_and_go_with_the_message) },
        { WrongIn.KeyOfTraces, nameof(OutboxContract.The_key_of_the_codes_never_changes) },
        { WrongIn.KeepingDecisions, nameof(OutboxContract.The_latest_decision_about_an_account_is_kept) },
        { WrongIn.KeepingCancelledAccounts, nameof(OutboxContract.A_cancelled_account_takes_its_message_with_it_and_accepts_none) },
        { WrongIn.KeepingCancellations, nameof(OutboxContract.A_cancelled_key_stays_cancelled_in_every_revision) },
        { WrongIn.KeepingWaits, nameof(OutboxContract.A_stand_by_that_takes_over_waits_for_confirmation_too) },
        { WrongIn.KeepingConfirmations, nameof(OutboxContract.What_was_confirmed_never_waits_again_but_a_higher_revision_does) },
        { WrongIn.KeepingRevisions, nameof(OutboxContract.A_lower_revision_than_the_registered_one_is_a_conflict) },
        { WrongIn.KeepingContent, nameof(OutboxContract.The_same_key_and_content_is_known) },
        { WrongIn.KeepingNotifications, nameof(OutboxContract.A_notification_comes_back_as_it_was_registered) },
        { WrongIn.ProviderIds, nameof(OutboxContract.A_delivery_is_found_by_every_id_that_a_provider_gave_it) },
        { WrongIn.ListingByHand, nameof(OutboxContract.What_somebody_must_look_after_is_listed_by_kind_and_key_a_page_at_a_time) },
        { WrongIn.Counting, nameof(OutboxContract.Status_counts_by_state_and_names_the_next_due_instant) },
        { WrongIn.FindingThePersonsDeliveries, nameof(OutboxContract.What_was_sent_to_an_erased_person_keeps_only_what_became_of_it) },
        { WrongIn.ForgettingDecisions, nameof(OutboxContract.Decisions_about_an_erased_account_are_forgotten_under_all_keys) },
        { WrongIn.ListingDecisions, nameof(OutboxContract.Decisions_about_an_account_are_listed_under_all_keys) },
        { WrongIn.ForgettingKeys, nameof(OutboxContract.A_key_without_deliveries_is_forgotten_and_one_with_deliveries_is_not) },
        { WrongIn.KeepingErasedContent, nameof(OutboxContract.Content_that_was_erased_comes_back_when_the_same_is_sent_again) },
        { WrongIn.ReplacingContent, nameof(OutboxContract.The_content_of_a_notification_goes_with_the_last_of_its_people) },
        { WrongIn.FindingRecords, nameof(OutboxContract.The_content_of_what_told_nobody_goes_with_the_decision) },
        { WrongIn.KnowingNobody, nameof(OutboxContract.The_content_of_what_ended_long_ago_goes_too) },
        { WrongIn.OneTransaction, nameof(OutboxContract.Racing_planners_mark_a_person_once) },
    };

    [Theory]
    [MemberData(nameof(Clauses))]
    public async Task A_store_that_is_wrong_in_one_point_fails_its_clause(WrongIn point, string clause)
    {
        (await FailsAsync(clause, WrongIn.Nothing)).Should().BeFalse();
        (await FailsAsync(clause, point)).Should().BeTrue();
    }

    [Fact]
    public void Every_way_to_be_wrong_has_a_clause() =>
        Clauses.Select(row => (WrongIn)row[0]).Should().BeEquivalentTo(Enum.GetValues<WrongIn>().Where(p => p != WrongIn.Nothing));

    private static Task<bool> FailsAsync(string clause, WrongIn point) =>
        Clause.FailsAsync(typeof(OutboxContract), clause, () => new Suite(point));

    private sealed class Suite(WrongIn point) : OutboxContract
    {
        protected override IOutbox Outbox { get; } = new WrongOutbox(point);
    }
}
