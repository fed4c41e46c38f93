using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Tracking;

/// <summary>
/// What is remembered of replies besides consents: when each message first came, and up to when doubts at an address were raised
/// and settled. Kept as registered notifications without deliveries, so that every outbox keeps it.
/// </summary>
internal sealed class ReplyMemory(IOutbox outbox)
{
    private const string Topic = "reply-memory";

    /// <summary>
    /// When the message first came, and whether it came before. Providers report twice, sometimes days later: it counts from the first
    /// time.
    /// </summary>
    public async Task<(Instant At, bool IsRepeat)> FirstSeenAsync(string messageId, Instant at, CancellationToken cancellationToken)
    {
        var key = $"reply-seen/{messageId}";
        var isNew = await outbox.RegisterAsync(Record(key, 0, at), cancellationToken) == RegisterResult.New;
        return ((await outbox.FindNotificationAsync(key, revision: null, cancellationToken))?.RegisteredAt ?? at, !isNew);
    }

    /// <summary>The latest doubtful message at the address, or null.</summary>
    public Task<Instant?> DoubtedAsync(AddressKey address, CancellationToken cancellationToken) =>
        LatestAsync("doubted", address, cancellationToken);

    /// <summary>Up to when doubts at the address are settled, or null.</summary>
    public Task<Instant?> SettledAsync(AddressKey address, CancellationToken cancellationToken) =>
        LatestAsync("settled", address, cancellationToken);

    public Task DoubtAsync(AddressKey address, Instant at, CancellationToken cancellationToken) =>
        AdvanceAsync("doubted", address, at, cancellationToken);

    public Task SettleAsync(AddressKey address, Instant at, CancellationToken cancellationToken) =>
        AdvanceAsync("settled", address, at, cancellationToken);

    private async Task<Instant?> LatestAsync(string what, AddressKey address, CancellationToken cancellationToken) =>
        (await outbox.FindNotificationAsync(KeyOf(what, address), revision: null, cancellationToken))?.RegisteredAt;

    /// <summary>Each step is a revision. Where two steps race, one is refused and looks again.</summary>
    private async Task AdvanceAsync(string what, AddressKey address, Instant at, CancellationToken cancellationToken)
    {
        var key = KeyOf(what, address);
        for (var result = RegisterResult.Conflict; result == RegisterResult.Conflict;)
        {
            var latest = await outbox.FindNotificationAsync(key, revision: null, cancellationToken);
            if (latest?.RegisteredAt >= at)
                return;
            result = await outbox.RegisterAsync(Record(key, latest is null ? 0 : latest.Notification.Revision + 1, at), cancellationToken);
        }
    }

    private static NotificationRecord Record(string key, int revision, Instant at) =>
        new(new(Topic, key) { Revision = revision, ExpiresAt = at }, at.ToUnixTimeTicks()
            .ToString(System.Globalization.CultureInfo.InvariantCulture), at);

    /// <summary>The keys under which dates of an address are kept, for those who erase it.</summary>
    public static IEnumerable<string> KeysOf(AddressKey address) => [KeyOf("doubted", address), KeyOf("settled", address)];

    private static string KeyOf(string what, AddressKey address) =>
        $"reply-{what}/{InboundAnswers.Name($"{address.Kind}\n{address.Value}")}";
}
