using NodaTime;

namespace Notify.Sdk.Conformance;

/// <summary>A clock that stands.</summary>
internal sealed class FixedClock(Instant now) : IClock
{
    public Instant GetCurrentInstant() => now;
}
