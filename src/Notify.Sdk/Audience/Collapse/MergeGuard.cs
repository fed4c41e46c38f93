namespace Notify.Sdk.Audience;

/// <summary>The guards, in the order in which they are reported.</summary>
[Flags]
internal enum MergeGuard : byte
{
    None = 0,
    PersonId = 1,
    BirthDate = 2,
    NotSame = 4,
    MaxAccountsPerPerson = 8,
}

internal static class MergeGuardNames
{
    private static readonly (MergeGuard Guard, string Name)[] All =
    [
        (MergeGuard.PersonId, "person-id"),
        (MergeGuard.BirthDate, "birth-date"),
        (MergeGuard.NotSame, "not-same"),
        (MergeGuard.MaxAccountsPerPerson, "max-accounts-per-person"),
    ];

    /// <summary>The names as they stand in <see cref="MergeRefusal.Guard"/>.</summary>
    public static IEnumerable<string> NamesOf(MergeGuard broken) => All.Where(g => broken.HasFlag(g.Guard)).Select(g => g.Name);
}
