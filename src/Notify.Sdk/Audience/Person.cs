namespace Notify.Sdk.Audience;

/// <summary>How strong the evidence is that two accounts are one person; the smaller, the stronger.</summary>
/// <remarks>
/// <para>
/// Levels are applied in order, each to all accounts at once. A wrong link silences somebody and a missing one costs at
/// most a second copy, so doubt keeps accounts apart:
/// </para>
/// <list type="bullet">
/// <item>An address of a role, or of more accounts than <see cref="AudienceOptions.MaxAccountsPerAddress"/>, is no
/// evidence at levels 2 to 4. If one account has an address as a role's, it is a role's for all.</item>
/// <item>A name with initials joins the one full name at the address that it fits. If it fits several, it joins nobody
/// there, not even an equal one: <c>J. Smith</c> twice may be John and Jane. If it fits none, equal ones join.</item>
/// <item>An account without a name joins the one person at the address, counted by names. Accounts without names are no
/// evidence for each other.</item>
/// <item>Neither is a bridge: what would lead, over any number of addresses, to accounts whose full names differ, joins
/// none of them at that level. A full name that a stronger level brought into the group counts as the account's own.</item>
/// </list>
/// </remarks>
public enum LinkLevel : byte
{
    /// <summary>The caller says so: same asserted person id.</summary>
    AssertedPerson = 0,

    /// <summary>The same account id in another source.</summary>
    SameAccount = 1,

    /// <summary>The same address, verified by both.</summary>
    VerifiedAddress = 2,

    /// <summary>The same email and a compatible name.</summary>
    EmailAndName = 3,

    /// <summary>The same phone or handle and a compatible name.</summary>
    PhoneAndName = 4,
}

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
