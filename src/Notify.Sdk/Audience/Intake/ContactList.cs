namespace Notify.Sdk.Audience;

/// <summary>A list of the caller's in memory: a row is an index, and nothing is copied.</summary>
internal sealed class ContactList(IReadOnlyList<Contact> contacts) : IContactTable, IContactSource
{
    private const int PieceSize = 8_192;

    private int _next;

    public IContactSource Open(Func<ContactArena> arena) => new ContactList(contacts);

    public ValueTask<IContactRows?> NextAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var start = _next;
        _next = Math.Min(start + PieceSize, contacts.Count);
        return new(start == _next ? null : new ContactRows(contacts, start, _next));
    }

    public Contact? Read(long locator) => contacts[(int)locator];

    public AccountRef ReadRef(long locator) => contacts[(int)locator].Ref;

    public string ReadName(long locator) => Read(locator)?.Name ?? "";

    public void EnsureUnchanged()
    {
        // What the caller does to the list meanwhile cannot be seen.
    }

    public async IAsyncEnumerator<Contact> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await ValueTask.CompletedTask;
        foreach (var contact in contacts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return contact;
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
