using Microsoft.Extensions.Options;
using Notify.Sdk.Audience;
using Notify.Sdk.SyntheticLists;

namespace Notify.Sdk.Benchmarks.Audience;

/// <summary>The library's first step as a send does it: read the list, normalise every row, say who is one person.</summary>
internal static class Engine
{
    public static Task<AudienceList> ReadAsync(IAsyncEnumerable<Contact> contacts, int cores, long? budget)
    {
        var options = new AudienceOptions();
        options.MemoryBudget = budget ?? options.MemoryBudget;
        var wrapped = Options.Create(options);
        var matcher = TokenNameMatcher.Instance;
        var reader = new AudienceReader(new(new DefaultPhoneNumberParser(), wrapped), new(options, matcher), matcher, wrapped)
        {
            Tuning = new() { Threads = cores }
        };
        return reader.ReadAsync(contacts, null, CancellationToken.None);
    }

    /// <summary>The time until everybody is known; closing the list is not in it.</summary>
    public static async Task<Cost> TimeAsync(int accounts, Func<IAsyncEnumerable<Contact>> contacts, int cores, long? budget)
    {
        AudienceList? list = null;
        var cost = await Cost.OfAsync(accounts, async () => list = await ReadAsync(contacts(), cores, budget));
        await list!.DisposeAsync();
        return cost;
    }

    /// <summary>
    /// The same answer as one would write it with objects: every contact normalised, then the rules over the whole list at once. One
    /// thread.
    /// </summary>
    public static Task<Cost> TimeRulesAsync(ListFile file) => Cost.OfAsync(file.Accounts, async () =>
    {
        var options = new AudienceOptions();
        var normalizer = new ContactNormalizer(new DefaultPhoneNumberParser(), Options.Create(options));
        var accounts = new List<Account>();
        await foreach (var contact in ContactCsv.ReadFileAsync(file.Path)) accounts.Add(normalizer.Normalize(contact));
        GC.KeepAlive(new PersonCollapser(options, TokenNameMatcher.Instance).Collapse(accounts));
    });

    /// <summary>Of that, the file alone: every row as far as telling people apart needs it. One thread.</summary>
    public static Task<Cost> TimeRowsAsync(ListFile file) => Cost.OfAsync(file.Accounts, async () =>
    {
        await using var source = ((IContactTable)ContactCsv.ReadFileAsync(file.Path)).Open(() => new(new(1L << 30), new(null)));
        var row = new ContactRow();
        while (await source.NextAsync(CancellationToken.None) is { } piece)
        {
            using var rows = piece;
            while (rows.TryRead(row))
            {
            }
        }
    });

    public static async Task<ListQuality> QualityAsync(ListFile file, int cores)
    {
        await using var list = await ReadAsync(ContactCsv.ReadFileAsync(file.Path), cores, null);
        return ListQuality.Of(file.Truth, GroupsOf(list));
    }

    /// <summary>The person of each row in the order of the file; pieces of it may have been numbered in another.</summary>
    private static int[] GroupsOf(AudienceList list)
    {
        var places = new long[list.Rows];
        var persons = new int[list.Rows];
        for (var row = 0; row < list.Rows; row++)
            (places[row], persons[row]) = (list.LocatorOf(row), list.PersonOf(row));
        Array.Sort(places, persons);
        return persons;
    }
}
