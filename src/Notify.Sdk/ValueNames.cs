namespace Notify.Sdk;

/// <summary>
/// The form of names of channels and address kinds: ASCII words in lower case with single dashes, so that every store keeps them.
/// </summary>
internal static class ValueNames
{
    public const int MaxLength = 32;

    public static string Checked(string name, string what)
    {
        ArgumentNullException.ThrowIfNull(name);
        return IsName(name) ? name : throw new ArgumentException(
            $"A {what} needs a name of 1 to {MaxLength} characters, words of a-z and 0-9 with single dashes between them, for example "
            + $"'web-push'.", nameof(name));
    }

    public static bool IsName(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > MaxLength || name[0] == '-' || name[^1] == '-' || name.Contains("--", StringComparison.Ordinal))
            return false;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-')
                return false;
        }

        return true;
    }
}
