using System.Buffers;
using System.Globalization;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Rendering;

/// <summary>One template, read and compiled once. Thread-safe.</summary>
internal sealed class CompiledTemplate
{
    // Values go into text and subjects as they are, into HTML escaped. A variable without a value is an error, never an empty place.
    // Numbers are written the same in every process, whatever its culture.
    private static readonly IHandlebars Plain = Handlebars.Create(Configuration(escaped: false));
    private static readonly IHandlebars Escaped = Handlebars.Create(Configuration(escaped: true));

    private static readonly SearchValues<char> LineBreaks = SearchValues.Create("\r\n\0\u0085\u2028\u2029");

    private readonly HandlebarsTemplate<TextWriter, object, object>? _subject;
    private readonly HandlebarsTemplate<TextWriter, object, object> _text;
    private readonly HandlebarsTemplate<TextWriter, object, object>? _html;
    private readonly IReadOnlyList<VariablePath> _subjectVariables;

    /// <exception cref="FormatException">The template cannot be read; the message says which part and why.</exception>
    public CompiledTemplate(TopicTemplate source)
    {
        Source = source;
        var (subject, text, html) = (ReadPart("subject", source.Subject), ReadPart("text", source.Text)!, ReadPart("html", source.Html));
        _subject = CompilePart("subject", Plain, source.Subject);
        _text = CompilePart("text", Plain, source.Text)!;
        _html = CompilePart("html", Escaped, source.Html);
        _subjectVariables = subject?.Required ?? [];
        Variables = [.. _subjectVariables.Union(text.Required).Union(html?.Required ?? [])];
        Words = [.. text.Words.Union(subject?.Words ?? []).Union(html?.Words ?? [])];
        HasBlocks = text.HasBlocks || subject is { HasBlocks: true } || html is { HasBlocks: true };
    }

    public TopicTemplate Source { get; }

    /// <summary>The variables that must have a value.</summary>
    public IReadOnlyList<VariablePath> Variables { get; }

    /// <summary>Every word that any tag names, those in blocks included.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Whether only rendering can tell if everything is there.</summary>
    public bool HasBlocks { get; }

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
        var text = new BoundedText();
        try
        {
            var subject = Write(_subject, model, ref text);
            if (subject is not null && HasLineBreak(subject))
                throw new RenderingException("the subject has a line break", ReasonCodes.UnsafeValue);
            var (words, html) = (Write(_text, model, ref text)!, Write(_html, model, ref text));
            return new(Source.Language, subject, html is not null && string.IsNullOrWhiteSpace(words) ? HtmlText.From(html) : words, html);
        }
        catch (HandlebarsException) when (text.IsFull)
        {
            throw BoundedText.TooLong();
        }
        catch (HandlebarsException) when (model.Steps.AreOver)
        {
            throw LoopSteps.TooMany();
        }
        catch (HandlebarsUndefinedBindingException missing)
        {
            throw new RenderingException($"variable '{missing.MissingKey}' has no value");
        }
        catch (HandlebarsException)
        {
            // The engine's text may quote data, so it goes no further.
            throw new RenderingException("the template engine failed on these data");
        }
    }

    /// <summary>Each part into a text of its own, which the caller can ask whether it was full.</summary>
    private static string? Write(HandlebarsTemplate<TextWriter, object, object>? part, object model, ref BoundedText text)
    {
        if (part is null)
            return null;
        text = new();
        part(text, model);
        return text.End();
    }

    private static HandlebarsConfiguration Configuration(bool escaped) => new()
    {
        NoEscape = !escaped,
        ThrowOnUnresolvedBindingExpression = true,
        FormatProvider = CultureInfo.InvariantCulture,
        FormatterProviders = { new AbsentValueFormatter() },
    };

    private TemplateVariables? ReadPart(string part, string? source)
    {
        try
        {
            return source is null ? null : TemplateVariables.Read(source);
        }
        catch (FormatException error)
        {
            throw new FormatException($"{Source.Channel} template '{Source.Language}', {part}: {error.Message}.", error);
        }
    }

    private HandlebarsTemplate<TextWriter, object, object>? CompilePart(string part, IHandlebars engine, string? source)
    {
        try
        {
            return source is null ? null : engine.Compile(new StringReader(source));
        }
        catch (HandlebarsException error)
        {
            throw new FormatException($"{Source.Channel} template '{Source.Language}', {part}: {error.Message}", error);
        }
    }

    private static bool HasLineBreak(string value) => value.AsSpan().ContainsAny(LineBreaks);
}
