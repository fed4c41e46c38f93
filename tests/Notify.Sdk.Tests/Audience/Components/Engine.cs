using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

/// <summary>
/// The engine as a whole, and its answer as text; and the same answer from the rules alone, which look at the whole list at once.
/// </summary>
internal static class Engine
{
    /// <summary>Room for contacts of lists that cannot be read again.</summary>
    public static ContactArena Arena() => new(new(1L << 30), new(null));

    public static AudienceReader Reader(AudienceOptions options, EngineTuning? tuning = null, INameMatcher? matcher = null)
    {
        var wrapped = Microsoft.Extensions.Options.Options.Create(options);
        matcher ??= TokenNameMatcher.Instance;
        return new(new(new DefaultPhoneNumberParser(), wrapped), new(options, matcher), matcher, wrapped) { Tuning = tuning ?? new() };
    }

    public static string Report(IAsyncEnumerable<Contact> rows, AudienceOptions options, EngineTuning? tuning = null,
        INameMatcher? matcher = null) =>
        ReportAsync(rows, options, tuning, matcher).GetAwaiter().GetResult();

    private static async Task<string> ReportAsync(IAsyncEnumerable<Contact> rows, AudienceOptions options, EngineTuning? tuning,
        INameMatcher? matcher)
    {
        await using var list = await Reader(options, tuning, matcher).ReadAsync(rows, null, default);
        var people = list.People().ToList();
        people.Should().HaveCount(list.Persons);
        people.Sum(p => p.Accounts.Count).Should().Be(list.Accounts);
        PersonsByRow(list).Should().Equal(people.Select(p => p.Accounts.Count).Order());
        return Text(people, list.Refusals, list.Rejected);
    }

    /// <summary>What the rows' own numbers say must be what the persons say when they are made.</summary>
    private static IEnumerable<int> PersonsByRow(AudienceList list) =>
        Enumerable.Range(0, list.Rows).Select(list.PersonOf).Where(p => p >= 0).GroupBy(p => p).Select(g => g.Count()).Order();

    /// <summary>One pass over everything, as one would write it first.</summary>
    public static string Obvious(IEnumerable<Contact?> rows, AudienceOptions options, INameMatcher? matcher = null)
    {
        var wrapped = Microsoft.Extensions.Options.Options.Create(options);
        var normalizer = new ContactNormalizer(new DefaultPhoneNumberParser(), wrapped);
        var (rejected, used, nulls, unnamed) = (new List<RejectedRow>(), new List<Contact>(), 0, 0);
        foreach (var row in rows)
        {
            if (row is null) rejected.Add(new(new($"null-row-{++nulls}"), new(ReasonCodes.NullContact, "", "")));
            else if (string.IsNullOrWhiteSpace(row.AccountId) || row.AccountId.Any(char.IsControl)) rejected.Add(
                new(new($"unnamed-row-{++unnamed}"), new(ReasonCodes.InvalidAccountId, "", "")));
            else used.Add(row);
        }

        var accounts = new List<Account>();
        foreach (var same in used.GroupBy(c => c.Ref))
        {
            accounts.Add(normalizer.Normalize(same.Order(Comparer<Contact>.Create(RowOrder.Compare)).First()));
            rejected.AddRange(same.Skip(1).Select(c => new RejectedRow(c.Ref, new(ReasonCodes.DuplicateAccountId, "", ""))));
        }

        var (people, refusals) = new PersonCollapser(options, matcher ?? TokenNameMatcher.Instance).Collapse(accounts);
        return Text(people, refusals, [.. rejected.OrderBy(r => r.Account)]);
    }

    private static string Text(IEnumerable<Person> people, IReadOnlyList<MergeRefusal> refusals, IReadOnlyList<RejectedRow> rejected) =>
        string.Join('\n', people.OrderBy(p => p.Label).Select(
            p => $"{p.Text()} crowded [{string.Join(' ', p.CrowdedAddresses.Select(k => k.Value))}] "
            + $"{string.Join(' ', p.Accounts.Select(a => a.Name + "/" + string.Join('+', a.Addresses.Select(x => x.Deliverable))))}"))
        + $"\n{refusals.Text()}\n{string.Join(' ', rejected.Select(r => $"{r.Account}:{r.Reason.Code}"))}";
}
