using Notify.Sdk.Permission;

namespace Notify.Sdk.Rendering;

/// <summary>Makes the words at hand-over, with the data of that moment. Thread-safe.</summary>
internal sealed class MessageRenderer(TemplateLibrary library)
{
    /// <exception cref="RenderingException">There are no words for this person.</exception>
    public RenderedMessage Render(in Attempt attempt)
    {
        var template = library.Find(attempt.Topic, attempt.Channel, attempt.Account.Language)
            ?? throw new RenderingException($"no {attempt.Channel} template for the person's language");
        return template.Render(attempt);
    }
}
