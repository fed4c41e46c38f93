using Notify.Sdk.Planning;

namespace Notify.Sdk;

/// <summary>What the library knows of the law, for people to read. Not legal advice. Thread-safe.</summary>
public static class LawPacks
{
    /// <summary>The places that the pack of the library speaks of: countries, <c>EU</c>, and <c>*</c> for everywhere.</summary>
    public static IReadOnlyList<string> Places { get; } = [.. LawPage.Places(LegalPack.BuiltIn)];

    /// <summary>
    /// One country as a page of Markdown: the consents that its law asks for, hours, limits of frequency and holidays, each line with its
    /// source, its mark and the day of its review. A country without an entry gets the page of what holds there instead.
    /// </summary>
    /// <param name="country">ISO 3166-1 alpha-2, <c>EU</c>, or <c>*</c>.</param>
    /// <exception cref="ArgumentException">No country.</exception>
    public static string Describe(string country) => LegalPack.BuiltIn.Describe(country);
}
