using Microsoft.Extensions.Options;

namespace Notify.Sdk.Audience;

/// <summary>Reads a whole list and answers who is on it. Thread-safe.</summary>
internal sealed class AudienceReader(ContactNormalizer normalizer, PersonCollapser collapser, INameMatcher matcher,
    IOptions<AudienceOptions> options)
{
    /// <summary>How much work is done at a time; changes nothing but time and memory.</summary>
    public EngineTuning Tuning { get; init; } = new();

    /// <param name="contacts">The list, read once from its beginning to its end. A source of the library's own is read faster.</param>
    /// <param name="progress">Told of rows as they are read.</param>
    /// <param name="cancellationToken">Stops within some thousandths of a second; temporary files are removed.</param>
    /// <exception cref="NotifyException">The list is too large for its temporary directory.</exception>
    public async Task<AudienceList> ReadAsync(IAsyncEnumerable<Contact> contacts, IProgress<SendProgress>? progress,
        CancellationToken cancellationToken)
    {
        var resources = new ListResources(options.Value, Tuning);
        try
        {
            var source = resources.Open(contacts, cancellationToken);
            var hash = Tuning.Hash ?? KeyedHash.Random();
            var digest = resources.Digest;
            await new DigestReader(new(normalizer, matcher, options.Value), hash, Tuning.Threads)
                .ReadAsync(source, digest, progress, cancellationToken);
            var finder = new PersonFinder(digest, source, new(source, normalizer, digest, matcher), collapser,
                new(hash, options.Value.MaxAccountsPerAddress), Tuning.Threads);
            return finder.Find(options.Value.MaxAccountsPerPerson, resources, cancellationToken);
        }
        catch
        {
            await resources.DisposeAsync();
            throw;
        }
    }
}
