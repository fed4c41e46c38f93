using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Notify.Sdk.Permission;
using Notify.Sdk.Tracking;

namespace Notify.Sdk;

public static partial class NotifyBuilderExtensions
{
    /// <summary>
    /// Adds <see cref="IInboundProcessor"/>: opt-outs, opt-ins and calls for help in what people write back are acted on and
    /// answered. The answers leave through the transports of the worker; register it with the same options.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Brand and support are required; checked at start-up.</param>
    public static NotifyBuilder AddReplies(this NotifyBuilder builder, Action<ReplyOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var services = builder.Services;
        services.AddOptions<ReplyOptions>().Configure(configure).ValidateDataAnnotations()
            .Validate(o => o.AnswerWithin > TimeSpan.Zero, "ReplyOptions.AnswerWithin is how soon somebody should answer: more than zero.")
            .ValidateOnStart();
        if (services.Any(s => s.ServiceType == typeof(IInboundProcessor)))
            return builder;
        foreach (var answer in Enum.GetValues<ReplyAnswer>())
            services.AddSingleton(s => ReplyTopics.Make(
                answer, s.GetRequiredService<IOptions<ReplyOptions>>().Value, s.GetRequiredService<ChannelCatalog>()));
        services.TryAddSingleton(s => Parser(s.GetRequiredService<TopicCatalog>(), s.GetRequiredService<IOptions<ReplyOptions>>().Value));
        services.TryAddSingleton<ReplySenders>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ReplyOptions>, ReplySendersOnStart>());
        services.TryAddSingleton<InboundConsents>();
        services.TryAddSingleton<ReplyMemory>();
        services.TryAddSingleton<InboundReach>();
        services.TryAddSingleton<InboundAnswers>();
        services.TryAddSingleton<UnansweredReplies>();
        services.TryAddSingleton<IInboundProcessor, InboundProcessor>();
        return builder;
    }

    /// <summary>
    /// Gives replies that only people can answer to a class of the application; several classes get each of them, one after the other.
    /// </summary>
    /// <typeparam name="T">Made once, by the container.</typeparam>
    public static NotifyBuilder AddUnansweredReplies<T>(this NotifyBuilder builder) where T : class, IUnansweredReply
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IUnansweredReply, T>();
        return builder;
    }

    /// <summary>
    /// Adds a further brand that people write to by numbers or mailboxes of its own (<see cref="InboundReply.To"/>). STOP there ends the
    /// messages of that brand, START takes that back, and answers name it and leave over its transports. STOP ALL, and what is written to
    /// any other number, means all brands, as without this.
    /// </summary>
    /// <param name="builder">The builder, after <see cref="AddReplies"/>.</param>
    /// <param name="brand">The brand of its topics (<see cref="TopicBuilder.From"/>), 1 to 60 characters.</param>
    /// <param name="support">Where its people get help, 1 to 80 characters.</param>
    /// <param name="to">
    /// Its numbers with their country code, short codes or mailboxes, each of one brand only: else the application does not start.
    /// </param>
    public static NotifyBuilder AddReplySender(this NotifyBuilder builder, string brand, string support, params string[] to)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(brand);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(brand.Length, 60, nameof(brand));
        ArgumentException.ThrowIfNullOrWhiteSpace(support);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(support.Length, 80, nameof(support));
        ArgumentNullException.ThrowIfNull(to);
        if (to.Length == 0 || to.Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException("Name the numbers or mailboxes of the brand.", nameof(to));
        ReplySender sender = new(brand, support, to);
        builder.Services.AddSingleton(sender);
        foreach (var answer in Enum.GetValues<ReplyAnswer>())
            builder.Services.AddSingleton(s => ReplyTopics.Make(
                answer, s.GetRequiredService<IOptions<ReplyOptions>>().Value, s.GetRequiredService<ChannelCatalog>(), sender));
        return builder;
    }

    /// <summary>The application's words, and the name of every topic that people can stop.</summary>
    private static OptOutParser Parser(TopicCatalog topics, ReplyOptions options)
    {
        var words = new OptOutParserOptions();
        foreach (var topic in topics.All.Where(t => t.Class is MessageClass.Marketing or MessageClass.Transactional))
            words.TopicWords[topic.Name] = topic.Name;
        foreach (var (word, topic) in options.Words.TopicWords)
            words.TopicWords[word] = topics.Get(topic).Name;
        foreach (var word in options.Words.OptOutWords)
            words.OptOutWords.Add(word);
        foreach (var word in options.Words.OptInWords)
            words.OptInWords.Add(word);
        return new(words);
    }
}
