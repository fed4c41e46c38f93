namespace Notify.Sdk.Audience;

/// <summary>One piece of evidence that two accounts are one person.</summary>
/// <param name="From">The account explained.</param>
/// <param name="To">The account it is linked to.</param>
/// <param name="Level">How strong the evidence is.</param>
/// <param name="Via">The address they share; null for levels without one. Shown masked.</param>
public sealed record PersonLink(AccountRef From, AccountRef To, LinkLevel Level, AddressKey? Via)
{
    /// <summary>What the names had to do with it.</summary>
    public NameAgreement Names { get; init; }
}

/// <summary>
/// The accounts that are one human being, as far as the evidence goes: a view for one plan. Accounts themselves are
/// never changed. Immutable.
/// </summary>
public sealed record Person
{
    /// <summary>Smallest account reference of the group: a name that depends on nothing but the group.</summary>
    public AccountRef Label => Accounts[0].Ref;

    /// <summary>The accounts, ordered by reference. Never empty.</summary>
    public required IReadOnlyList<Account> Accounts { get; init; }

    /// <summary>
    /// The evidence that holds, ordered by account: enough links to reach every account from every other. What several
    /// accounts have in common is a star, each linked to the same <see cref="PersonLink.To"/>, and speaks for any two of
    /// them; so a shared address costs no link for each pair, and the shortest chain can be found
    /// (<see cref="PersonExplanations"/>). Empty for one account.
    /// </summary>
    public IReadOnlyList<PersonLink> Links { get; init; } = [];

    /// <summary>The keys of this person's addresses that other persons of the list have too, in order.</summary>
    public IReadOnlyList<AddressKey> SharedAddresses { get; init; } = [];

    /// <summary>
    /// Those of <see cref="SharedAddresses"/> that more accounts of the list have than
    /// <see cref="AudienceOptions.MaxAccountsPerAddress"/>: a switchboard, a number typed to get past a form. Used only
    /// when the person has no other.
    /// </summary>
    public IReadOnlyList<AddressKey> CrowdedAddresses { get; init; } = [];

    /// <summary>Label and size of the group.</summary>
    public override string ToString() => $"person {Label} ({Accounts.Count} accounts)";
}
