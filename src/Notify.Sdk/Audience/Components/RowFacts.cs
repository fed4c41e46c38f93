namespace Notify.Sdk.Audience;

/// <summary>What is known of a row without reading it again.</summary>
[Flags]
internal enum RowFacts : byte
{
    None = 0,

    /// <summary>Has a name that is written out.</summary>
    FullName = 1,

    /// <summary>Has a name with initials.</summary>
    ShortName = 2,

    /// <summary>Has a fact that only the exact rules weigh: a person id, a birth date, somebody it is not the same as.</summary>
    Special = 4,

    /// <summary>Became no account: a hole, no usable id, or another row of the same account counts.</summary>
    Left = 8,

    /// <summary><see cref="PersonCollapser"/> decides the component.</summary>
    Exact = 16,

    /// <summary>Has an address that another person has too.</summary>
    AtShared = 32,

    /// <summary>Has an address that more accounts have than may.</summary>
    AtCrowded = 64,

    /// <summary>Initials or a missing name are all that is in doubt in the component, and <see cref="ClaimMerge"/> decides it.</summary>
    Claimed = 128,
}
