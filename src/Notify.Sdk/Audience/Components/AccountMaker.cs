namespace Notify.Sdk.Audience;

/// <summary>Makes an account of a row when it is needed: reads the row again. Thread-safe.</summary>
internal sealed class AccountMaker(IContactSource source, ContactNormalizer normalizer, ListDigest digest)
{
    public Account Make(int row) => normalizer.Normalize(Contact(row));

    /// <exception cref="NotifyException">The list is not what it was.</exception>
    public AccountRef RefOf(int row) => Contact(row).Ref;

    private Contact Contact(int row) => source.Read(digest.Locators[row])
        ?? throw new NotifyException("A row that was read cannot be read again. A list must not change while it is being sent to.");
}
