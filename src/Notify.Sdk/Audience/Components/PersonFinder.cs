namespace Notify.Sdk.Audience;

/// <summary>The steps from digests to persons, in order. Each reads only what the one before left.</summary>
internal sealed class PersonFinder(ListDigest digest, IContactSource source, AccountMaker maker, PersonCollapser collapser,
    SharedKeyIndex book,
    int threads)
{
    public AudienceList Find(int maxAccountsPerPerson, ListResources resources, CancellationToken cancellationToken)
    {
        var ids = new DoubleIds(digest, source);
        ids.Settle(threads, cancellationToken);
        digest.Ids.Dispose();
        ComponentBuilder.FindKeys(digest, book, skipLeft: ids.Rejected.Count > 0, threads, cancellationToken);
        digest.Keys.Dispose();
        var components = ComponentBuilder.Connect(digest, book, ids, cancellationToken);

        var persons = new RowSets(digest.Rows);
        var fast = new FastMerge(digest, components, persons, maxAccountsPerPerson);
        fast.Mark(cancellationToken);
        var claimed = new ClaimedKeys();
        fast.Join(book, ids, claimed, cancellationToken);
        new ClaimMerge(digest, components, persons, maker).Join(claimed, threads, cancellationToken);
        digest.Names.Clear();
        var exact = new ExactMerge(digest, components, persons, maker, collapser, book);
        exact.Join(threads, cancellationToken);
        SharedKeys.Settle(digest, persons, book, cancellationToken);
        source.EnsureUnchanged();

        var (accounts, people) = Count(persons);
        return new(digest, persons, new(digest, components, maker, collapser, book, threads), source, resources)
        {
            Accounts = accounts,
            Persons = people,
            Rejected = Rejected(ids),
            Refusals = exact.Refusals,
        };
    }

    private (int Accounts, int Persons) Count(RowSets persons)
    {
        var (accounts, people) = (0, 0);
        for (var row = 0; row < digest.Rows; row++)
        {
            if ((digest.Facts[row] & RowFacts.Left) != 0) continue;
            accounts++;
            if (persons.IsFirst(row)) people++;
        }

        return (accounts, people);
    }

    private IReadOnlyList<RejectedRow> Rejected(DoubleIds ids) =>
    [
        .. Enumerable.Range(1, digest.Nulls)
            .Select(n => new RejectedRow(new($"null-row-{n}"), new(ReasonCodes.NullContact, "audience/row", "The row is null.")))
            .Concat(Enumerable.Range(1, digest.Unnamed).Select(
                n => new RejectedRow(new($"unnamed-row-{n}"),
                new(ReasonCodes.InvalidAccountId, "audience/row",
                $"The account id must be 1 to {AccountIds.MaximumLength} characters without control characters, the source at most as "
                    + $"many."))))
            .Concat(ids.Rejected)
            .OrderBy(r => r.Account),
    ];
}
