namespace Notify.Sdk;

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
