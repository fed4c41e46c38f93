using System.Security.Cryptography;
using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Tracking;

/// <summary>
/// Shows and erases what is kept of a person, in all stores: deliveries, decisions, consents, suppressions, bounces, what is
/// remembered of replies, and replies that were not worked yet or set aside. Calling it again is harmless, and goes on where a call
/// stopped. Thread-safe.
/// </summary>
/// <remarks>
/// What the application gave with a notification (<see cref="Notification.Data"/>, attachments, whom it is about) goes with the last of its
/// people; while it tells others it stays, and the report names the keys where it names the person
/// (<see cref="OutboxErasure.SharedContents"/>). Backups, logs and what providers keep are yours to deal with.
/// </remarks>
public sealed class PersonalDataDesk(
    IOutbox outbox,
    IConsentLedger ledger,
    ISuppressionList suppressions,
    IBounceLedger bounces,
    IHookInbox inbox,
    AddressIntake addresses,
    IClock clock,
    IEnumerable<IOverwritingStore> stores)
{
    private const int PageSize = 500;

    /// <summary>
    /// Erases a person. What was planned is not sent; what was sent keeps only what became of it, and a code under the store's key by which
    /// the same notification does not tell them again. Opt-outs, complaints and entries of your own lists go on refusing, by a salted key
    /// of the address (<see cref="IConsentLedger.EraseAsync"/>); what was in doubt counts as a no, for nobody can be asked any more.
    /// Imported copies of registers stay as they are.
    /// </summary>
    /// <param name="person">Everything that you know of them.</param>
    /// <param name="cancellationToken">Stops between the stores.</param>
    /// <exception cref="ArgumentException">
    /// An address cannot be read, or may be one of two numbers; then nothing was erased.
    /// </exception>
    public async Task<ErasureReport> EraseAsync(PersonRequest person, CancellationToken cancellationToken = default)
    {
        var (scope, lines) = Read(person);
        scope = scope with { Keys = [.. lines.SelectMany(ReplyMemory.KeysOf)] };
        var delivered = await outbox.EraseAsync(scope, clock.GetCurrentInstant(), cancellationToken);
        var listed = await EraseSuppressionsAsync(lines, cancellationToken);
        var consents = await ledger.EraseAsync(lines, cancellationToken);
        var forgotten = 0;
        foreach (var line in lines)
        {
            forgotten += (await bounces.FindAsync(line, cancellationToken)).Count;
            await bounces.ForgetAsync(line, Instant.MaxValue, cancellationToken);
        }

        var waiting = await RepliesAsync(HookEntryState.Waiting, lines, cancellationToken);
        List<HookEntry> replies =
        [
            .. await RepliesAsync(HookEntryState.SetAside, lines, cancellationToken),
            .. await RepliesAsync(HookEntryState.ForPeople, lines, cancellationToken),
        ];
        await inbox.SaveAsync([.. replies.Select(r => r with { State = HookEntryState.Done })], cancellationToken);
        var isOverwritten = true;
        foreach (var store in stores)
            isOverwritten &= await store.OverwriteAsync(cancellationToken);
        return new(delivered, consents, listed, forgotten, isOverwritten)
        {
            Replies = replies.Count,
            WaitingReplies = waiting.Count,
        };
    }

    /// <summary>
    /// Writes everything that is kept of a person as JSON lines: <c>consent</c> as by
    /// <see cref="ConsentLedgerExtensions.ExportAsync"/>, <c>suppression</c>, <c>bounce</c>, <c>reply</c>,
    /// <c>delivery</c>, <c>decision</c>, and <c>notification</c> with the content of each that told them or was to.
    /// </summary>
    /// <param name="person">Everything that you know of them.</param>
    /// <param name="destination">UTF-8 is written to it; it is left open.</param>
    /// <param name="cancellationToken">Stops the export.</param>
    /// <returns>How many lines were written.</returns>
    /// <exception cref="ArgumentException">An address cannot be read, or may be one of two numbers; then nothing was written.</exception>
    public async Task<int> ExportAsync(PersonRequest person, Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var (scope, lines) = Read(person);
        PersonalDataWriter writer = new(destination, cancellationToken);
        foreach (var entry in await ledger.HistoryAsync(lines, cancellationToken))
            await writer.WriteAsync(entry);
        foreach (var entry in await suppressions.FindAsync(lines, cancellationToken))
            await writer.WriteAsync(entry);
        foreach (var line in lines)
        {
            foreach (var bounce in await bounces.FindAsync(line, cancellationToken))
                await writer.WriteAsync(bounce);
        }

        foreach (var state in new[] { HookEntryState.Waiting, HookEntryState.ForPeople, HookEntryState.SetAside })
        {
            foreach (var reply in await RepliesAsync(state, lines, cancellationToken))
                await writer.WriteAsync(reply);
        }

        SortedSet<(string Key, int Revision)> told = [];
        DeliveryId? after = null;
        do
        {
            var page = await outbox.FindOfAsync(scope, after, cancellationToken);
            foreach (var delivery in page.Found)
            {
                await writer.WriteAsync(delivery);
                told.Add((delivery.NotificationKey, delivery.Revision));
            }

            after = page.Next;
        }
        while (after is not null);

        foreach (var account in scope.Accounts)
        {
            foreach (var (key, outcome) in await outbox.FindOutcomesAsync(account, cancellationToken))
            {
                await writer.WriteAsync(key, outcome);
                if (await NotificationAsync(key, revision: null, cancellationToken) is { } latest)
                    told.Add((key, latest.Revision));
            }
        }

        foreach (var (key, revision) in told)
        {
            if (await NotificationAsync(key, revision, cancellationToken) is { } notification && OutboxRules.HasContent(notification))
                await writer.WriteAsync(notification);
        }

        await destination.FlushAsync(cancellationToken);
        return writer.Lines;
    }

    /// <summary>One that is damaged is named by its store; the rest is shown.</summary>
    private async Task<Notification?> NotificationAsync(string key, int? revision, CancellationToken cancellationToken)
    {
        try
        {
            return (await outbox.FindNotificationAsync(key, revision, cancellationToken))?.Notification;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Replies of the person. One that waits may be a stop, which is worked first.</summary>
    private async Task<List<HookEntry>> RepliesAsync(HookEntryState state, AddressKey[] lines, CancellationToken cancellationToken)
    {
        List<HookEntry> theirs = [];
        IReadOnlyList<HookEntry> page = [];
        do
        {
            page = await inbox.FindAsync(state, PageSize, page.Count > 0 ? page[^1] : null, cancellationToken);
            theirs.AddRange(page.Where(e => e.Reply is { } reply && IsOf(reply, lines)));
        }
        while (page.Count == PageSize);
        return theirs;
    }

    private bool IsOf(InboundReply reply, AddressKey[] lines)
    {
        var kind = (addresses.Channels.Find(reply.Channel.Name) ?? reply.Channel).AddressKind;
        return addresses.TryRead(RawAddress.Of(kind, reply.From), out var from, out _) && from.ToLines().Any(lines.Contains);
    }

    private (ErasureScope Scope, AddressKey[] Lines) Read(PersonRequest person)
    {
        ArgumentNullException.ThrowIfNull(person);
        AddressKey[] lines = [.. person.Addresses.Select(addresses.Read).Distinct()];
        if (Array.Exists(lines, l => l.ToOtherLine() is not null))
            throw new ArgumentException("A number may be one of two; write it with a plus and its country.", nameof(person));
        return (new() { Accounts = person.Accounts.ToHashSet(), Addresses = lines.ToHashSet() }, lines);
    }

    /// <summary>Takes the addresses off the registers; what must go on refusing becomes an opt-out, which is erased to a key.</summary>
    private async Task<int> EraseSuppressionsAsync(AddressKey[] lines, CancellationToken cancellationToken)
    {
        var entries = await suppressions.FindAsync(lines, cancellationToken);
        List<ConsentRecord> stops = [.. entries.Where(e => GoesOnRefusing(e.Kind)).Select(e => e.Address).Distinct().Select(StopAt)];
        if (stops.Count > 0)
            await ledger.AppendAsync(stops, cancellationToken);
        foreach (var register in entries.GroupBy(e => e.Register))
            await suppressions.RemoveAsync(register.Key, [.. register.Select(e => e.Address)], cancellationToken);
        return entries.Count;
    }

    private ConsentRecord StopAt(AddressKey address) => new()
    {
        Id = $"desk/{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}", // says nothing of the address
        Address = address,
        Scope = ConsentScope.Everything,
        Status = ConsentStatus.Withdrawn,
        OccurredAt = clock.GetCurrentInstant(),
    };

    private static bool GoesOnRefusing(SuppressionKind kind) => kind switch
    {
        SuppressionKind.OwnList or SuppressionKind.DoNotCall or SuppressionKind.Complaint or SuppressionKind.Doubtful => true,
        SuppressionKind.Invalid or SuppressionKind.Reassigned or SuppressionKind.Unreachable => false,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), $"Suppression kind {kind} is unknown."),
    };
}
