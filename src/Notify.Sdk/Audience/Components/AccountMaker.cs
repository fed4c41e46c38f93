namespace Notify.Sdk.Audience;

/// <summary>Makes an account of a row when it is needed: reads the row again. Thread-safe.</summary>
internal sealed class AccountMaker(IContactSource source, ContactNormalizer normalizer, ListDigest digest, INameMatcher matcher)
{
    public Account Make(int row) => normalizer.Normalize(Contact(row));

    /// <inheritdoc cref="INameMatcher.IsInitialOf"/>
    public bool IsInitialOf(NameKey shortened, NameKey full) => matcher.IsInitialOf(shortened, full);

    public AccountRef RefOf(int row) => source.ReadRef(digest.Locators[row]);

    /// <inheritdoc cref="IContactSource.EnsureUnchanged"/>
    public void EnsureUnchanged() => source.EnsureUnchanged();

    /// <summary>The key of a row's name, made anew as when the row was digested.</summary>
    public NameKey NameOf(int row) => ContactFields.TryClean(source.ReadName(digest.Locators[row]), out var name) && !name.IsEmpty
        ? matcher.Normalise(name.ToString())
        : NameKey.None;

    private Contact Contact(int row) => source.Read(digest.Locators[row])
        ?? throw new NotifyException("A row that was read cannot be read again. A list must not change while it is being sent to.");
}
