using NodaTime;

namespace QuickStart;

/// <summary>The clock of <c>--at</c>: it stands still.</summary>
internal sealed class FixedClock(Instant at) : IClock
{
    public Instant GetCurrentInstant() => at;
}
