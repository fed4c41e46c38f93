namespace Notify.Sdk.Conformance;

public abstract partial class TransportContract
{
    /// <summary>What the provider takes is accepted, and the words and the key arrive.</summary>
    [Fact]
    public async Task What_the_provider_takes_is_accepted()
    {
        Assert.DoesNotContain(ProviderBehavior.Accepts, Impossible);
        var (rig, outcome) = (await TryAsync(ProviderBehavior.Accepts))!.Value;
        Assert.Equal(SendOutcomeKind.Accepted, outcome.Kind);
        Assert.True(outcome.ProviderId is null || !string.IsNullOrWhiteSpace(outcome.ProviderId), "An id is null or has letters.");
        Assert.Contains(WordOf(7), Assert.Single(rig.Received), StringComparison.Ordinal);
    }

    /// <summary>The provider gets the idempotency key, the same on every attempt.</summary>
    [Fact]
    public async Task The_provider_gets_the_idempotency_key_on_every_attempt()
    {
        var (rig, _) = (await TryAsync(ProviderBehavior.Accepts))!.Value;
        await SendAsync(rig);
        var key = Message(rig.Transport.Channel, 7).IdempotencyKey;
        Assert.NotEmpty(rig.Received);
        Assert.All(rig.Received, message => Assert.Contains(key, message, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A message that is refused for good is rejected, and its address stays in use.</summary>
    [Fact]
    public async Task A_refused_message_is_rejected_and_its_address_stays_in_use()
    {
        if (await TryAsync(ProviderBehavior.RejectsMessage) is not var (_, outcome))
            return;
        Assert.Equal(SendOutcomeKind.Rejected, outcome.Kind);
        Assert.Equal(RejectionScope.Message, outcome.Scope);
    }

    /// <summary>An address that does not exist is rejected and suppressed.</summary>
    [Fact]
    public async Task An_address_that_does_not_exist_is_suppressed()
    {
        if (await TryAsync(ProviderBehavior.RejectsAddress) is not var (_, outcome))
            return;
        Assert.Equal(SendOutcomeKind.Rejected, outcome.Kind);
        Assert.Equal(RejectionScope.Address, outcome.Scope);
    }

    /// <summary>A refused account is not held against the person.</summary>
    [Fact]
    public async Task A_refused_account_is_not_held_against_the_person()
    {
        if (await TryAsync(ProviderBehavior.RefusesAccount) is not var (_, outcome))
            return;
        Assert.True(outcome.Kind is SendOutcomeKind.Rejected or SendOutcomeKind.Deferred, $"It is {outcome.Kind}.");
        if (outcome.Kind == SendOutcomeKind.Rejected)
            Assert.Equal(RejectionScope.Account, outcome.Scope);
    }

    /// <summary>What the provider does not take now is deferred, and asked for once.</summary>
    [Fact]
    public async Task What_the_provider_does_not_take_now_is_deferred()
    {
        if (await TryAsync(ProviderBehavior.NotNow) is not var (_, outcome))
            return;
        Assert.Equal(SendOutcomeKind.Deferred, outcome.Kind);
    }

    /// <summary>What reaches nobody is deferred.</summary>
    [Fact]
    public async Task What_reaches_nobody_is_deferred()
    {
        if (await TryAsync(ProviderBehavior.IsUnreachable) is not var (rig, outcome))
            return;
        Assert.Equal(SendOutcomeKind.Deferred, outcome.Kind);
        Assert.Empty(rig.Received);
    }

    /// <summary>What the provider may have taken without saying so is unknown.</summary>
    [Fact]
    public async Task What_may_have_been_taken_is_unknown()
    {
        if (await TryAsync(ProviderBehavior.LosesTheAnswer) is var (_, outcome))
            Assert.Equal(SendOutcomeKind.Unknown, outcome.Kind);
    }

    /// <summary>An answer that nobody can read is an outcome and no exception: unknown, or accepted where its beginning says so.</summary>
    [Fact]
    public async Task An_answer_that_nobody_can_read_is_no_exception()
    {
        if (await TryAsync(ProviderBehavior.AnswersGarbage) is var (_, outcome))
            Assert.True(outcome.Kind is SendOutcomeKind.Unknown or SendOutcomeKind.Accepted, $"It is {outcome.Kind}.");
    }

    /// <summary>A transport does not repeat: the dispatcher does, after it asked every gate again.</summary>
    [Fact]
    public async Task A_transport_hands_over_once_whatever_comes_back()
    {
        foreach (var behavior in Enum.GetValues<ProviderBehavior>().Except([ProviderBehavior.NeverAnswers, ProviderBehavior.IsUnreachable]))
        {
            if (await TryQuietlyAsync(behavior) is var (rig, _))
                Assert.True(rig.Received.Count <= 1, $"{behavior}: the provider got {rig.Received.Count} messages.");
        }
    }
}
