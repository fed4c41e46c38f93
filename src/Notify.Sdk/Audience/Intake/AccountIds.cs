using System.Buffers;

namespace Notify.Sdk.Audience;

/// <summary>
/// What can name an account: 1 to 200 characters that are not all space, without control characters and halves of surrogate pairs; a
/// source may be empty.
/// </summary>
internal static class AccountIds
{
    /// <summary>The longest account id and source, in UTF-16 units.</summary>
    public const int MaximumLength = 200;

    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 256).Select(c => (char)c).Where(char.IsControl)]);

    private static readonly SearchValues<char> Printable = SearchValues.Create(
        [.. Enumerable.Range('!', '~' - '!' + 1).Select(c => (char)c)]);

    public static bool IsUsable(ReadOnlySpan<char> id) =>
        id.Length <= MaximumLength && !id.IsEmpty && (IsPlain(id) || (!id.IsWhiteSpace() && IsText(id)));

    public static bool IsUsableSource(ReadOnlySpan<char> source) => source.Length <= MaximumLength && (IsPlain(source) || IsText(source));

    /// <summary>
    /// Without control characters and without halves of surrogate pairs: two ids that differ in these alone would be stored as one.
    /// </summary>
    public static bool IsText(ReadOnlySpan<char> text)
    {
        if (text.ContainsAny(Controls))
            return false;
        for (var i = text.IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }

        return true;
    }

    // As most are: one look.
    private static bool IsPlain(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Printable);
}
