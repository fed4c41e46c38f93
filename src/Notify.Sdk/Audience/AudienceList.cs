namespace Notify.Sdk.Audience;

/// <summary>A row that became no account, and why.</summary>
/// <param name="Account">The row's account as far as it can be named; <c>row-N</c> for a row without a usable id.</param>
/// <param name="Reason">Why.</param>
public sealed record RejectedRow(AccountRef Account, Reason Reason);

/// <summary>
/// Accounts that evidence of one level would have joined, kept apart by a guard: they stay in the groups that stronger
/// levels made of them, and weaker levels may still join some. One for each guard that was broken.
/// </summary>
/// <param name="Accounts">The accounts of the group that was refused, in order.</param>
/// <param name="Level">The level that was undone.</param>
/// <param name="Guard">The guard that spoke: <c>person-id</c>, <c>birth-date</c>, <c>not-same</c> or <c>max-accounts-per-person</c>.</param>
public sealed record MergeRefusal(IReadOnlyList<AccountRef> Accounts, LinkLevel Level, string Guard);

/// <summary>The answer to "who is it?" for a whole list: every row is in exactly one person or rejected.</summary>
public sealed record AudienceList
{
    /// <summary>The persons, ordered by label. The order does not depend on the order of the rows.</summary>
    public required IReadOnlyList<Person> People { get; init; }

    /// <summary>The rows that became no account, ordered by account.</summary>
    public IReadOnlyList<RejectedRow> Rejected { get; init; } = [];

    /// <summary>Merges that a guard refused, ordered by level, then by first account.</summary>
    public IReadOnlyList<MergeRefusal> Refusals { get; init; } = [];

    /// <summary>How many rows came in.</summary>
    public required int Rows { get; init; }
}
