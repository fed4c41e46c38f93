using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace Notify.Sdk.Tests.TestKit;

/// <summary>Time that stands still until it is moved, in the instants and durations of the library.</summary>
internal static class FakeTime
{
    public static FakeTimeProvider At(Instant start) => new(start.ToDateTimeOffset());

    extension(FakeTimeProvider time)
    {
        public Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

        /// <summary>Time passes; timers that are due fire.</summary>
        public void Advance(Duration by) => time.Advance(by.ToTimeSpan());

        /// <summary>Time passes until an instant.</summary>
        public void MoveTo(Instant instant) => time.SetUtcNow(instant.ToDateTimeOffset());

        /// <summary>Somebody sets the clock, perhaps back; no timer fires, and the monotonic clock follows.</summary>
        public void SetWallClock(Instant instant) => time.AdjustTime(instant.ToDateTimeOffset());
    }
}

/// <summary>A wall clock that somebody sets back, beside a monotonic clock that goes on.</summary>
internal sealed class SetBackTimeProvider(Instant start) : FakeTimeProvider(start.ToDateTimeOffset())
{
    public TimeSpan SetBack { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - SetBack;

    public override long GetTimestamp() => base.GetUtcNow().Ticks;
}
