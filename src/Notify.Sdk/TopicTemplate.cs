namespace Notify.Sdk;

/// <summary>The words of a topic for one channel in one language, as Handlebars source.</summary>
/// <param name="Channel">The channel these words are for.</param>
/// <param name="Language">BCP 47 language tag, for example <c>en</c> or <c>pt-BR</c>. Compared without case.</param>
/// <param name="Text">
/// Plain text body. Values are inserted as they are. May be empty in an email that has HTML: then it is derived from that.
/// </param>
/// <param name="Subject">Subject line or title, where the channel has one (<see cref="DeliveryChannel.HasSubject"/>). One line.</param>
/// <param name="Html">HTML body, email only; values are HTML-escaped. Null sends text only.</param>
public sealed record TopicTemplate(DeliveryChannel Channel, string Language, string Text, string? Subject = null, string? Html = null)
{
    /// <summary>
    /// What a tap on the message opens, Handlebars, where the channel has one (<see cref="DeliveryChannel.HasLink"/>). It begins with
    /// <c>https://</c>, <c>tel:</c>, <c>mailto:</c> or the scheme of an app of yours, and values in it are percent-encoded; or it is one
    /// value alone (<c>{{link}}</c>), which must be an https address. At most 2,048 characters.
    /// </summary>
    public string? Link { get; init; }

    /// <summary>Buttons, at most as many as the channel has (<see cref="DeliveryChannel.MaxButtons"/>).</summary>
    public IReadOnlyList<MessageButton> Buttons { get; init; } = [];

    /// <summary>
    /// The words as the provider keeps them, where it wants them approved (<see cref="DeliveryChannel.HasProviderTemplates"/>). Then
    /// <see cref="Text"/> is what the person reads, for the length and the checks of words; what the law of a place asks for must stand
    /// in it.
    /// </summary>
    public ProviderTemplate? ProviderTemplate { get; init; }

    /// <summary>
    /// Words without the data that can grow old: used where a value is older than the topic accepts and no newer one can be had.
    /// Default false.
    /// </summary>
    public bool IsImpersonal { get; init; }
}
