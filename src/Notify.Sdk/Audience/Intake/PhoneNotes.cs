namespace Notify.Sdk.Audience;

/// <summary>Tells what the notes of an account say of its phone numbers.</summary>
internal static class PhoneNotes
{
    private static readonly string NoCountry = PhoneFault.NoCountry.Describe();

    /// <summary>How many numbers of the account could not be read, and how many of these only because nobody knows the country.</summary>
    public static (int Unread, int WithoutCountry) Count(Account account)
    {
        var (unread, without) = (0, 0);
        for (var i = 0; i < account.Notes.Count; i++)
        {
            if (account.Notes[i].Code != ReasonCodes.InvalidPhone)
                continue;
            unread++;
            if (account.Notes[i].Detail.Contains(NoCountry, StringComparison.Ordinal))
                without++;
        }

        return (unread, without);
    }
}
