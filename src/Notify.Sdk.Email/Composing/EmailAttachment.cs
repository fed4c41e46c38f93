namespace Notify.Sdk.Email.Composing;

/// <summary>A file that travels with the message (RFC 2183, <c>attachment</c>). Immutable; the content is not copied.</summary>
/// <param name="FileName">1 to 255 characters, any Unicode, no folder; without CR, LF, NUL, <c>/</c> and <c>\</c>.</param>
/// <param name="MediaType">Type and subtype without parameters, for example <c>application/pdf</c>.</param>
/// <param name="Content">The bytes, sent as base64. Do not change them until the message is written.</param>
internal sealed record EmailAttachment(string FileName, string MediaType, ReadOnlyMemory<byte> Content)
{
    /// <summary>The size; a file name may be personal.</summary>
    public override string ToString() => $"attachment of {Content.Length} bytes";
}
