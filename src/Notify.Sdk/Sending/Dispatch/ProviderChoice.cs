using Microsoft.Extensions.Options;
using NodaTime;

namespace Notify.Sdk.Sending;

/// <summary>Where a provider stands among those that could take a message.</summary>
/// <param name="OthersFrom">From when on another provider may be asked for it; null when none may.</param>
internal readonly record struct ProviderStanding(Instant? OthersFrom)
{
    /// <summary>The only one, or the only one that may be asked.</summary>
    public static ProviderStanding Alone { get; } = new(null);
}

/// <summary>Who is asked: a transport, or nobody yet, or nobody.</summary>
/// <param name="Transport">The transport that is asked now; null when none is.</param>
/// <param name="Standing">Where it stands.</param>
/// <param name="Until">When somebody may be asked; null with a transport, and when nobody of this process ever may.</param>
/// <param name="Why">Why it is not the one that would be asked first, or why nobody is.</param>
internal readonly record struct ChosenProvider(ITransport? Transport, ProviderStanding Standing, Instant? Until, Reason? Why)
{
    public static ChosenProvider Of(ITransport transport, ProviderStanding standing, Reason? why = null) =>
        new(transport, standing, null, why);

    public static ChosenProvider Later(Instant until) => new(null, default, until, null);

    public static ChosenProvider Nobody(Reason why) => new(null, default, null, why);
}

/// <summary>
/// Which of several transports is asked now: the first that does not have to be waited for. What may have arrived stays with the provider
/// that may have it, whether that is there or not; one that rests because it has been failing is left out while another can be asked; one
/// that did not take the message is asked again after its pause, as often as <see cref="SendingOptions.MaximumAttempts"/> says.
/// </summary>
internal sealed class ProviderChoice(TransportTable table, TransportCaller caller, IOptions<SendingOptions> options)
{
    private const string Rule = "sending/provider";

    /// <summary>Who is asked for a delivery over the route in use.</summary>
    public ChosenProvider Choose(Delivery delivery, DeliveryChannel channel, Topic topic, Instant now)
    {
        var all = table.For(channel, topic, delivery.Person, delivery.Route.Address);
        if (AskedProviders.Doubtful(delivery) is { } doubt)
            return Holder(doubt, channel, all, now);
        return all.Count switch
        {
            0 => ChosenProvider.Nobody(NoTransport(channel)),
            1 => Alone(delivery, all[0], now),
            _ => OfSeveral(delivery, all, now),
        };
    }

    /// <summary>Whether this process could hand over a message of the topic by a route.</summary>
    public bool Serves(Delivery delivery, Route route, DeliveryChannel channel, Topic topic) =>
        table.For(channel, topic, delivery.Person, route.Address).Count > 0;

    /// <summary>Whether the host says that another process serves the channel: then its messages are left to that one.</summary>
    public bool IsElsewhere(DeliveryChannel channel) => table.IsElsewhere(channel);

    /// <summary>
    /// When the provider has a turn for the message; null when that is now. What had its turn already, and what is urgent, does not stand
    /// in the queue again.
    /// </summary>
    public static Instant? TurnOf(ITransport transport, Delivery delivery, Topic topic, Instant now) =>
        (transport as NamedTransport)?.Rate is not { } rate ? null
            : rate.Take(now, delivery.Priority == TopicPriority.Urgent || topic.Class == MessageClass.Emergency
                || delivery.Reasons.Contains(WaitsForTurn(transport)), delivery.ExpiresAt);

    /// <summary>When the worker should look again because the next turn comes; null when nothing waits for one.</summary>
    public Instant? NextTurn(Instant now)
    {
        Instant? next = null;
        foreach (var transport in table.All)
        {
            if ((transport as NamedTransport)?.Rate?.NextTurn(now) is { } turn && (next is null || turn < next))
                next = turn;
        }

        return next;
    }

    /// <summary>Why a message waits for its turn.</summary>
    public static Reason WaitsForTurn(ITransport transport) => new(ReasonCodes.RateLimited, Rule,
        $"'{transport.Name}' takes only so many messages a second; this one waits for its turn.");

    private ChosenProvider Holder(AskedProvider doubt, DeliveryChannel channel, IReadOnlyList<ITransport> all, Instant now)
    {
        var holder = doubt.Provider is { } name ? table.Find(channel, name) : all.Count == 1 ? all[0] : null;
        return holder is null ? ChosenProvider.Nobody(HolderGone(doubt))
            : doubt.NotBefore > now ? ChosenProvider.Later(doubt.NotBefore)
            : ChosenProvider.Of(holder, ProviderStanding.Alone);
    }

    private static ChosenProvider Alone(Delivery delivery, ITransport only, Instant now)
    {
        if (delivery.Asked.Count > 0 && AskedProviders.Of(delivery, only.Name).NotBefore is var from && from > now)
            return ChosenProvider.Later(from);
        return ChosenProvider.Of(only, ProviderStanding.Alone);
    }

    private ChosenProvider OfSeveral(Delivery delivery, IReadOnlyList<ITransport> all, Instant now)
    {
        ITransport? chosen = null, resting = null;
        Instant? othersFrom = null;
        for (var i = 0; i < all.Count; i++)
        {
            var known = AskedProviders.Of(delivery, all[i].Name);
            if (known.Calls >= options.Value.MaximumAttempts)
                continue;
            var rest = caller.RestOf(all[i], delivery.Route.Address);
            var from = Instant.Max(known.NotBefore, now + rest);
            if (from <= now && chosen is null)
            {
                chosen = all[i];
                continue;
            }

            othersFrom = othersFrom is { } earlier && earlier < from ? earlier : from;
            if (rest > Duration.Zero && known.NotBefore <= now)
                resting ??= all[i];
        }

        if (chosen is not null)
            return ChosenProvider.Of(chosen, new(othersFrom),
                resting is not null && IsBefore(resting, chosen, all) ? Skipped(resting, chosen) : null);
        if (resting is not null)
            // the breaker answers for it, and that counts: one that stays down is given up
            return ChosenProvider.Of(resting, new(othersFrom));
        return othersFrom is { } until ? ChosenProvider.Later(until)
            : ChosenProvider.Of(all[0], ProviderStanding.Alone); // all were asked as often as they may be; the next answer ends it
    }

    private static bool IsBefore(ITransport one, ITransport other, IReadOnlyList<ITransport> all)
    {
        foreach (var transport in all)
        {
            if (transport == one || transport == other)
                return transport == one;
        }

        return false;
    }

    private static Reason Skipped(ITransport resting, ITransport asked) =>
        new(ReasonCodes.NextProvider, Rule, $"'{resting.Name}' has been failing and is not called for a while; '{asked.Name}' is asked.");

    private static Reason NoTransport(DeliveryChannel channel) => new(ReasonCodes.NoTransport, Rule,
        $"A worker without a transport for {channel} could not send it. Register the transports in every process that runs the worker.");

    private static Reason HolderGone(AskedProvider doubt) => new(ReasonCodes.NoTransport, Rule,
        $"'{doubt.Provider}' may have the message, so no other transport of the channel is asked, and this process has none of that name.");
}
