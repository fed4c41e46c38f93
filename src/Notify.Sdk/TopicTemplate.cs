namespace Notify.Sdk;

/// <summary>The words of a topic for one channel in one language, as Handlebars source.</summary>
/// <param name="Channel">The channel these words are for.</param>
/// <param name="Language">BCP 47 language tag, for example <c>en</c> or <c>pt-BR</c>. Compared without case.</param>
/// <param name="Text">
/// Plain text body. Values are inserted as they are. May be empty in an email that has HTML: then it is derived from that.
/// </param>
/// <param name="Subject">Subject line; required for <see cref="DeliveryChannel.Email"/>, unused elsewhere. One line.</param>
/// <param name="Html">HTML body, email only; values are HTML-escaped. Null sends text only.</param>
public sealed record TopicTemplate(DeliveryChannel Channel, string Language, string Text, string? Subject = null, string? Html = null)
{
    /// <summary>
    /// Words without the data that can grow old: used where a value is older than the topic accepts and no newer one can be had.
    /// Default false.
    /// </summary>
    public bool IsImpersonal { get; init; }
}
