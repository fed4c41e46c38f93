using NodaTime;

namespace Notify.Sdk.Permission;

/// <summary>What a cap counts together. Flags: each one named separates the count further.</summary>
[Flags]
public enum CapScope : byte
{
    /// <summary>One count per person, over all topics and channels.</summary>
    Person = 0,

    /// <summary>Per address instead of per person.</summary>
    Address = 1,

    /// <summary>Per topic.</summary>
    Topic = 2,

    /// <summary>Per channel.</summary>
    Channel = 4,

    /// <summary>Per sender (<see cref="Topic.Brand"/>).</summary>
    Sender = 8,
}

/// <summary>
/// At most <see cref="Limit"/> messages in any span of length <see cref="Window"/>. Open plans count as well as sends.
/// </summary>
public sealed record FrequencyCap
{
    /// <summary>Stable id, for example <c>us-fl-24h</c>.</summary>
    public required string Id { get; init; }

    /// <summary>How many; 0 means none at all.</summary>
    public required int Limit { get; init; }

    /// <summary>Length of the rolling window, over 0 and at most 366 days.</summary>
    public required Duration Window { get; init; }

    /// <summary>What is counted together. Default: per person.</summary>
    public CapScope Per { get; init; } = CapScope.Person;

    /// <summary>The classes that it counts and limits. Default: marketing only. Emergencies are never capped.</summary>
    public IReadOnlyList<MessageClass> Classes { get; init; } = [MessageClass.Marketing];

    /// <summary>
    /// The first instant at or after <paramref name="at"/> at which one more message keeps every rolling window within
    /// the limit, or null when there is none (a limit of 0).
    /// </summary>
    /// <param name="at">The wanted instant.</param>
    /// <param name="others">The other messages, ascending.</param>
    public Instant? FirstFree(Instant at, IReadOnlyList<Instant> others)
    {
        ArgumentNullException.ThrowIfNull(others);
        if (Limit <= 0)
            return null;
        while (FullSpanEnd(at, others) is { } free)
            at = free;
        return at;
    }

    /// <summary>The end of the span that is full around <paramref name="at"/>, or null when there is room.</summary>
    private Instant? FullSpanEnd(Instant at, IReadOnlyList<Instant> others)
    {
        // A window that holds `at` and is full holds `Limit` consecutive others less than Window apart from each other and from `at`.
        for (var first = others.Count - Limit; first >= 0; first--)
        {
            var from = Instant.Min(others[first], at);
            var to = Instant.Max(others[first + Limit - 1], at);
            if (to - from < Window)
                return others[first] + Window;
        }

        return null;
    }
}
