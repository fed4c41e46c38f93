using Notify.Sdk.Permission;

namespace Notify.Sdk.Rendering;

/// <summary>Makes the words at hand-over, with the data of that moment. Thread-safe.</summary>
internal sealed class MessageRenderer(TemplateLibrary library)
{
    /// <exception cref="RenderingException">There are no words for this person.</exception>
    public RenderedMessage Render(in Attempt attempt)
    {
        var template = library.For(attempt, out var stale) ?? throw new RenderingException(stale is null
            ? $"no {attempt.Channel} template for the person's language"
            : $"variable '{stale}' is too old");
        return template.Render(attempt);
    }
}
