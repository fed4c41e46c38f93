namespace Notify.Sdk.SyntheticLists;

/// <summary>Whom and which addresses a row means, whatever its spelling: numbers that are equal when they are the same.</summary>
/// <param name="Human">The human being.</param>
/// <param name="Email">The mailbox; 0 for none, and for one typed to get past a form.</param>
/// <param name="Phone">The phone number; 0 likewise.</param>
public readonly record struct SyntheticAccount(int Human, long Email, long Phone);
