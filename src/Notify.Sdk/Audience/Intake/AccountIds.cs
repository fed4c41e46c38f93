using System.Buffers;

namespace Notify.Sdk.Audience;

/// <summary>What can name an account: 1 to 200 characters that are not all space, without control characters; a source may be empty.</summary>
internal static class AccountIds
{
    /// <summary>The longest account id and source, in UTF-16 units.</summary>
    public const int MaximumLength = 200;

    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, 256).Select(c => (char)c).Where(char.IsControl)]);

    private static readonly SearchValues<char> Printable = SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(c => (char)c)]);

    public static bool IsUsable(ReadOnlySpan<char> id) => id.Length <= MaximumLength && !id.IsEmpty && (IsPlain(id) || (!id.IsWhiteSpace() && !id.ContainsAny(Controls)));

    public static bool IsUsableSource(ReadOnlySpan<char> source) => source.Length <= MaximumLength && (IsPlain(source) || !source.ContainsAny(Controls));

    // As most are: one look.
    private static bool IsPlain(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Printable);
}
