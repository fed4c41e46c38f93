namespace Notify.Sdk.Email.Composing;

/// <summary>
/// An image or style that the HTML body shows by <c>cid:</c> (RFC 2392, RFC 2387). Immutable; the content is not copied.
/// </summary>
/// <param name="ContentId">
/// 1 to 200 characters of <c>A-Z a-z 0-9 . _ + - @</c>, without angle brackets: <c>logo</c> is shown by
/// <c>&lt;img src="cid:logo"&gt;</c>. Unique within the message.
/// </param>
/// <param name="MediaType">Type and subtype without parameters, for example <c>image/png</c>.</param>
/// <param name="Content">The bytes, sent as base64. Do not change them until the message is written.</param>
internal sealed record InlineResource(string ContentId, string MediaType, ReadOnlyMemory<byte> Content)
{
    /// <summary>The size.</summary>
    public override string ToString() => $"inline resource of {Content.Length} bytes";
}
