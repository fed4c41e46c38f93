namespace Notify.Sdk.Sending;

/// <summary>Where a provider stands among those that could take a message.</summary>
/// <param name="Of">How many there are. At least one.</param>
/// <param name="HasNext">Whether another is asked at once when this one certainly does not take it.</param>
internal readonly record struct ProviderStanding(int Of, bool HasNext)
{
    /// <summary>The only one, or the only one that may be asked.</summary>
    public static ProviderStanding Alone { get; } = new(1, false);
}

/// <summary>The transport that is asked.</summary>
/// <param name="Transport">It.</param>
/// <param name="Standing">Where it stands.</param>
/// <param name="Why">Why it is not the one that would be asked first; null when it is, or when that was said before.</param>
internal readonly record struct ChosenProvider(ITransport Transport, ProviderStanding Standing, Reason? Why);

/// <summary>
/// Which of several transports is asked now: the first, or the one after that which certainly did not take the message. What may have
/// arrived stays with the provider that may have it, and one that rests because it has been failing is left out while another can be asked.
/// A round goes from the first to the last and asks none twice.
/// </summary>
internal sealed class ProviderChoice(TransportTable table, TransportCaller caller)
{
    private const string Rule = "sending/provider";

    /// <summary>Null when no transport of this process serves the message.</summary>
    public ChosenProvider? Choose(Delivery delivery, DeliveryChannel channel, Topic topic)
    {
        var all = table.For(channel, topic);
        if (all.Count < 2)
            return all.Count == 0 ? null : new(all[0], ProviderStanding.Alone, null);
        var last = IndexOf(delivery.Provider, all);
        if (delivery.MayHaveArrived && last >= 0)
            return new(all[last], ProviderStanding.Alone, null);
        var first = delivery.Attempts == 0 ? 0 : (last + 1) % all.Count; // 0 when the last one is registered no more
        var chosen = first;
        while (chosen < all.Count - 1 && caller.IsResting(all[chosen]))
            chosen++;
        return new(all[chosen], new(all.Count, chosen < all.Count - 1), chosen == first ? null : Skipped(all[first], all[chosen]));
    }

    private static int IndexOf(string? provider, IReadOnlyList<ITransport> all)
    {
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i].Name == provider)
                return i;
        }

        return -1;
    }

    private static Reason Skipped(ITransport resting, ITransport asked) =>
        new(ReasonCodes.NextProvider, Rule, $"'{resting.Name}' has been failing and is not called for a while; '{asked.Name}' is asked.");
}
