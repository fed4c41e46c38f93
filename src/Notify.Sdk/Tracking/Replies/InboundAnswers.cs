using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Notify.Sdk.Tracking;

/// <summary>
/// Sends the answers through the same pipeline, outbox and worker as everything else, so that an answer too leaves once, with
/// its attempt on record, and an unknown outcome is not resent. What is answered twice has the same key.
/// </summary>
internal sealed class InboundAnswers(NotificationPipeline pipeline, ChannelCatalog channels)
{
    /// <param name="answer">Which text.</param>
    /// <param name="occasion">Names what is answered: the same occasion is answered once.</param>
    /// <param name="to">Whom to answer; over the channel that they wrote on.</param>
    /// <param name="language">The language, where one is known.</param>
    /// <param name="at">When they wrote: five minutes later the answer is worthless.</param>
    /// <param name="sender">The further brand that they wrote to, which answers; null for the first one.</param>
    /// <param name="topic">For <see cref="ReplyAnswer.StoppedTopic"/>.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    public async Task<AccountOutcome?> SendAsync(ReplyAnswer answer, string occasion, InboundReply to, string? language, Instant at,
        ReplySender? sender, string? topic, CancellationToken cancellationToken)
    {
        var notification = new Notification(ReplyTopics.NameOf(answer, sender), KeyOf(answer, sender, occasion))
        {
            Data = topic is null ? new Dictionary<string, object?>() : new Dictionary<string, object?> { ["topic"] = topic },
            ExpiresAt = at + ReplyTopics.Lifetime,
        };
        var contact = ContactOf(to, channels, Name(occasion)) with { Language = language };
        var report = await pipeline.RunAsync(notification, new[] { contact }.ToAsyncEnumerable(), preview: false, progress: null,
            cancellationToken);
        return report.Outcomes.SingleOrDefault();
    }

    private static string KeyOf(ReplyAnswer answer, ReplySender? sender, string occasion) =>
        $"{ReplyTopics.NameOf(answer, sender)}/{Name(occasion)}";

    /// <summary>A contact with the sender's address only, on the channel that they wrote on. The id names no person.</summary>
    public static Contact ContactOf(InboundReply reply, ChannelCatalog channels, string id) =>
        new(id) { Addresses = [new(channels.Known(reply.Channel).AddressKind, reply.From)] };

    /// <summary>32 hexadecimal digits: addresses and providers' ids go no further.</summary>
    public static string Name(string occasion) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(occasion)).AsSpan(0, 16));
}
