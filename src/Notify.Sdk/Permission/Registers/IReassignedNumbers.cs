using NodaTime;

namespace Notify.Sdk.Permission;

/// <summary>Whether a number changed hands.</summary>
public enum ReassignedAnswer : byte
{
    /// <summary>The database knows nothing of the number. Counts as no.</summary>
    NoData,

    /// <summary>It was not permanently disconnected since the date.</summary>
    No,

    /// <summary>
    /// It was permanently disconnected on or after the date: what was agreed by then is no consent of whoever has it now.
    /// </summary>
    Yes,
}

/// <summary>One number to look up.</summary>
/// <param name="Number">Its key; the value is E.164 with the plus.</param>
/// <param name="Since">When the person agreed, or last proved that the number is theirs.</param>
public sealed record ReassignedQuery(AddressKey Number, Instant Since)
{
    /// <summary>Masked.</summary>
    public override string ToString() => Number.ToString();
}

/// <summary>
/// A database of numbers that changed hands, such as the Reassigned Numbers Database of the FCC. Asked just before messages leave, for
/// marketing to phone numbers and for calls, once for each batch. Added with <c>UseReassignedNumbers</c>. Implementations are thread-safe.
/// </summary>
/// <remarks>What throws holds the messages of the batch for a quarter of an hour; the exception's text is not kept.</remarks>
public interface IReassignedNumbers
{
    /// <summary>Answers each query, in their order.</summary>
    ValueTask<IReadOnlyList<ReassignedAnswer>> LookUpAsync(IReadOnlyList<ReassignedQuery> queries, CancellationToken cancellationToken);
}
