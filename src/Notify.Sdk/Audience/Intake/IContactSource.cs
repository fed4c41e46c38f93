namespace Notify.Sdk.Audience;

/// <summary>
/// A list of contacts that knows a faster way to be read than contact by contact. The enumerables that the library itself
/// hands out implement it (a CSV file, a list in memory), so a caller passes them on as any other
/// <see cref="IAsyncEnumerable{T}"/> and the engine recognises them.
/// </summary>
internal interface IContactTable : IAsyncEnumerable<Contact>
{
    /// <summary>Opens the list for one send, which disposes it at its end. Throws here or when read what enumerating would throw.</summary>
    /// <param name="arena">Makes room for contacts, for a list of which rows cannot be found again.</param>
    IContactSource Open(Func<ContactArena> arena);
}

/// <summary>
/// A list that is open: read once in pieces, from its beginning to its end, and then row by row where it is needed again.
/// </summary>
internal interface IContactSource : IAsyncDisposable
{
    /// <summary>
    /// The next piece of the list, some thousand rows; null at the end. Called by one thread at a time, while earlier pieces are
    /// being read by others. The receiver disposes the piece.
    /// </summary>
    ValueTask<IContactRows?> NextAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Reads a whole row again, by its <see cref="ContactRow.Locator"/>. Thread-safe; may be called before the last piece has
    /// been read. Null only where the row was a hole. What was reported when the row was read first is not reported again.
    /// Nobody may act on what was read again before <see cref="EnsureUnchanged"/> said after it that the list is what it was.
    /// </summary>
    Contact? Read(long locator);

    /// <summary>As <see cref="Read"/>, only the account's id and source; the row is no hole.</summary>
    AccountRef ReadRef(long locator);

    /// <summary>As <see cref="Read"/>, only the name as it was offered with the row; empty when there is none.</summary>
    string ReadName(long locator);

    /// <summary>Makes sure that the rows that were read again so far are those of the list. Thread-safe.</summary>
    /// <exception cref="NotifyException">The list was changed since it was opened.</exception>
    void EnsureUnchanged();
}

/// <summary>The rows of one piece, read by one thread.</summary>
internal interface IContactRows : IDisposable
{
    /// <summary>
    /// Fills in the next usable row; false at the end of the piece. Rows that are broken beyond use are reported by the source
    /// and skipped. The row is the receiver's buffer, cleared by the source.
    /// </summary>
    bool TryRead(ContactRow row);
}
