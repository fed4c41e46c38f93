namespace Notify.Sdk;

/// <summary>The words for one person on one channel.</summary>
/// <param name="Language">BCP 47 tag of the template that was used.</param>
/// <param name="Subject">Subject line without line breaks, or null where the channel has none.</param>
/// <param name="Text">Plain text body.</param>
/// <param name="Html">HTML body, or null.</param>
public sealed record RenderedMessage(string Language, string? Subject, string Text, string? Html)
{
    /// <summary>What a tap opens: an absolute address; null for nothing.</summary>
    public string? Link { get; init; }

    /// <summary>The buttons, in order.</summary>
    public IReadOnlyList<MessageButton> Buttons { get; init; } = [];

    /// <summary>The template at the provider with its values; null where the words go as they are.</summary>
    public ProviderTemplate? ProviderTemplate { get; init; }

    /// <summary>The language; never the words.</summary>
    public override string ToString() => $"message in {Language}";
}
