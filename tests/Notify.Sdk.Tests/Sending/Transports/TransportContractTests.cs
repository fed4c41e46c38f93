using Microsoft.Extensions.DependencyInjection;
using Notify.Sdk.Conformance;

namespace Notify.Sdk.Tests.Sending.Transports;

/// <summary>A named transport keeps the contract of what it wraps.</summary>
public sealed class NamedTransportContractTests : TransportContract
{
    protected override ValueTask<ProviderRig> ArrangeAsync(ProviderBehavior behavior)
    {
        InMemoryProvider provider = new(behavior);
        ServiceCollection services = new();
        services.AddNotify().AddTransport("acme", _ => provider, scope => scope.ForBrands("Acme"));
        var all = services.BuildServiceProvider();
        return new(new ProviderRig(all.GetServices<ITransport>().Single(), () => provider.Received) { End = all.DisposeAsync });
    }
}

/// <summary>The suite fails transports that are wrong in one point, by the clause that names it.</summary>
public sealed class WrongTransportTests
{
    [Fact]
    public Task One_that_calls_a_lost_answer_deferred() => FailsAsync(b => new WrongTransports.CallsALostAnswerDeferred(b),
        nameof(TransportContract.What_may_have_been_taken_is_unknown));

    [Fact]
    public Task One_that_throws_what_it_cannot_read() => FailsAsync(b => new WrongTransports.ThrowsWhatItCannotRead(b),
        nameof(TransportContract.An_answer_that_nobody_can_read_is_no_exception));

    [Fact]
    public Task One_that_makes_a_key_of_its_own() => FailsAsync(b => new WrongTransports.MakesAKeyOfItsOwn(b),
        nameof(TransportContract.The_provider_gets_the_idempotency_key_on_every_attempt));

    [Fact]
    public Task One_that_repeats_by_itself() => FailsAsync(b => new WrongTransports.RepeatsByItself(b),
        nameof(TransportContract.A_transport_hands_over_once_whatever_comes_back));

    [Fact]
    public Task One_that_shows_the_address() => FailsAsync(b => new WrongTransports.ShowsTheAddress(b),
        nameof(TransportContract.No_text_shows_an_address_words_or_a_secret));

    [Fact]
    public Task One_that_keeps_the_message_in_a_field() => FailsAsync(b => new WrongTransports.KeepsTheMessageInAField(b),
        nameof(TransportContract.Many_messages_at_once_arrive_each_once_and_whole));

    [Fact]
    public Task One_that_does_not_listen() => FailsAsync(b => new WrongTransports.DoesNotListen(b),
        nameof(TransportContract.Told_to_stop_while_the_provider_is_silent_it_answers_unknown));

    [Fact]
    public Task One_that_throws_when_it_is_cancelled() => FailsAsync(b => new WrongTransports.ThrowsWhenItIsCancelled(b),
        nameof(TransportContract.Cancelled_before_it_begins_nothing_is_sent));

    [Fact]
    public Task One_that_blames_the_address_for_our_account() => FailsAsync(b => new WrongTransports.BlamesTheAddressForOurAccount(b),
        nameof(TransportContract.A_refused_account_is_not_held_against_the_person));

    [Fact]
    public Task One_that_is_right_fails_nothing() => FailsAsync(b => new InMemoryProvider(b));

    private static async Task FailsAsync(Func<ProviderBehavior, InMemoryProvider> transport, params string[] clauses) =>
        (await ClauseRun.FailuresAsync(() => new Suite(transport))).Should().Equal(clauses);

    private sealed class Suite(Func<ProviderBehavior, InMemoryProvider> make) : TransportContract
    {
        protected override TimeSpan Patience => TimeSpan.FromSeconds(15);

        protected override ValueTask<ProviderRig> ArrangeAsync(ProviderBehavior behavior)
        {
            var transport = make(behavior);
            return new(new ProviderRig(transport, () => transport.Received));
        }
    }
}
