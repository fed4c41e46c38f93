namespace Notify.Sdk;

/// <summary>Names one account: its id, and the source system when ids are unique only within one.</summary>
/// <param name="Id">The account id as the caller knows it. Compared by ordinal, case-sensitive.</param>
/// <param name="Source">The source system; empty when there is one only.</param>
/// <remarks>Account ids appear in reports and explanations: use an opaque id, not an address.</remarks>
public readonly record struct AccountRef(string Id, string Source = "") : IComparable<AccountRef>
{
    /// <summary>Orders by id, then by source, both ordinal.</summary>
    public int CompareTo(AccountRef other)
    {
        var byId = string.CompareOrdinal(Id, other.Id);
        return byId != 0 ? byId : string.CompareOrdinal(Source, other.Source);
    }

    /// <summary>Compares two references in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator <(AccountRef left, AccountRef right) => left.CompareTo(right) < 0;

    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator >(AccountRef left, AccountRef right) => left.CompareTo(right) > 0;

    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator <=(AccountRef left, AccountRef right) => left.CompareTo(right) <= 0;

    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator >=(AccountRef left, AccountRef right) => left.CompareTo(right) >= 0;

    /// <summary><c>id</c>, or <c>source/id</c> when there is a source.</summary>
    public override string ToString() => string.IsNullOrEmpty(Source) ? Id : $"{Source}/{Id}";
}
