namespace Notify.Sdk.Audience;

/// <summary>
/// A CSV file of contacts: an enumerable like any other, and for the engine a table that it reads in pieces and row by row again.
/// </summary>
internal sealed class ContactCsvFile(string path, ContactCsvOptions options, CancellationToken cancellationToken) : IContactTable
{
    public IContactSource Open(Func<ContactArena> arena) => new CsvFileSource(path, options, arena);

    /// <summary>The file, to be read once.</summary>
    public CsvFileSource OpenOnce() => new(path, options, arena: null);

    public async IAsyncEnumerator<Contact> GetAsyncEnumerator(CancellationToken token = default)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, token);
        await using var source = OpenOnce();
        await foreach (var contact in source.ReadAllAsync(both.Token))
            yield return contact;
    }
}
