using System.Buffers;
using System.Text.Json.Serialization;
using Notify.Sdk.Audience;

namespace Notify.Sdk;

/// <summary>
/// A file or an inline image of an email: its octets, or a key by which an <see cref="IAttachmentSource"/> opens it at hand-over, in
/// whatever process the worker runs. Email only; other channels send without it. Immutable; the octets are not copied. What no email
/// can carry is an <see cref="ArgumentException"/> when it is made, and its text does not repeat a name.
/// </summary>
public sealed record Attachment
{
    private static readonly SearchValues<char> Token =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$&-^_.+");

    private static readonly SearchValues<char> ContentIdText =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._+-@");

    [JsonConstructor]
    private Attachment(string name, string mediaType, bool isInline, string? key, ReadOnlyMemory<byte> content)
    {
        Require(!isInline || (name?.Length is > 0 and <= 200 && !name.AsSpan().ContainsAnyExcept(ContentIdText)), nameof(name),
            "The name of an inline image must be 1 to 200 characters of A-Z a-z 0-9 . _ + - @ without angle brackets, because the HTML "
                + "shows it by this name.");
        Require(name?.Length is > 0 and <= 255 && !name.AsSpan().ContainsAny('/', '\\') && AccountIds.IsText(name), nameof(name),
            "A file name must be 1 to 255 characters without a folder, control characters and halves of surrogate pairs.");
        Require(IsMediaType(mediaType), nameof(mediaType),
            "A media type must be type/subtype without parameters, such as application/pdf; multipart and message are not files.");
        Require(key is null || (key.Length is > 0 and <= 500 && AccountIds.IsText(key)), nameof(key),
            "The key of an attachment must be 1 to 500 characters without control characters and halves of surrogate pairs.");
        (Name, MediaType, IsInline, Key, Content) = (name!, mediaType, isInline, key, content);
    }

    /// <summary>
    /// File name, 1 to 255 characters without a folder and control characters; for an inline image what <c>cid:</c> names.
    /// </summary>
    [JsonInclude]
    public string Name { get; private init; }

    /// <summary>Type and subtype without parameters, for example <c>application/pdf</c>.</summary>
    [JsonInclude]
    public string MediaType { get; private init; }

    /// <summary>Whether the HTML shows it by <c>cid:</c> and <see cref="Name"/>.</summary>
    [JsonInclude]
    public bool IsInline { get; private init; }

    /// <summary>What the source is asked for, 1 to 500 characters, or null.</summary>
    [JsonInclude]
    public string? Key { get; private init; }

    /// <summary>The octets; empty until they are opened where <see cref="Key"/> is set.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>A file of which the octets are there.</summary>
    public static Attachment Of(string name, string mediaType, ReadOnlyMemory<byte> content) =>
        new(name, mediaType, isInline: false, key: null, content);

    /// <summary>A file that the source opens for each message: the same for everybody, or one for each person.</summary>
    public static Attachment FromSource(string name, string mediaType, string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new(name, mediaType, isInline: false, key, default);
    }

    /// <summary>An image that the HTML shows by <c>cid:CONTENTID</c>.</summary>
    public static Attachment Inline(string contentId, string mediaType, ReadOnlyMemory<byte> content) =>
        new(contentId, mediaType, isInline: true, key: null, content);

    /// <summary>An image that the HTML shows by <c>cid:CONTENTID</c> and that the source opens for each message.</summary>
    public static Attachment InlineFromSource(string contentId, string mediaType, string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new(contentId, mediaType, isInline: true, key, default);
    }

    /// <summary>The word "attachment"; a name may be personal.</summary>
    public override string ToString() => "attachment";

    private static bool IsMediaType(string? type)
    {
        var slash = type?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        return slash is > 0 and <= 100 && type!.Length - slash is > 1 and <= 100
            && !type.AsSpan(0, slash).ContainsAnyExcept(Token) && !type.AsSpan(slash + 1).ContainsAnyExcept(Token)
            && !type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase)
                && !type.StartsWith("message/", StringComparison.OrdinalIgnoreCase);
    }

    private static void Require(bool holds, string parameter, string problem)
    {
        if (!holds)
            throw new ArgumentException(problem, parameter);
    }
}
