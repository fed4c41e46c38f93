using System.Collections.Concurrent;

namespace Notify.Sdk.Audience;

/// <summary>
/// Contacts that come one by one and only once: each is written into <see cref="ContactArena"/> as it is digested, and the object
/// is let go.
/// </summary>
internal sealed class ContactStream(IAsyncEnumerable<Contact> contacts, ContactArena arena, CancellationToken cancellationToken)
    : IContactSource
{
    private const int PieceSize = 2_048;

    private readonly IAsyncEnumerator<Contact> _contacts = contacts.GetAsyncEnumerator(cancellationToken);
    private readonly ConcurrentBag<ContactWriter> _writers = []; // one for each thread at work, used again
    private bool _ended;

    public async ValueTask<IContactRows?> NextAsync(CancellationToken cancellationToken)
    {
        var piece = new List<Contact?>(PieceSize);
        while (!_ended && piece.Count < PieceSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await _contacts.MoveNextAsync()) piece.Add(_contacts.Current);
            else _ended = true;
        }

        return piece.Count == 0 ? null : new Rows(piece, arena, _writers);
    }

    public Contact? Read(long locator) => arena.Read(locator);

    public AccountRef ReadRef(long locator) => arena.ReadRef(locator);

    public string ReadName(long locator) => Read(locator)?.Name ?? "";

    public void EnsureUnchanged()
    {
        // The contacts were copied.
    }

    public ValueTask DisposeAsync() => _contacts.DisposeAsync();

    private sealed class Rows(List<Contact?> contacts, ContactArena arena, ConcurrentBag<ContactWriter> writers) : IContactRows
    {
        private readonly int _block = arena.Reserve();
        private ContactWriter? _writer;
        private int _next;

        public bool TryRead(ContactRow row)
        {
            row.Clear();
            if (_next == contacts.Count) return false;
            var contact = contacts[_next++];
            ContactRows.Fill(row, contact);
            if (contact is null) return true;
            _writer ??= writers.TryTake(out var known) ? known : new(contacts.Count * 128);
            row.Locator = ContactArena.Locator(_block, _writer.Write(contact));
            return true;
        }

        public void Dispose()
        {
            if (_writer is null) return;
            arena.Put(_block, _writer.Written);
            _writer.Clear();
            writers.Add(_writer);
            _writer = null;
        }
    }
}
