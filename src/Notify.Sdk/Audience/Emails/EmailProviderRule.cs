namespace Notify.Sdk.Audience;

/// <summary>
/// What one mailbox provider says about its own addresses: which spellings reach the same mailbox. Immutable.
/// </summary>
public sealed record EmailProviderRule
{
    /// <summary>The provider's name, for explanations.</summary>
    public required string Name { get; init; }

    /// <summary>The domains it holds for, in lower-case A-labels. A subdomain is another domain.</summary>
    public required IReadOnlyList<string> Domains { get; init; }

    /// <summary>The text from this character on is a tag, not a part of the mailbox; null if the provider has no tags.</summary>
    public char? TagSeparator { get; init; }

    /// <summary>Characters of the local part that the provider does not look at; empty if it looks at all.</summary>
    public string IgnoredCharacters { get; init; } = "";

    /// <summary>The domain that stands for all of them; null if the same name at two of them may be two people.</summary>
    public string? CanonicalDomain { get; init; }

    /// <summary>Whether <c>anything@name.domain</c> is delivered to <c>name@domain</c>.</summary>
    public bool SubdomainIsMailbox { get; init; }

    /// <summary>Where the rule is known from, and how well.</summary>
    public required string Evidence { get; init; }
}
