namespace Notify.Sdk.Audience;

/// <summary>A row that became no account, and why.</summary>
/// <param name="Account">
/// The row's account as far as it can be named; <c>null-row-1</c> or <c>unnamed-row-1</c> for a row without a usable id.
/// </param>
/// <param name="Reason">Why.</param>
internal sealed record RejectedRow(AccountRef Account, Reason Reason);

/// <summary>
/// Accounts that evidence of one level would have joined, kept apart by a guard: they stay in the groups that stronger
/// levels made of them, and weaker levels may still join some. One for each guard that was broken.
/// </summary>
/// <param name="Accounts">The accounts of the group that was refused, in order.</param>
/// <param name="Level">The level that was undone.</param>
/// <param name="Guard">
/// The guard that spoke: <c>person-id</c>, <c>birth-date</c>, <c>not-same</c> or <c>max-accounts-per-person</c>.
/// </param>
internal sealed record MergeRefusal(IReadOnlyList<AccountRef> Accounts, LinkLevel Level, string Guard);

/// <summary>
/// The answer to "who is it?" for a whole list: every row is in exactly one person or rejected. Holds some numbers for each row
/// and the open list; persons are made when they are asked for. Disposing it closes the list and removes temporary files.
/// </summary>
internal sealed class AudienceList(ListDigest digest, RowSets persons, PeopleReader people, IContactSource source,
    IAsyncDisposable resources) : IAsyncDisposable
{
    /// <summary>How many rows came in.</summary>
    public int Rows => digest.Rows;

    /// <summary>How many rows became accounts.</summary>
    public required int Accounts { get; init; }

    /// <summary>How many persons they are.</summary>
    public required int Persons { get; init; }

    /// <summary>The rows that became no account, ordered by account.</summary>
    public required IReadOnlyList<RejectedRow> Rejected { get; init; }

    /// <summary>Merges that a guard refused, ordered by level, then by first account.</summary>
    public required IReadOnlyList<MergeRefusal> Refusals { get; init; }

    /// <summary>
    /// The persons, one after the other; the order does not depend on the order of the rows. Each is made when it is its turn and
    /// not kept.
    /// </summary>
    public IEnumerable<Person> People(CancellationToken cancellationToken = default) => people.Read(cancellationToken);

    /// <summary>Whether the list says of anybody what they allowed.</summary>
    public bool HasPermissions => digest.Saying.Count > 0;

    /// <summary>
    /// The contacts of which the list says what they allowed, each read again in its turn, in the order of the list where it has one.
    /// Rows that became no account are among them if they can be named: what somebody refused counts whatever else the row says.
    /// </summary>
    public IEnumerable<Contact> WithPermissions() =>
        digest.Saying.Select(row => digest.Locators[row]).Order().Select(source.Read).OfType<Contact>();

    /// <summary>
    /// The person of a row, named by a row of theirs; -1 for a row that became no account. Rows are numbered as they were read.
    /// </summary>
    public int PersonOf(int row) => (digest.Facts[row] & RowFacts.Left) != 0 ? -1 : persons.Find(row);

    /// <summary>Where a row can be read again, as its source numbers it.</summary>
    public long LocatorOf(int row) => digest.Locators[row];

    /// <summary>Whether the row has an address that another person has too.</summary>
    public bool IsAtSharedAddress(int row) => (digest.Facts[row] & RowFacts.AtShared) != 0;

    /// <summary>Whether the row has an address of more accounts than <see cref="AudienceOptions.MaxAccountsPerAddress"/>.</summary>
    public bool IsAtCrowdedAddress(int row) => (digest.Facts[row] & RowFacts.AtCrowded) != 0;

    public ValueTask DisposeAsync() => resources.DisposeAsync();
}
