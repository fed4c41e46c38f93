namespace Notify.Sdk.Audience;

/// <summary>What one reading of a list holds open: the list, its memory, and what went to disk. One thread.</summary>
internal sealed class ListResources : IAsyncDisposable
{
    private readonly TemporaryFile _overflow;
    private readonly MemoryBudget _budget;
    private IContactSource? _source;

    public ListResources(AudienceOptions options, EngineTuning tuning)
    {
        _overflow = new(options.TemporaryDirectory, tuning.OpenFile);
        _budget = new(options.MemoryBudget);
        Digest = new(_budget, _overflow, tuning.BlockSize);
    }

    public ListDigest Digest { get; }

    /// <summary>A list that knows how to be read again, or else one that is kept as it comes.</summary>
    public IContactSource Open(IAsyncEnumerable<Contact> contacts, CancellationToken cancellationToken) =>
        _source = contacts is IContactTable table ? table.Open(Arena) : new ContactStream(contacts, Arena(), cancellationToken);

    private ContactArena Arena() => new(_budget, _overflow);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_source is not null) await _source.DisposeAsync();
        }
        finally
        {
            Digest.Dispose();
            _overflow.Dispose();
        }
    }
}
