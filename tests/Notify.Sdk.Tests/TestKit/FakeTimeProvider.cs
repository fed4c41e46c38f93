using NodaTime;

namespace Notify.Sdk.Tests.TestKit;

/// <summary>Time that stands still until it is moved: a wall clock, a monotonic clock and timers.</summary>
internal sealed class FakeTimeProvider(Instant start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<FakeTimer> _timers = [];
    private Instant _now = start;
    private Duration _elapsed;

    public Instant Now
    {
        get
        {
            lock (_lock)
                return _now;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => throw new InvalidOperationException("The zone of the process has no say here.");

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();

    public override long GetTimestamp()
    {
        lock (_lock)
            return (long)(_elapsed.TotalSeconds * TimeSpan.TicksPerSecond);
    }

    /// <summary>Time passes; timers that are due fire.</summary>
    public void Advance(Duration by)
    {
        List<FakeTimer> due;
        lock (_lock)
        {
            _now += by;
            _elapsed += by;
            due = [.. _timers.Where(t => t.Due <= _elapsed)];
        }

        due.ForEach(t => t.Fire());
    }

    /// <summary>Time passes until an instant.</summary>
    public void MoveTo(Instant instant) => Advance(instant - Now);

    /// <summary>Somebody sets the wall clock; the monotonic clock does not care.</summary>
    public void SetWallClock(Instant instant)
    {
        lock (_lock)
            _now = instant;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class FakeTimer(FakeTimeProvider time, Action callback) : ITimer
    {
        public Duration Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._timers.Remove(this);
                if (dueTime >= TimeSpan.Zero)
                {
                    Due = time._elapsed + Duration.FromTimeSpan(dueTime);
                    time._timers.Add(this);
                }
            }

            return true;
        }

        public void Fire()
        {
            Dispose();
            callback();
        }

        public void Dispose()
        {
            lock (time._lock)
                time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
