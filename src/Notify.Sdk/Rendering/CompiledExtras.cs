namespace Notify.Sdk.Rendering;

/// <summary>What a template has beside subject and body: link, buttons, the values of a template at the provider. Thread-safe.</summary>
internal sealed class CompiledExtras
{
    private readonly TopicTemplate _source;
    private readonly (TemplatePart Part, bool IsOneValue)? _link;
    private readonly (TemplatePart Text, (TemplatePart Part, bool IsOneValue)? Link)[] _buttons;
    private readonly TemplatePart[] _variables;

    private CompiledExtras(TopicTemplate source)
    {
        _source = source;
        _link = Link("link", source.Link);
        _buttons = [.. source.Buttons.Select((b, i) =>
            (new TemplatePart($"button {i + 1}", b.Text, PartEncoding.Plain), Link($"link of button {i + 1}", b.Link)))];
        _variables = [.. source.ProviderTemplate?.Variables.Select((v, i) =>
            new TemplatePart($"variable {i + 1} of '{source.ProviderTemplate.Name}'", v, PartEncoding.Plain)) ?? []];
    }

    /// <summary>All its parts.</summary>
    public IEnumerable<TemplatePart> Parts =>
    [
        .. _link is { } link ? new[] { link.Part } : [],
        .. _buttons.SelectMany(b => b.Link is { } to ? new[] { b.Text, to.Part } : [b.Text]),
        .. _variables,
    ];

    /// <summary>Those of a template, or null where it has none.</summary>
    /// <exception cref="FormatException">A part cannot be read.</exception>
    public static CompiledExtras? Of(TopicTemplate source) =>
        source.Link is null && source.Buttons.Count == 0 && source.ProviderTemplate is null ? null : new(source);

    /// <summary>The message with what it has beside its body.</summary>
    /// <exception cref="RenderingException">A value is missing, or not fit to be sent.</exception>
    public RenderedMessage AddTo(RenderedMessage message, KnownValues model) => message with
    {
        Link = Write("the link", _link, model),
        Buttons = [.. _source.Buttons.Select((b, i) => b with
        {
            Text = Label(i, _buttons[i].Text.Write(model)),
            Link = Write($"the link of button {i + 1}", _buttons[i].Link, model),
        })],
        ProviderTemplate = _source.ProviderTemplate is not { } template ? null
            : template with { Variables = [.. _variables.Select((v, i) => Value(i, v.Write(model)))] },
    };

    private static (TemplatePart, bool)? Link(string name, string? source)
    {
        if (source is null)
            return null;
        if (LinkRule.FaultOfSource(source) is { } fault)
            throw new FormatException($"{name}: it {fault}.");
        var isOneValue = LinkRule.IsOneValue(source);
        return (new(name, source.Trim(), isOneValue ? PartEncoding.Plain : PartEncoding.Link), isOneValue);
    }

    private static string? Write(string name, (TemplatePart Part, bool IsOneValue)? link, KnownValues model)
    {
        if (link is not var (part, isOneValue))
            return null;
        var written = part.Write(model);
        return LinkRule.FaultOf(written, isOneValue) is { } fault ? throw Unsafe($"{name} {fault}") : written;
    }

    private static string Label(int index, string text) =>
        string.IsNullOrWhiteSpace(text) || text.Length > MessageButton.MaxLength || CompiledTemplate.HasLineBreak(text)
            ? throw Unsafe($"button {index + 1} is not one line of 1 to {MessageButton.MaxLength} characters") : text;

    /// <summary>Meta refuses a value with line breaks, tabs, or more than four spaces in a row, and others do as it does.</summary>
    private static string Value(int index, string text) =>
        string.IsNullOrWhiteSpace(text) || CompiledTemplate.HasLineBreak(text)
            || text.Contains('\t', StringComparison.Ordinal) || text.Contains("     ", StringComparison.Ordinal)
            ? throw Unsafe($"variable {index + 1} of the provider's template is empty, or has a line break, a tab or five spaces in a row")
            : text;

    private static RenderingException Unsafe(string why) => new(why, ReasonCodes.UnsafeValue);
}
