using System.Collections.Frozen;
using System.Globalization;

namespace Notify.Sdk;

/// <summary>The registered topics. Checks them when it is built, which the host does at start-up.</summary>
internal sealed class TopicCatalog
{
    private const int MaximumNameLength = 100;

    private readonly FrozenDictionary<string, Topic> _topics;

    /// <exception cref="NotifyException">
    /// Two topics share a name, a topic contradicts itself, or names a channel that is not registered.
    /// </exception>
    public TopicCatalog(IEnumerable<Topic> topics, ChannelCatalog? channels = null)
    {
        var all = topics.Select(t => Known(t, channels ?? ChannelCatalog.Default)).ToList();
        foreach (var topic in all)
            Check(topic);
        if (all.GroupBy(t => t.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new NotifyException($"Topic '{twice.Key}' is registered {twice.Count()} times. Register each name once.");
        _topics = all.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);
    }

    /// <summary>All topics, in no particular order.</summary>
    public IReadOnlyList<Topic> All => _topics.Values;

    /// <exception cref="NotifyException">The topic is not registered.</exception>
    public Topic Get(string name) => Find(name) ?? throw new NotifyException(
        $"Topic '{name}' is not registered. Add it with AddTopic(\"{name}\", ...). Registered: "
            + $"{(_topics.Count == 0 ? "none" : string.Join(", ", _topics.Keys.Order(StringComparer.Ordinal)))}.");

    public Topic? Find(string? name) => name is null ? null : _topics.GetValueOrDefault(name);

    /// <summary>The topic with the channels that are registered under the names that it gives.</summary>
    private static Topic Known(Topic topic, ChannelCatalog channels)
    {
        if (topic.Channels.Concat(topic.Templates.Select(t => t.Channel)).FirstOrDefault(c => channels.Find(c.Name) is null) is { } unknown)
            throw new NotifyException(
                $"Topic '{topic.Name}' names channel '{unknown}', which is not registered. Register it with AddChannel.");
        return topic.Channels.All(c => ReferenceEquals(c, channels.Known(c)))
            ? topic : topic with { Channels = [.. topic.Channels.Select(channels.Known)] };
    }

    private static void Check(Topic topic)
    {
        if (topic.Name.Length is 0 or > MaximumNameLength || !topic.Name.All(
            c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '.' or '_'))
            throw new NotifyException(
                $"A topic's name must be 1 to {MaximumNameLength} characters of a-z, 0-9, '-', '.', '_'; '{topic.Name}' is not. Consents "
                + $"are recorded against it.");
        if (topic.Channels.Count == 0 || topic.Channels.Distinct().Count() != topic.Channels.Count)
            throw new NotifyException($"Topic '{topic.Name}' needs at least one channel, each once. Name them with Over(...), best first.");
        if (topic.Lifetime <= NodaTime.Duration.Zero || topic.Lifetime > NodaTime.Duration.FromDays(366))
            throw new NotifyException(
                string.Create(CultureInfo.InvariantCulture,
                $"Topic '{topic.Name}' expires after {topic.Lifetime.TotalDays:0.##} days; it must be more than 0 and at most 366."));
        if (topic.Class == MessageClass.Emergency && topic.EmergencyPolicy is null)
            throw new NotifyException(
                $"Topic '{topic.Name}' is an emergency, which passes windows, caps and opt-outs, and has no policy. Say with "
                + $"Emergency(new EmergencyPolicy {{ MayDeclare = [...] }}) who may declare one.");
        if (topic.Class != MessageClass.Emergency && topic.EmergencyPolicy is not null)
            throw new NotifyException(
                $"Topic '{topic.Name}' has an emergency policy and is {topic.Class}. Only a topic of class Emergency has one.");
        if (topic.EmergencyPolicy?.Fault is { } fault)
            throw new NotifyException($"The emergency policy of topic '{topic.Name}' {fault}.");
        foreach (var template in topic.Templates)
            Check(topic, template);
        if (topic.Templates.GroupBy(t => (t.Channel, t.Language.ToUpperInvariant(), t.IsImpersonal))
            .FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new NotifyException(
                $"Topic '{topic.Name}' has {twice.Count()} {twice.Key.Channel} templates for language "
                + $"'{twice.First().Language}'{(twice.Key.IsImpersonal ? " when data are stale" : "")}. Keep one.");
        foreach (var channel in topic.Channels.Where(c => !topic.Templates.Any(t => t.Channel == c && !t.IsImpersonal)))
            throw new NotifyException(
                $"Topic '{topic.Name}' uses {channel} but has no {channel} template. Add one for language '{topic.DefaultLanguage}', or "
                + $"leave the channel out of Over(...).");
    }

    private static void Check(Topic topic, TopicTemplate template)
    {
        if (string.IsNullOrWhiteSpace(template.Language))
            throw new NotifyException(
                $"Topic '{topic.Name}' has a {template.Channel} template without a language. Use a BCP 47 tag such as \"en\".");
        if (string.IsNullOrWhiteSpace(template.Text) && (!template.Channel.HasHtml || string.IsNullOrWhiteSpace(template.Html)))
            throw new NotifyException($"Topic '{topic.Name}': the {template.Channel} template '{template.Language}' has no text.");
        if (template.Channel.HasSubject && string.IsNullOrWhiteSpace(template.Subject))
            throw new NotifyException($"Topic '{topic.Name}': the {template.Channel} template '{template.Language}' has no subject.");
        if (template.Subject?.AsSpan().IndexOfAny('\r', '\n') >= 0)
            throw new NotifyException(
                $"Topic '{topic.Name}': the subject of the {template.Channel} template '{template.Language}' has a line break. A subject "
                    + $"is one line.");
        CheckExtras(template, $"Topic '{topic.Name}': the {template.Channel} template '{template.Language}'");
    }

    private static void CheckExtras(TopicTemplate template, string name)
    {
        var channel = template.Channel;
        if (template.Link is not null && !channel.HasLink)
            throw new NotifyException($"{name} has a link, and {channel} opens none. Write it into the text, or use a button.");
        if (template.Buttons.Count > channel.MaxButtons)
            throw new NotifyException(string.Create(CultureInfo.InvariantCulture,
                $"{name} has {template.Buttons.Count} buttons, and {channel} has {channel.MaxButtons}."));
        if (template.Buttons.GroupBy(b => b.Answer, StringComparer.OrdinalIgnoreCase).Any(g => g.Key is not null && g.Count() > 1))
            throw new NotifyException($"{name} has two buttons with the same answer. Whoever reads it could not tell them apart.");
        if (template.ProviderTemplate is not { } kept)
            return;
        if (!channel.HasProviderTemplates)
            throw new NotifyException($"{name} names a template at the provider, and {channel} has none.");
        if (string.IsNullOrWhiteSpace(kept.Name) || kept.Name.Length > 512)
            throw new NotifyException(
                $"{name} names a template at the provider by 1 to 512 characters; these are {kept.Name?.Length ?? 0}.");
    }
}
