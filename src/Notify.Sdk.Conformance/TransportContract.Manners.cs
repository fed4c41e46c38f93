namespace Notify.Sdk.Conformance;

public abstract partial class TransportContract
{
    private const int AtOnce = 24;

    /// <summary>Who is told to stop before it begins sends nothing.</summary>
    [Fact]
    public async Task Cancelled_before_it_begins_nothing_is_sent()
    {
        var rig = Keep(await ArrangeAsync(ProviderBehavior.Accepts));
        var outcome = await SendAsync(rig, cancellationToken: new(canceled: true));
        Assert.Equal(SendOutcomeKind.Deferred, outcome.Kind);
        Assert.Empty(rig.Received);
    }

    /// <summary>Who is told to stop while the provider is silent stops, and does not know.</summary>
    [Fact]
    public async Task Told_to_stop_while_the_provider_is_silent_it_answers_unknown()
    {
        if (Impossible.Contains(ProviderBehavior.NeverAnswers))
            return;
        var rig = Keep(await ArrangeAsync(ProviderBehavior.NeverAnswers));
        using CancellationTokenSource stop = new();
        var sending = SendAsync(rig, cancellationToken: stop.Token);
        await UntilAsync(() => rig.Received.Count > 0 || sending.IsCompleted, "the message did not reach the provider");
        await stop.CancelAsync();
        Assert.Equal(SendOutcomeKind.Unknown, (await sending).Kind);
    }

    /// <summary>Many messages at once arrive each once, none mixed with another, each with an id of its own.</summary>
    [Fact]
    public async Task Many_messages_at_once_arrive_each_once_and_whole()
    {
        var rig = Keep(await ArrangeAsync(ProviderBehavior.Accepts));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(number => Task.Run(() => SendAsync(rig, number))));
        Assert.All(outcomes, outcome => Assert.Equal(SendOutcomeKind.Accepted, outcome.Kind));
        var ids = outcomes.Select(o => o.ProviderId).OfType<string>().ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(AtOnce, rig.Received.Count);
        for (var number = 0; number < AtOnce; number++)
            Assert.Single(rig.Received, r => r.Contains(WordOf(number), StringComparison.Ordinal));
    }

    /// <summary>No text shows an address, words of the message, or a secret, whatever the provider says.</summary>
    [Fact]
    public async Task No_text_shows_an_address_words_or_a_secret()
    {
        foreach (var behavior in Enum.GetValues<ProviderBehavior>().Except([ProviderBehavior.NeverAnswers]))
        {
            if (await TryQuietlyAsync(behavior) is not var (rig, outcome))
                continue;
            var to = To(rig.Transport.Channel, 7).Deliverable;
            foreach (var hidden in rig.Secrets.Append(to).Append(to.TrimStart('+')).Append(WordOf(7)))
            {
                foreach (var text in new[] { outcome.Detail, outcome.ToString(), rig.Transport.ToString() ?? "" })
                    Assert.False(text.Contains(hidden, StringComparison.OrdinalIgnoreCase),
                        $"{behavior}: a text shows what nobody may read.");
            }
        }
    }

    /// <summary>The name is one that receipts can repeat, and the channel stays.</summary>
    [Fact]
    public async Task Name_and_channel_stay_what_they_are()
    {
        var rig = Keep(await ArrangeAsync(ProviderBehavior.Accepts));
        var (name, channel) = (rig.Transport.Name, rig.Transport.Channel);
        Assert.True(name is { Length: > 0 and <= 100 } && name.Trim() == name, "A name has 1 to 100 letters, and no blanks around it.");
        await SendAsync(rig);
        Assert.Equal((name, channel), (rig.Transport.Name, rig.Transport.Channel));
    }
}
