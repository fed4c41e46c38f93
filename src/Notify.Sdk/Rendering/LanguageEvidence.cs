using Notify.Sdk.Audience;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Rendering;

/// <summary>
/// Which language a person is known to read: the account's; else that of another account of theirs; else the one in which they were
/// shown what they consented to; else what the application declared for the list. Nothing is guessed from the process.
/// </summary>
internal static class LanguageEvidence
{
    /// <summary>A BCP 47 tag, or null when nothing is known.</summary>
    /// <param name="attempt">Whom it is for.</param>
    /// <param name="listLanguage"><see cref="AudienceOptions.ListLanguage"/>.</param>
    public static string? Of(in Attempt attempt, string? listLanguage)
    {
        if ((attempt.Account.Language ?? OfPerson(attempt.Person) ?? OfConsent(attempt)) is { } said)
            return said;
        // "Klingon" is no tag, but whoever wrote it did not mean the language of the list.
        return listLanguage is null || ContactFields.WasNotUnderstood(attempt.Account, "language") ? null : listLanguage;
    }

    private static string? OfPerson(Person person)
    {
        for (var i = 0; i < person.Accounts.Count; i++)
        {
            if (person.Accounts[i].Language is { } language)
                return language;
        }

        return null;
    }

    private static string? OfConsent(in Attempt attempt) =>
        !attempt.Facts.Consents.IsEmpty
        && attempt.Facts.Consents.InForce(attempt.Topic, attempt.Address.Key, attempt.Channel, attempt.At)?.Disclosure?.Language is
        {
            Length: > 0
        } shown ? shown : null;
}
