using System.Collections.Frozen;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Rendering;

/// <summary>The compiled templates of all topics. Built once, when the application starts; thread-safe.</summary>
internal sealed class TemplateLibrary
{
    private readonly FrozenDictionary<(string Topic, DeliveryChannel Channel, bool Impersonal), CompiledTemplate[]> _templates;
    private readonly string? _listLanguage;

    /// <exception cref="NotifyException">A template cannot be read.</exception>
    /// <param name="topics">The topics.</param>
    /// <param name="listLanguage">The language that the application declared for the list, or null.</param>
    public TemplateLibrary(IEnumerable<Topic> topics, string? listLanguage = null)
    {
        _listLanguage = listLanguage;
        _templates = topics
            .SelectMany(topic => topic.Templates.Select(template => (topic.Name, Template: Compile(topic, template))))
            .GroupBy(t => (t.Name, t.Template.Source.Channel, t.Template.Source.IsImpersonal), t => t.Template)
            .ToFrozenDictionary(g => g.Key, g => g.ToArray());
    }

    /// <summary>The template for a person's language, or null.</summary>
    public CompiledTemplate? Find(Topic topic, DeliveryChannel channel, string? language, bool impersonal = false) =>
        _templates.TryGetValue((topic.Name, channel, impersonal), out var candidates)
            ? LanguageChoice.Choose(language, topic, candidates, t => t.Source.Language)
            : null;

    /// <summary>
    /// The words for a person: the template of their language, or, where a value in it is too old, the one without it.
    /// The gate and the renderer ask the same, so that what was permitted is what is sent.
    /// </summary>
    /// <param name="attempt">Whom it is for.</param>
    /// <param name="stale">The variable that is too old, or null.</param>
    /// <returns>Null where there is no template at all, or none that is fresh.</returns>
    public CompiledTemplate? For(in Attempt attempt, out string? stale)
    {
        stale = null;
        var language = LanguageOf(attempt);
        var personal = Find(attempt.Topic, attempt.Channel, language);
        if (personal is null || (stale = TemplateModel.StaleAttribute(personal.Words, attempt)) is null)
            return personal;
        var impersonal = Find(attempt.Topic, attempt.Channel, language, impersonal: true);
        return impersonal is not null && TemplateModel.StaleAttribute(impersonal.Words, attempt) is null ? impersonal : null;
    }

    /// <summary>The language that the person is known to read, or null.</summary>
    public string? LanguageOf(in Attempt attempt) => LanguageEvidence.Of(attempt, _listLanguage);

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
