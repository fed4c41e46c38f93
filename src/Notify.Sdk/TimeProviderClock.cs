using NodaTime;

namespace Notify.Sdk;

/// <summary>The one place where time comes in: the application's <see cref="TimeProvider"/> as a NodaTime clock. Thread-safe.</summary>
public sealed class TimeProviderClock(TimeProvider timeProvider) : IClock
{
    /// <inheritdoc/>
    public Instant GetCurrentInstant() => Instant.FromDateTimeOffset(timeProvider.GetUtcNow());
}
