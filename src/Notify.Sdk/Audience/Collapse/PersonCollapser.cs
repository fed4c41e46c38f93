namespace Notify.Sdk.Audience;

/// <summary>
/// Says which accounts are one human being, by evidence from strong to weak. Thread-safe if the matcher is: a call
/// keeps its own state, and the options are read once, here.
/// </summary>
/// <remarks>
/// The accounts are sorted first and everything after works on row numbers, so the answer is the same for every order
/// of the input, and "smallest account" is "smallest row". Near-linear in accounts and addresses.
/// </remarks>
internal sealed class PersonCollapser(AudienceOptions options, INameMatcher matcher)
{
    private readonly int _maxPerAddress = options.MaxAccountsPerAddress;
    private readonly int _maxPerPerson = options.MaxAccountsPerPerson;
    private readonly ILookup<AccountRef, AccountRef> _notSame = options.Apart();

    /// <param name="accounts">The accounts, each reference once, in any order.</param>
    /// <param name="list">
    /// What the whole list says of addresses, when the accounts are some components of it; the shared addresses of the persons
    /// are then left to <see cref="PeopleReader"/>. Null when they are the list.
    /// </param>
    /// <exception cref="ArgumentException">A reference is there twice.</exception>
    /// <returns>The persons, ordered by label; the refusals, ordered by level, first account and guard.</returns>
    public (IReadOnlyList<Person> People, IReadOnlyList<MergeRefusal> Refusals) Collapse(
        IReadOnlyList<Account> accounts, IAddressFacts? list = null)
    {
        var rows = AccountOrder.Of(accounts);
        var addresses = AddressOwners.Of(rows, _maxPerAddress, list);
        var names = new NameTable(rows, matcher);
        var groups = new PersonGroups(rows, new MergeGuards(rows, _maxPerPerson, _notSame));

        Apply(groups, LinkLevel.AssertedPerson, found => IdentityEvidence.AssertedPersons(rows, found));
        Apply(groups, LinkLevel.SameAccount, found => IdentityEvidence.SameAccounts(rows, found));
        Apply(groups, LinkLevel.VerifiedAddress, found => IdentityEvidence.VerifiedAddresses(addresses, found));
        Apply(groups, LinkLevel.EmailAndName, found => ByName(LinkLevel.EmailAndName, groups, addresses, names, found));
        Apply(groups, LinkLevel.PhoneAndName, found => ByName(LinkLevel.PhoneAndName, groups, addresses, names, found));

        return (new PersonAssembly(rows, addresses, groups).Build(), groups.Refusals);
    }

    private static void Apply(PersonGroups groups, LinkLevel level, Action<List<Evidence>> gather)
    {
        var found = new List<Evidence>();
        gather(found);
        groups.Apply(level, found);
    }

    /// <summary>Equal full names first; what a shortened or missing name claims is judged against the people that they make.</summary>
    private static void ByName(LinkLevel level, PersonGroups groups, AddressOwners addresses, NameTable names, List<Evidence> found)
    {
        var evidence = new NameEvidence(addresses, names);
        evidence.Gather(level, found);
        if (evidence.Claims.Count == 0) return;
        var blocks = groups.Draft();
        foreach (var piece in found) blocks.Union(piece.Row, piece.Anchor);
        new ClaimJudge(groups.GroupOf.Length, evidence, blocks, names).Keep(level, found);
    }
}
