using System.Globalization;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;

namespace Notify.Sdk.Rendering;

/// <summary>How values go into a part of a template.</summary>
internal enum PartEncoding : byte
{
    /// <summary>As they are.</summary>
    Plain,

    /// <summary>Escaped for HTML.</summary>
    Html,

    /// <summary>Percent-encoded (RFC 3986, section 2.1), so that a value changes nothing but its own place in a link.</summary>
    Link,
}

/// <summary>One part of a template: a subject, a body, a link, a value. Read and compiled once; thread-safe.</summary>
internal sealed class TemplatePart
{
    // A variable without a value is an error, never an empty place. Numbers are written the same in every process, whatever its culture.
    private static readonly IHandlebars[] Engines =
        [Handlebars.Create(Configuration(null)), Handlebars.Create(Configuration(new HtmlEncoder())),
            Handlebars.Create(Configuration(new LinkEncoder()))];

    private readonly HandlebarsTemplate<TextWriter, object, object> _compiled;

    /// <exception cref="FormatException">It cannot be read; the message says which part and why.</exception>
    public TemplatePart(string name, string source, PartEncoding encoding)
    {
        try
        {
            Variables = TemplateVariables.Read(source);
            _compiled = Engines[(int)encoding].Compile(new StringReader(source));
        }
        catch (FormatException error)
        {
            throw new FormatException($"{name}: {error.Message}.", error);
        }
        catch (HandlebarsException error)
        {
            throw new FormatException($"{name}: {error.Message}", error);
        }
    }

    /// <summary>What it names.</summary>
    public TemplateVariables Variables { get; }

    /// <summary>What it says with these values.</summary>
    /// <exception cref="RenderingException">A variable has no value, or there is too much to write.</exception>
    public string Write(KnownValues model)
    {
        var text = new BoundedText();
        try
        {
            _compiled(text, model);
            return text.End();
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

    private static HandlebarsConfiguration Configuration(ITextEncoder? encoder)
    {
        HandlebarsConfiguration configuration = new()
        {
            NoEscape = encoder is null,
            ThrowOnUnresolvedBindingExpression = true,
            FormatProvider = CultureInfo.InvariantCulture,
            FormatterProviders = { new AbsentValueFormatter() },
        };
        if (encoder is not null)
            configuration.TextEncoder = encoder;
        return configuration;
    }
}
