namespace Notify.Sdk.Sending;

/// <summary>
/// A file or an inline image of an email: its octets, or a key by which an <see cref="IAttachmentSource"/> opens it at hand-over, in
/// whatever process the worker runs. Email only; other channels send without it. Immutable; the octets are not copied.
/// </summary>
public sealed record Attachment
{
    private Attachment(string name, string mediaType) => (Name, MediaType) = (name, mediaType);

    /// <summary>File name, 1 to 255 characters without a folder and line breaks; for an inline image what <c>cid:</c> names.</summary>
    public string Name { get; }

    /// <summary>Type and subtype without parameters, for example <c>application/pdf</c>.</summary>
    public string MediaType { get; }

    /// <summary>Whether the HTML shows it by <c>cid:</c> and <see cref="Name"/>.</summary>
    public bool IsInline { get; private init; }

    /// <summary>The octets; empty until they are opened where <see cref="Key"/> is set.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>What the source is asked for, or null.</summary>
    public string? Key { get; private init; }

    /// <summary>A file of which the octets are there.</summary>
    public static Attachment Of(string name, string mediaType, ReadOnlyMemory<byte> content) => new(name, mediaType) { Content = content };

    /// <summary>A file that the source opens for each message: the same for everybody, or one for each person.</summary>
    public static Attachment FromSource(string name, string mediaType, string key) => new(name, mediaType) { Key = key };

    /// <summary>An image that the HTML shows by <c>cid:CONTENTID</c>.</summary>
    public static Attachment Inline(string contentId, string mediaType, ReadOnlyMemory<byte> content) => new(contentId, mediaType) { Content = content, IsInline = true };

    /// <summary>The word "attachment"; a name may be personal.</summary>
    public override string ToString() => "attachment";
}
