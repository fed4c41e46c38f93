namespace Notify.Sdk;

/// <summary>
/// Words that a provider keeps under a name, approved before they may be sent, and the values of their variables in order. Among the words
/// of a topic the values are Handlebars source; in a message they are what is filled in. Immutable.
/// </summary>
/// <param name="Name">Its name or id at the provider, 1 to 512 characters.</param>
/// <param name="Variables">
/// The first value is that of the first variable. None may be empty, have a line break or a tab, or more than four spaces in a row, which
/// providers refuse.
/// </param>
public sealed record ProviderTemplate(string Name, IReadOnlyList<string> Variables)
{
    /// <summary>The language as the provider names it, for example <c>en_US</c>; null for that of the words.</summary>
    public string? Language { get; init; }

    /// <summary>The name; no values.</summary>
    public override string ToString() => Name;
}
