using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Tracking;

/// <summary>
/// Acts on what people write: the ledger first, then the answer, so that a crash in between costs a courtesy and never a stop.
/// </summary>
internal sealed class InboundProcessor(
    ContactNormalizer normalizer,
    OptOutParser parser,
    InboundConsents consents,
    InboundReach reach,
    InboundAnswers answers,
    ISuppressionList suppressions,
    ReplyMemory memory,
    UnansweredReplies unanswered,
    ReplySenders senders,
    IClock clock,
    IOptions<ReplyOptions> options) : IInboundProcessor
{
    private const string Rule = "tracking/reply";

    public async Task<InboundOutcome> ReceiveAsync(InboundReply reply, CancellationToken cancellationToken)
    {
        var outcome = await ActAsync(reply, cancellationToken);
        if (outcome.IsForPeople)
            await GiveAsync(reply, outcome.IsRepeat, cancellationToken);
        return outcome;
    }

    /// <summary>What follows for permission; nobody waits for people in it.</summary>
    public async Task<InboundOutcome> ActAsync(InboundReply reply, CancellationToken cancellationToken)
    {
        if (Read(reply, out var address, out var refused) is not { } reading)
            return refused!;
        var message = await MessageAsync(reply, address, reading, cancellationToken);
        var outcome = reading.Kind switch
        {
            ReplyKind.OptOut => await StopAsync(message, cancellationToken),
            ReplyKind.OptIn when IsClaimed(reply) =>
                new(reading, [Say(ReasonCodes.ReplyIgnored, reading,
                    "Whoever likes can write this sender into a message, and it would lift what the person said. Say IsSenderVerified "
                        + "where "
                        + "the sender was checked.")]),
            ReplyKind.OptIn => await StartAsync(message, cancellationToken),
            ReplyKind.Help => await AnswerAsync(message, ReplyAnswer.Help, message.OfHour, null,
                Say(ReasonCodes.AskedForHelp, reading, "The person asked for help."), cancellationToken),
            ReplyKind.Doubtful => await HoldAsync(message, cancellationToken),
            ReplyKind.Wish =>
                new(reading,
                [Say(ReasonCodes.ReplyWish, reading, "The person would rather have the messages otherwise; nothing is kept of it here.")]),
            ReplyKind.Other or ReplyKind.Question =>
                new(reading, [Say(ReasonCodes.ReplyForBusiness, reading, "The answer says nothing about permission.")]),
            _ => throw new ArgumentOutOfRangeException(nameof(reply), reading.Kind, "It is not known what follows from this reading."),
        };
        return outcome with { IsRepeat = message.IsRepeat, IsForPeople = unanswered.HasTakers && IsForPeople(reading, reply) };
    }

    /// <summary>Gives a message to those who answer it, with what it answers.</summary>
    public async Task GiveAsync(InboundReply reply, bool isRepeat, CancellationToken cancellationToken)
    {
        if (Read(reply, out var address, out _) is not { } reading)
            return;
        var message = await MessageAsync(reply, address, reading, cancellationToken);
        await unanswered.GiveAsync(reply, reading, message.At, isRepeat, cancellationToken);
    }

    private static bool IsForPeople(ReplyReading reading, InboundReply reply) =>
        reading.Kind is ReplyKind.Other or ReplyKind.Question or ReplyKind.Wish or ReplyKind.Doubtful
        || (reading.Kind == ReplyKind.OptIn && IsClaimed(reply));

    /// <summary>Whether nobody but the message itself says who wrote it, as in mail and web hooks.</summary>
    private static bool IsClaimed(InboundReply reply) => !reply.IsSenderVerified && reply.Channel.IsOrMayBe(DeliveryChannel.Email);

    public async Task<InboundOutcome> SettleAsync(InboundReply reply, bool isOptOut, CancellationToken cancellationToken)
    {
        if (Read(reply, out var address, out var refused) is not { } reading)
            return refused!;
        reading = reading with
        {
            Kind = isOptOut ? ReplyKind.OptOut : ReplyKind.Other,
            Rule = "reviewed",
            Confidence =
            ReplyConfidence.Certain
        };
        var message = await MessageAsync(reply, address, reading, cancellationToken);
        if (isOptOut)
            return await StopAsync(message, cancellationToken);
        return await CloseDoubtAsync(message, cancellationToken)
            || await memory.DoubtedAsync(address, cancellationToken) is not { } latest || latest <= message.At
            ? new(reading, [Say(ReasonCodes.ReplyForBusiness, reading, "A person judged that it is no opt-out.")])
            : new(reading,
                [Say(ReasonCodes.ReplyInDoubt, reading, "A person judged that it is no opt-out; a later message is not settled yet.")]);
    }

    private async Task<InboundMessage> MessageAsync(InboundReply reply, AddressKey address, ReplyReading reading,
        CancellationToken cancellationToken)
    {
        var id = InboundAnswers.Name($"{reply.Provider}\n{reply.MessageId}");
        var (at, isRepeat) = await memory.FirstSeenAsync(id, Instant.Min(reply.ReceivedAt, clock.GetCurrentInstant()), cancellationToken);
        return new(reply, address, reading, senders.Of(reply), id, at, isRepeat);
    }

    /// <summary>How the message is read, and whose address it is; null for what counts for nothing.</summary>
    private ReplyReading? Read(InboundReply reply, out AddressKey address, out InboundOutcome? refused)
    {
        ArgumentNullException.ThrowIfNull(reply);
        ArgumentException.ThrowIfNullOrWhiteSpace(reply.Provider);
        ArgumentException.ThrowIfNullOrWhiteSpace(reply.MessageId);
        var sender = !reply.IsAutomatic && normalizer.Normalize(InboundAnswers.ContactOf(reply, normalizer.Channels, "sender"))
            .Addresses is [var first, ..]
            ? first : null;
        address = sender?.Key.WithoutExtension() ?? default;
        refused = sender is not null ? null
            : reply.IsAutomatic ? new(new(ReplyKind.Other, "none"), [new(ReasonCodes.ReplyIgnored, Rule, "A program wrote the message.")])
            : new(parser.Read(reply.Text), [new(ReasonCodes.ReplySenderUnreadable, Rule,
                $"The sender is no {reply.Channel} address that can be read. Give a number with its country code, and for "
                + $"other channels the address that the provider reports.")]);
        return sender is null ? null : parser.Read(reply.Text);
    }

    private async Task<InboundOutcome> StopAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        var known = await consents.AtAsync(message.Address.ToLine(), cancellationToken);
        var scope = await reach.OfAsync(message.Reading, message.Reply.InReplyTo, cancellationToken);
        DeliveryChannel? only = message.Reading.Scope == ReplyScope.Channel ? message.Reply.Channel : null;
        var id = $"reply-stop-{message.Id}{Suffix(scope)}{(only is null ? "" : $"/{only}")}"; // the same message is at the same brand
        await consents.AppendAsync(
            [InboundConsents.Withdrawal(id, message.Address, scope, message.At, message.Evidence, message.How(clock.GetCurrentInstant()),
                only, message.Brand)],
            cancellationToken);
        await CloseDoubtAsync(message, cancellationToken);
        if (!InboundConsents.IsStopped(await consents.AtAsync(message.Address.ToLine(), cancellationToken), scope, message.Reply.Channel,
            message.Brand))
            return new(message.Reading, [Say(ReasonCodes.StoppedByReply, message.Reading, "The person agreed again after they had written "
                + "it, so it is over.")]);

        // However often and on however many threads STOP comes, the last yes before it is the same one: that names the occasion.
        var lastYes = known.LastOrDefault(r => r.Status != ConsentStatus.Withdrawn && r.OccurredAt <= message.At)?.Id;
        var occasion = $"{message.Address.Kind}\n{message.Address.Value}\n{scope}{only}{message.Brand}\n{lastYes}";
        return await AnswerAsync(message, only is null ? Confirmation(scope) : ReplyAnswer.StoppedChannel, occasion, scope.Topic,
            Say(ReasonCodes.StoppedByReply, message.Reading,
                $"Opted out of {Named(scope)}{(only is null ? "" : $" over {only}")}{message.OfBrand} at this address."),
                    cancellationToken);
    }

    private static ReplyAnswer Confirmation(ConsentScope scope) =>
        scope.Topic is not null ? ReplyAnswer.StoppedTopic : scope == ConsentScope.AllMarketing
            ? ReplyAnswer.StoppedMarketing : ReplyAnswer.Stopped;

    private static string Named(ConsentScope scope) =>
        scope.Topic is { } topic ? $"'{topic}'" : scope == ConsentScope.AllMarketing ? "all marketing" : "everything";

    private async Task<InboundOutcome> StartAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        if (message.Address.ToOtherLine() is not null)
        {
            return new(message.Reading, [Say(ReasonCodes.ReplyIgnored, message.Reading,
                "Nobody knows from which of two numbers it came, and it would lift what another person said. "
                + "Give the sender's number with + and country code.")]);
        }

        if ((await suppressions.FindAsync([message.Address.ToLine()], cancellationToken)).Any(e => e.Kind == SuppressionKind.Reassigned))
        {
            return new(message.Reading, [Say(ReasonCodes.ReplyIgnored, message.Reading,
                "The number belongs to somebody else now, who cannot take back what was said before nor have what was agreed. They can "
                    + "sign up themselves.")]);
        }

        var own = $"reply-start-{message.Id}";
        var before = (await consents.AtAsync(message.Address.ToLine(), cancellationToken))
            .FindAll(r => r.OccurredAt <= message.At && !r.Id.StartsWith(own, StringComparison.Ordinal));
        var lifted = reach.Stopped(before, message.Reading, message.Reply.Channel, message.Brand);
        await consents.AppendAsync(
            [.. lifted.SelectMany(
                scope =>
                consents.Lift($"{own}{Suffix(scope)}", before, message.Address, scope, message.Reply.Channel, message.Brand, message.At,
                message.Evidence))],
            cancellationToken);
        if (!await CloseDoubtAsync(message, cancellationToken) && lifted.Count == 0)
            return new(message.Reading, [Say(ReasonCodes.NothingToStart, message.Reading, "Nothing was stopped at this address.")]);
        return await AnswerAsync(message, ReplyAnswer.Started, message.OfHour, null,
            Say(ReasonCodes.StartedByReply, message.Reading,
                "The stop is lifted at this address; nothing is permitted that was not before."), cancellationToken);
    }

    /// <summary>Holds what is planned, and asks once for as long as the doubt stands.</summary>
    private async Task<InboundOutcome> HoldAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        var reason = Say(ReasonCodes.ReplyInDoubt, message.Reading, "It may be an opt-out: what is planned waits until it is settled.");
        if (InboundConsents.IsStopped(await consents.AtAsync(message.Address.ToLine(), cancellationToken), ConsentScope.Everything,
            message.Reply.Channel, message.Brand))
            return new(message.Reading, [Say(ReasonCodes.ReplyInDoubt, message.Reading, "It may be an opt-out, and everything is stopped "
                + "already.")]);
        if (await memory.SettledAsync(message.Address, cancellationToken) >= message.At)
            return new(message.Reading, [reason with { Detail = "It was settled before." }]); // the same message again opens nothing
        await memory.DoubtAsync(message.Address, message.At, cancellationToken);
        await suppressions.AddAsync([Doubts.Entry(message.Address, message.At)], cancellationToken);
        var doubt = Doubts.Find(await suppressions.FindAsync([message.Address.ToLine()], cancellationToken));
        return await AnswerAsync(message, ReplyAnswer.Unclear, message.DoubtSince(doubt?.AddedAt ?? message.At), null, reason,
            cancellationToken);
    }

    /// <summary>A clear word settles the doubts before it; a late one leaves those that came after.</summary>
    private async Task<bool> CloseDoubtAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        await memory.SettleAsync(message.Address, message.At, cancellationToken);
        if (Doubts.Find(await suppressions.FindAsync([message.Address.ToLine()], cancellationToken)) is null
            || await memory.DoubtedAsync(message.Address, cancellationToken) > message.At)
            return false;
        await suppressions.RemoveAsync(Doubts.Register, [message.Address], cancellationToken);
        return true;
    }

    private async Task<InboundOutcome> AnswerAsync(InboundMessage message, ReplyAnswer answer, string occasion, string? topic,
        Reason reason,
        CancellationToken cancellationToken)
    {
        if (message.Reply.Channel == DeliveryChannel.Voice)
            return new(message.Reading, [reason]); // a call is not answered by a text
        var language = message.Reply.Language ?? (message.Reading.Language is { } spoken and not ("und" or "en")
            ? spoken : options.Value.DefaultLanguage);
        var outcome = await answers.SendAsync(answer, occasion, message.Reply, language, message.At, message.Sender, topic,
            cancellationToken);
        return new(message.Reading, [reason], outcome);
    }

    private static string Suffix(ConsentScope scope) =>
        scope == ConsentScope.Everything ? "" : scope.Topic is { } topic ? $"/{topic}" : $"/{scope}";

    private static Reason Say(string code, ReplyReading reading, string detail) => new(code, $"{Rule}/{reading.Rule}", detail);
}
