namespace Notify.Sdk.Audience;

/// <summary>Says in one line why an account was taken for another one's owner.</summary>
public static class PersonExplanations
{
    /// <summary>
    /// The shortest chain of evidence from <paramref name="covered"/> to <paramref name="coveredBy"/>; of several, the
    /// one through the smallest accounts, by the strongest evidence. The same person gives the same line.
    /// </summary>
    /// <param name="person">The person that both accounts belong to.</param>
    /// <param name="covered">The account that gets nothing of its own.</param>
    /// <param name="coveredBy">The account that is told for it.</param>
    /// <returns>
    /// For example <c>DuplicateOf acc-7 via email a***@example.com (level 3, names equal)</c>. With accounts in between,
    /// each hop names the account it leads to, joined by "then". Addresses are masked, names never shown.
    /// </returns>
    /// <exception cref="ArgumentException">An account is not the person's, or both are the same.</exception>
    public static string Explain(this Person person, AccountRef covered, AccountRef coveredBy) =>
        new EvidenceChains(person, coveredBy).Explain(covered);
}
