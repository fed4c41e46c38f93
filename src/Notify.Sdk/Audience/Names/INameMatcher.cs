namespace Notify.Sdk.Audience;

/// <summary>
/// Says when two written names can be one human being's. A matcher looks at names only; how many people share an
/// address, and what follows from it, is the collapser's rule. Replace the default (<see cref="TokenNameMatcher"/>)
/// for another culture's names or for a table of nicknames. Implementations are thread-safe and pure: the same text
/// gives the same answer for ever, or two runs over one list would differ.
/// </summary>
public interface INameMatcher
{
    /// <summary>
    /// Brings a name into the form in which it is compared. Two names are equal when their keys are equal, so equality
    /// is transitive by construction: a matcher that takes Bob for Robert gives both the same key.
    /// </summary>
    /// <param name="name">The name as written; any text, also unpaired surrogates.</param>
    /// <returns>The key; <see cref="NameKey.None"/> for a text that says nothing, for example <c>"---"</c>.</returns>
    NameKey Normalise(string name);

    /// <summary>
    /// Whether <paramref name="shortened"/> is <paramref name="full"/> with some names shortened to initials
    /// (<c>J. Smith</c> of <c>Jane Smith</c>). That it fits is no proof: the collapser joins them only if no other full
    /// name at the same address fits as well.
    /// </summary>
    /// <param name="shortened">A key with <see cref="NameKey.HasInitials"/>.</param>
    /// <param name="full">A key that is <see cref="NameKey.IsFull"/>.</param>
    bool IsInitialOf(NameKey shortened, NameKey full);
}
