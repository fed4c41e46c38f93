using NodaTime;

namespace Notify.Sdk.Tracking;

/// <summary>
/// The topics that answers travel as: of their own class, over the channels that people write on, worthless after five minutes.
/// </summary>
internal static class ReplyTopics
{
    /// <summary>
    /// A confirmation later than this is presumed unwanted (47 CFR 64.1200(a)(12)); help and questions keep to it as well.
    /// </summary>
    public static readonly Duration Lifetime = Duration.FromMinutes(5);

    /// <summary>The name of the topic; a further brand has topics of its own.</summary>
    public static string NameOf(ReplyAnswer answer, ReplySender? sender) =>
        sender is null ? NameOf(answer) : $"{NameOf(answer)}.{InboundAnswers.Name(sender.Brand)}";

    public static Topic Make(ReplyAnswer answer, ReplyOptions options, ChannelCatalog channels, ReplySender? sender = null)
    {
        var texts = ReplyTexts.Shipped.Concat(options.Texts)
            .Where(t => t.Key.Answer == answer)
            .GroupBy(t => t.Key.Language, t => t.Value, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key,
                g => g.Last().Replace("{{support}}", sender?.Support ?? options.Support, StringComparison.Ordinal),
                StringComparer.OrdinalIgnoreCase);
        // People write, and sign up, where they can answer: not by pushes and calls.
        IReadOnlyList<DeliveryChannel> over = [DeliveryChannel.Sms, DeliveryChannel.Email, .. channels.Conversations];
        return new()
        {
            Name = NameOf(answer, sender),
            Class = MessageClass.Answer,
            Channels = over,
            Brand = sender?.Brand ?? options.Brand,
            Lifetime = Lifetime,
            DefaultLanguage = texts.ContainsKey(options.DefaultLanguage) ? options.DefaultLanguage : "en",
            Templates =
                [.. over.SelectMany(c => texts.Select(t => new TopicTemplate(c, t.Key, t.Value, c.HasSubject ? "{{brand}}" : null)))],
        };
    }

    private static string NameOf(ReplyAnswer answer) => answer switch
    {
        ReplyAnswer.Stopped => "reply.stopped",
        ReplyAnswer.StoppedTopic => "reply.stopped-topic",
        ReplyAnswer.StoppedMarketing => "reply.stopped-marketing",
        ReplyAnswer.StoppedChannel => "reply.stopped-channel",
        ReplyAnswer.Started => "reply.started",
        ReplyAnswer.Help => "reply.help",
        ReplyAnswer.Unclear => "reply.unclear",
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, "No topic is named for this answer."),
    };
}
