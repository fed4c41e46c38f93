namespace Notify.Sdk.Audience;

/// <summary>
/// A name in the form in which it is compared; made by an <see cref="INameMatcher"/>. Equal keys are equal names, ordinal.
/// </summary>
/// <param name="Value">The canonical text; the default matcher writes the folded words in ordinal order, separated by one space.</param>
/// <param name="HasInitials">Whether a part is shortened to an initial, so that the key may stand for several full names.</param>
public readonly record struct NameKey(string Value, bool HasInitials)
{
    /// <summary>The key of a text that names nobody. Equal to <c>default</c> in meaning: both are <see cref="IsNone"/>.</summary>
    public static NameKey None { get; } = new("", false);

    /// <summary>Whether the text named nobody.</summary>
    public bool IsNone => string.IsNullOrEmpty(Value);

    /// <summary>Whether the name is written out.</summary>
    public bool IsFull => !IsNone && !HasInitials;

    /// <summary>Never shows the name.</summary>
    public override string ToString() => IsNone ? "no name" : HasInitials ? "name with initials" : "full name";
}
