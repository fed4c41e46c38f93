using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Rendering;

/// <summary>
/// What a template can name: the notification's data at the root, <c>recipient.name</c> and <c>recipient.language</c>,
/// the account's <c>attributes.*</c>, and <c>brand</c>.
/// </summary>
internal static class TemplateModel
{
    private static readonly IReadOnlyDictionary<string, object?> NoValues = FrozenDictionary<string, object?>.Empty;

    /// <summary>Names at the root that a notification's data may not use.</summary>
    public static IReadOnlyList<string> ReservedNames { get; } = ["recipient", "attributes", "brand"];

    /// <summary>The value of one variable, or null.</summary>
    public static object? Find(VariablePath path, in Attempt attempt, string language) => path.Root switch
    {
        VariableRoot.Recipient => path.Rest switch { "name" => RecipientName(attempt, language), "language" => language, _ => null },
        VariableRoot.Attributes => FreshAttributes.Find(attempt, path.Rest)?.Value,
        VariableRoot.Brand => attempt.Topic.Brand,
        _ => attempt.Notification.Data.TryGetValue(path.Rest, out var value) ? value : Walk(attempt.Notification.Data, path.Rest),
    };

    /// <summary>Everything, for the template engine. Data are values, never templates: the engine reads each template once.</summary>
    public static KnownValues Build(in Attempt attempt, string language)
    {
        FewValues recipient = new(NoValues, ("name", RecipientName(attempt, language)), ("language", language));
        FewValues model = new(attempt.Notification.Data, ("recipient", recipient), ("attributes", FreshAttributes.All(attempt)),
            ("brand", attempt.Topic.Brand));
        return new(model, "", new LoopSteps());
    }

    /// <summary>An attribute that is named and is older than the topic accepts, or of unknown age.</summary>
    /// <param name="words">Every word of the template's tags; <c>attributes</c> alone may mean each of them.</param>
    /// <param name="attempt">Whom it is for.</param>
    public static string? StaleAttribute(IReadOnlyList<string> words, in Attempt attempt)
    {
        if (attempt.Topic.MaximumAge.Count == 0)
            return null;
        var at = FreshAttributes.AgesAt(attempt);
        foreach (var (name, age) in attempt.Topic.MaximumAge)
        {
            if (FreshAttributes.Find(attempt, name) is { } attribute && attribute.IsStale(age, at) && IsNamed(words, name))
                return $"attributes.{name}";
        }

        return null;
    }

    private static bool IsNamed(IReadOnlyList<string> words, string attribute) =>
        words.Any(w => w.EndsWith($"attributes.{attribute}", StringComparison.Ordinal)
            || w.EndsWith($"attributes.[{attribute}]", StringComparison.Ordinal)
            || w.EndsWith("attributes", StringComparison.Ordinal));

    /// <summary>A name would be wrong for the others at a shared address, so they all get the neutral word.</summary>
    private static string? RecipientName(in Attempt attempt, string language)
    {
        if (attempt.Account.Name is { } name && !attempt.IsSharedAddress)
            return name;
        var neutral = attempt.Topic.NeutralNames;
        return neutral.TryGetValue(language, out var word) || neutral.TryGetValue(LanguageChoice.Primary(language), out word)
            || neutral.TryGetValue("*", out word) ? word : null;
    }

    /// <summary>Dictionaries and lists of any element type, as the template engine reads them.</summary>
    private static object? Walk(object? value, string path)
    {
        foreach (var part in path.Split('.'))
        {
            var name = part is ['[', .. var inner, ']'] ? inner : part;
            value = value switch
            {
                IReadOnlyDictionary<string, object?> map => map.GetValueOrDefault(name),
                IDictionary map => map[name],
                IList list when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var i) =>
                    i < list.Count ? list[i] : null,
                _ => null,
            };
        }

        return value;
    }
}
