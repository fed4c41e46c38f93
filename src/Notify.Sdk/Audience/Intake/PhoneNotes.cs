namespace Notify.Sdk.Audience;

/// <summary>Tells what the notes of an account say of its phone numbers.</summary>
internal static class PhoneNotes
{
    /// <summary>What is said of a number that nobody can read for want of a country.</summary>
    public static readonly string NoCountry = PhoneFault.NoCountry.Describe();

    /// <summary>How many numbers of the account could not be read.</summary>
    public static int CountUnread(Account account)
    {
        var unread = 0;
        for (var i = 0; i < account.Notes.Count; i++)
            unread += account.Notes[i].Code == ReasonCodes.InvalidPhone ? 1 : 0;
        return unread;
    }
}
