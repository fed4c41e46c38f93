using System.Buffers;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Rendering;

/// <summary>One template, read and compiled once. Thread-safe.</summary>
internal sealed class CompiledTemplate
{
    private static readonly SearchValues<char> LineBreaks = SearchValues.Create("\r\n\0\u0085\u2028\u2029");

    private readonly TemplatePart? _subject;
    private readonly TemplatePart _text;
    private readonly TemplatePart? _html;
    private readonly CompiledExtras? _extras;
    private readonly IReadOnlyList<VariablePath> _subjectVariables;

    /// <exception cref="FormatException">The template cannot be read; the message says which part and why.</exception>
    public CompiledTemplate(TopicTemplate source)
    {
        Source = source;
        try
        {
            _subject = Part("subject", source.Subject, PartEncoding.Plain);
            _text = Part("text", source.Text, PartEncoding.Plain)!;
            _html = Part("html", source.Html, PartEncoding.Html);
            _extras = CompiledExtras.Of(source);
        }
        catch (FormatException error)
        {
            throw new FormatException($"{source.Channel} template '{source.Language}', {error.Message}", error);
        }

        TemplateVariables[] all = [.. new[] { _subject, _text, _html }.OfType<TemplatePart>().Concat(_extras?.Parts ?? [])
            .Select(p => p.Variables)];
        _subjectVariables = _subject?.Variables.Required ?? [];
        Variables = [.. all.SelectMany(v => v.Required).Distinct()];
        Words = [.. all.SelectMany(v => v.Words).Distinct()];
        IsTriedOut = _extras is not null || source.Channel.MaxTextLength is not null || all.Any(v => v.HasBlocks);
    }

    public TopicTemplate Source { get; }

    /// <summary>The variables that must have a value.</summary>
    public IReadOnlyList<VariablePath> Variables { get; }

    /// <summary>Every word that any tag names, those in blocks included.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Whether only rendering can tell if everything is there and fit to be sent.</summary>
    public bool IsTriedOut { get; }

    /// <summary>The first variable of the subject whose value would break the line, or null.</summary>
    public VariablePath? UnsafeSubjectVariable(in Attempt attempt)
    {
        for (var i = 0; i < _subjectVariables.Count; i++)
        {
            var variable = _subjectVariables[i];
            if (TemplateModel.Find(variable, attempt, Source.Language) is string value && HasLineBreak(value))
                return variable;
        }

        return null;
    }

    /// <summary>Renders for one person.</summary>
    /// <exception cref="RenderingException">A variable has no value, or the result is not fit to send.</exception>
    public RenderedMessage Render(in Attempt attempt)
    {
        var model = TemplateModel.Build(attempt, Source.Language);
        var subject = _subject?.Write(model);
        if (subject is not null && HasLineBreak(subject))
            throw new RenderingException("the subject has a line break", ReasonCodes.UnsafeValue);
        var (text, html) = (_text.Write(model), _html?.Write(model));
        RenderedMessage message = new(
            Source.Language, subject, html is not null && string.IsNullOrWhiteSpace(text) ? HtmlText.From(html) : text, html);
        return _extras?.AddTo(message, model) ?? message;
    }

    private static TemplatePart? Part(string name, string? source, PartEncoding encoding) =>
        source is null ? null : new(name, source, encoding);

    /// <summary>Whether a text is more than one line.</summary>
    internal static bool HasLineBreak(string value) => value.AsSpan().ContainsAny(LineBreaks);
}
