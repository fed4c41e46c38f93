namespace Notify.Sdk.Sending;

/// <summary>The transport that is asked.</summary>
/// <param name="Transport">It.</param>
/// <param name="Of">How many could take the message.</param>
/// <param name="Why">Why it is not the one that would be asked first; null when it is, or when that was said before.</param>
internal readonly record struct ChosenProvider(ITransport Transport, int Of, Reason? Why);

/// <summary>
/// Which of several transports is asked now: the first, or the one after that which certainly did not take the message. What may have
/// arrived stays with the provider that may have it, and one that rests because it has been failing is left out while another can be asked.
/// </summary>
internal sealed class ProviderChoice(TransportTable table, TransportCaller caller)
{
    private const string Rule = "sending/provider";

    /// <summary>Null when no transport of this process serves the message.</summary>
    public ChosenProvider? Choose(Delivery delivery, DeliveryChannel channel, Topic topic)
    {
        var all = table.For(channel, topic);
        if (all.Count < 2)
            return all.Count == 0 ? null : new(all[0], 1, null);
        var first = First(delivery, all);
        if (delivery.MayHaveArrived)
            return new(all[first], all.Count, null);
        for (var i = 0; i < all.Count; i++)
        {
            var transport = all[(first + i) % all.Count];
            if (!caller.IsResting(transport))
                return new(transport, all.Count, i == 0 ? null : Skipped(all[first], transport));
        }

        return new(all[first], all.Count, null);
    }

    private static int First(Delivery delivery, IReadOnlyList<ITransport> all)
    {
        if (delivery.Attempts == 0)
            return 0;
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i].Name == delivery.Provider)
                return delivery.MayHaveArrived ? i : (i + 1) % all.Count;
        }

        return 0; // it is registered no more
    }

    private static Reason Skipped(ITransport resting, ITransport asked) =>
        new(ReasonCodes.NextProvider, Rule, $"'{resting.Name}' has been failing and is not called for a while; '{asked.Name}' is asked.");
}
