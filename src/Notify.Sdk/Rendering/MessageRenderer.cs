using Notify.Sdk.Permission;

namespace Notify.Sdk.Rendering;

/// <summary>Makes the words at hand-over, with the data of that moment. Thread-safe.</summary>
internal sealed class MessageRenderer(TemplateLibrary library, LawfulWords law)
{
    /// <exception cref="RenderingException">There are no words for this person.</exception>
    public RenderedMessage Render(in Attempt attempt)
    {
        var template = library.For(attempt, out var stale) ?? throw new RenderingException(stale is null
            ? $"no {attempt.Channel} template for the person's language"
            : $"variable '{stale}' is too old");
        return law.Labelled(attempt, template.Render(attempt));
    }

    /// <summary>How many segments the words have as a text message; null where there are no words.</summary>
    public int? SegmentsOf(in Attempt attempt)
    {
        try
        {
            return SmsSegments.Count(Render(attempt).Text).Segments;
        }
        catch (RenderingException)
        {
            return null; // the gate of words says why
        }
    }

    /// <inheritdoc cref="LawfulWords.SenderIdOf"/>
    public string? SenderIdOf(in Attempt attempt) => law.SenderIdOf(attempt);
}
