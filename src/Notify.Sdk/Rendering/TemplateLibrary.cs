using System.Collections.Frozen;

namespace Notify.Sdk.Rendering;

/// <summary>The compiled templates of all topics. Built once, when the application starts; thread-safe.</summary>
internal sealed class TemplateLibrary
{
    private readonly FrozenDictionary<(string Topic, Channel Channel), CompiledTemplate[]> _templates;

    /// <exception cref="NotifyException">A template cannot be read.</exception>
    public TemplateLibrary(IEnumerable<Topic> topics)
    {
        _templates = topics
            .SelectMany(topic => topic.Templates.Select(template => (topic.Name, Template: Compile(topic, template))))
            .GroupBy(t => (t.Name, t.Template.Source.Channel), t => t.Template)
            .ToFrozenDictionary(g => g.Key, g => g.ToArray());
    }

    /// <summary>The template for a person's language, or null.</summary>
    public CompiledTemplate? Find(Topic topic, Channel channel, string? language) =>
        _templates.TryGetValue((topic.Name, channel), out var candidates)
            ? LanguageChoice.Choose(language, topic, candidates, t => t.Source.Language)
            : null;

    private static CompiledTemplate Compile(Topic topic, TopicTemplate template)
    {
        try
        {
            return new(template);
        }
        catch (FormatException error)
        {
            throw new NotifyException($"Topic '{topic.Name}', {error.Message}", error);
        }
    }
}
