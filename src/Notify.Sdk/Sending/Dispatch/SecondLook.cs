using NodaTime;
using Notify.Sdk.Permission;
using Notify.Sdk.Planning;
using Notify.Sdk.Rendering;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sending;

/// <summary>What the second look found.</summary>
/// <param name="Ready">To be handed over now.</param>
/// <param name="NotNow">New versions of the others: held, suppressed, expired, in doubt.</param>
internal sealed record SecondLookResult(List<ReadyDelivery> Ready, List<Delivery> NotNow);

/// <summary>
/// Checks it twice: loads the facts again, asks the same gates at this instant, windows and expiry included, and makes
/// the words with the data of the moment. A route that is refused by now gives way to the next one.
/// </summary>
internal sealed class SecondLook(
    IOutbox outbox,
    TopicCatalog topics,
    ChannelCatalog channels,
    FactLoader facts,
    Planner planner,
    WindowGate windows,
    MessageRenderer renderer,
    CapSlots places,
    ProviderChoice providers,
    AnswerTurns answering)
{
    private const string Rule = "sending/second-look";

    /// <param name="leased">What is to be looked at.</param>
    /// <param name="known">Notifications that were read for the same lease; they do not change.</param>
    /// <param name="now">The instant.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<SecondLookResult> JudgeAsync(IReadOnlyList<Delivery> leased, KnownNotifications known, Instant now,
        CancellationToken cancellationToken)
    {
        var result = new SecondLookResult([], []);
        foreach (var group in leased.GroupBy(d => (d.NotificationKey, d.Revision)))
        {
            var record = await known.FindAsync(outbox, group.Key.NotificationKey, group.Key.Revision, cancellationToken);
            if (record is null || topics.Find(record.Notification.Topic) is not { } topic)
            {
                result.NotNow.AddRange(group.Select(d => LeaveToOthers(d, now, TopicMissing(record))));
                continue;
            }

            List<Delivery> alive = [];
            foreach (var delivery in group)
            {
                if (SettledBefore(delivery, topic, now) is { } settled)
                    result.NotNow.Add(settled);
                else
                    alive.Add(delivery);
            }

            if (alive.Count == 0)
                continue;
            var request = FactRequest.AtHandOverOf(topic, record.Notification, [.. alive.Select(d => d.Person)],
                [.. alive.Select(d => d.Route.Key)], now);
            var loaded = await facts.LoadAsync(request, cancellationToken);
            var (notification, content) = (record.Notification, ContentKeys.ForAccounts(record.Notification));
            foreach (var delivery in alive)
            {
                // Nearly all of a notification expire at once.
                if (notification.ExpiresAt != delivery.ExpiresAt)
                    notification = notification with { ExpiresAt = delivery.ExpiresAt };
                Judge(delivery, topic, notification, content, loaded, now, result);
            }
        }

        return result;
    }

    /// <summary>A worker died while it was sending, or the time has passed.</summary>
    private static Delivery? SettledBefore(Delivery delivery, Topic topic, Instant now)
    {
        if (delivery.State == DeliveryState.Sending && topic.OnUnknown == UnknownOutcomePolicy.HoldOnUnknown)
            return End(delivery.InDoubt(), DeliveryState.InDoubt, now,
                new Reason(ReasonCodes.InDoubt, Rule, "The worker that was sending it stopped; whether it was sent is unknown, so it is "
                + "not sent again."));
        return delivery.ExpiresAt <= now
            ? Stop(delivery, DeliveryState.Expired, now, new Reason(ReasonCodes.Expired, Rule, "Its time passed before it could be sent."))
            : null;
    }

    private void Judge(Delivery delivery, Topic topic, Notification notification, string content, Facts known, Instant now,
        SecondLookResult result)
    {
        List<Reason> refusals = [];
        (Delivery Delivery, Reason Why)? unserved = null;
        if (delivery.State == DeliveryState.Sending)
            delivery = delivery.InDoubt() with { State = DeliveryState.Leased }; // a worker that died may have handed it over
        for (var route = delivery.RouteIndex; route < delivery.Routes.Count; route++)
        {
            var candidate = route == delivery.RouteIndex ? delivery : delivery with { RouteIndex = route, Attempts = 0 };
            if (channels.Find(candidate.Route.Channel.Name) is not { } channel)
            {
                result.NotNow.Add(LeaveToOthers(candidate, now, NotRegistered(candidate.Route.Channel)));
                return;
            }

            var chosen = providers.Choose(candidate, channel, topic, now);
            if (chosen.Transport is null)
            {
                if (chosen.Until is null && !providers.IsElsewhere(channel) && LaterIsServed(candidate, topic))
                {
                    unserved ??= (candidate, chosen.Why!);
                    refusals.Add(chosen.Why!);
                    continue;
                }

                result.NotNow.Add(chosen.Until is { } until ? Wait(candidate, until, now, refusals)
                    : providers.IsElsewhere(channel) && candidate.State == DeliveryState.Leased ? Wait(candidate, now, now, refusals)
                    : LeaveToOthers(candidate, now, chosen.Why!));
                return;
            }

            var attempt = AttemptOf(candidate, channel, topic, notification, content, known, now);
            if (planner.Judge(attempt, out var refused) is not { } permitted)
                refusals.AddRange(refused);
            else if (permitted.Due > now)
            {
                result.NotNow.Add(candidate with
                {
                    State = DeliveryState.Held,
                    Due = permitted.Due,
                    ChangedAt = now,
                    Reasons = [.. AnswerTurns.WithoutTurn(topic, delivery.Reasons).Union([.. refusals, .. permitted.Waits])],
                });
                return;
            }
            else if (Message(attempt, candidate, chosen.Transport.Name, refusals) is { } message)
            {
                if (ProviderChoice.TurnOf(chosen.Transport, candidate, topic, now) is { } turn)
                {
                    refusals.Add(ProviderChoice.WaitsForTurn(chosen.Transport));
                    if (turn >= candidate.ExpiresAt && route + 1 < candidate.Routes.Count && !candidate.MayHaveArrived)
                        continue; // too late there: another channel may still be in time
                    result.NotNow.Add(Wait(candidate, turn, now, refusals));
                    return;
                }

                // Asked last: a turn with those who answer is scarcer than one with the provider, and is not given back.
                if (answering.TurnOf(topic, candidate, now) is { } answered)
                {
                    result.NotNow.Add(Wait(candidate, answered, now, [.. refusals, AnswerTurns.Waits(topic.Answered!)]));
                    return;
                }

                if (chosen.Why is { } why)
                    refusals.Add(why);
                result.Ready.Add(
                    new(refusals.Count == 0 ? candidate : candidate with { Reasons = [.. delivery.Reasons, .. refusals] }, topic, message,
                    chosen.Standing, places.Of(topic, candidate, known.Consents, now)));
                return;
            }
        }

        // A later route that is refused does not end what only waits for its transport.
        result.NotNow.Add(unserved is { } left ? LeaveToOthers(left.Delivery, now, left.Why)
            : Stop(delivery, DeliveryState.Suppressed, now, [.. refusals.Distinct()]));
    }

    private static Attempt AttemptOf(Delivery delivery, DeliveryChannel channel, Topic topic, Notification notification, string content,
        Facts known, Instant now) => new()
        {
            Topic = topic,
            Notification = notification,
            Person = delivery.Person,
            Account = RouteFinder.Find(delivery.Person, delivery.Route.Account),
            Address = delivery.Route.Address,
            Channel = channel,
            Facts = known,
            At = now,
            AccountContent = content,
            AddressContent = delivery.Plan.AddressContent,
            Self = delivery.Id,
        };

    private OutgoingMessage? Message(in Attempt attempt, Delivery delivery, string provider, List<Reason> refusals)
    {
        try
        {
            return new()
            {
                IdempotencyKey = DeliveryIds.IdempotencyKey(delivery.Id, delivery.RouteIndex),
                Delivery = delivery.Id,
                Channel = attempt.Channel,
                Provider = provider,
                To = attempt.Address,
                Content = renderer.Render(attempt),
                Topic = attempt.Topic.Name,
                Class = attempt.Topic.Class,
                Priority = attempt.Topic.Priority,
                Brand = attempt.Topic.Brand,
                SenderId = renderer.SenderIdOf(attempt),
                ValidUntil = windows.ClosesAt(attempt),
                At = attempt.At,
                Attachments = Attachments(attempt),
                Account = attempt.Account.Ref,
            };
        }
        catch (RenderingException error)
        {
            refusals.Add(
                new(ReasonCodes.RenderingFailed, "rendering/words",
                $"The {attempt.Channel} message could not be rendered: {error.Message}."));
            return null;
        }
    }

    private static IReadOnlyList<Attachment> Attachments(in Attempt attempt) =>
        !attempt.Channel.HasAttachments || attempt.Topic.Attachments.Count + attempt.Notification.Attachments.Count == 0 ? []
            : [.. attempt.Topic.Attachments, .. attempt.Notification.Attachments];

    /// <summary>Whether this process can hand it over by a route after the one in use.</summary>
    private bool LaterIsServed(Delivery delivery, Topic topic) => delivery.Routes.Skip(delivery.RouteIndex + 1)
        .Any(r => channels.Find(r.Channel.Name) is { } channel && providers.Serves(delivery, r, channel, topic));

    /// <summary>Ends it without sending; what may have been sent before is in doubt instead.</summary>
    private static Delivery Stop(Delivery delivery, DeliveryState state, Instant now, params IReadOnlyList<Reason> reasons) =>
        End(delivery, MayHaveArrived(delivery) ? DeliveryState.InDoubt : state, now, reasons);

    private static bool MayHaveArrived(Delivery delivery) => delivery.State == DeliveryState.Sending || delivery.MayHaveArrived;

    private static Delivery Wait(Delivery delivery, Instant until, Instant now, List<Reason> refusals) => delivery with
    {
        State = DeliveryState.Planned,
        Due = until,
        ChangedAt = now,
        Reasons = [.. delivery.Reasons.Union(refusals)],
    };

    private static Delivery End(Delivery delivery, DeliveryState state, Instant now, params IReadOnlyList<Reason> reasons) =>
        delivery with { State = state, ChangedAt = now, Reasons = [.. delivery.Reasons, .. reasons] };

    /// <summary>This process cannot send it; another may. It is looked at again in a minute, until its time has passed.</summary>
    private static Delivery LeaveToOthers(Delivery delivery, Instant now, Reason reason) => delivery with
    {
        State = delivery.State == DeliveryState.Sending ? DeliveryState.InDoubt : delivery.ExpiresAt > now ? DeliveryState.Planned
            : delivery.MayHaveArrived ? DeliveryState.InDoubt : DeliveryState.Expired,
        Due = now + Duration.FromMinutes(1),
        ChangedAt = now,
        Reasons = delivery.Reasons.Contains(reason) ? delivery.Reasons : [.. delivery.Reasons, reason],
    };

    private static Reason NotRegistered(DeliveryChannel channel) =>
        new(ReasonCodes.ChannelNotRegistered, Rule,
            $"Channel '{channel}' is not registered in this process, so the message is kept for one that knows it. Register it with "
                + $"AddChannel in every process that runs the worker.");

    private static Reason TopicMissing(NotificationRecord? record) => new(
        ReasonCodes.TopicMissing, Rule,
        record is null ? "What the store has of the notification is missing or cannot be read, so nobody knows its topic. Restore a backup."
            : $"Topic '{record.Notification.Topic}' is not registered in this process. Register it in every worker with AddTopic.");
}
