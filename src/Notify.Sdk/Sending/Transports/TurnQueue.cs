using System.Threading.RateLimiting;
using NodaTime;

namespace Notify.Sdk.Sending;

/// <summary>
/// How many messages a provider takes, or the people who answer them, in a second. A bucket of that many, refilled evenly in real time,
/// which is what providers count in; what finds it empty gets a turn of its own, one after the other, so that a long queue is written down
/// once and not looked at each second. Of one process. Thread-safe.
/// </summary>
internal sealed class TurnQueue : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Duration _interval;
    private readonly TokenBucketRateLimiter _bucket;
    private Instant _nextTurn = Instant.MinValue;
    private Instant _nextOfFirst = Instant.MinValue;

    /// <param name="perSecond">More than zero.</param>
    public TurnQueue(double perSecond)
    {
        var interval = TimeSpan.FromSeconds(1 / perSecond);
        _interval = Duration.FromTimeSpan(interval);
        _bucket = new(new()
        {
            TokenLimit = Math.Max(1, (int)Math.Ceiling(perSecond)),
            TokensPerPeriod = 1,
            ReplenishmentPeriod = interval,
            AutoReplenishment = false,
        });
    }

    /// <summary>Null when a message may leave now; else its turn.</summary>
    /// <param name="now">Now.</param>
    /// <param name="isFirst">Whether it stands before those that wait: they have their turns later, and it has none to lose.</param>
    /// <param name="until">A turn at or after this is of no use to it, and kept for others.</param>
    public Instant? Take(Instant now, bool isFirst, Instant until)
    {
        lock (_lock)
        {
            if (isFirst || _nextTurn <= now + _interval)
            {
                _bucket.TryReplenish();
                using var lease = _bucket.AttemptAcquire();
                if (lease.IsAcquired)
                    return null;
            }

            // Those that had their turn before a restart stand in no queue here, and still wait for the next one, each for its own.
            var turn = Instant.Max(isFirst ? _nextOfFirst : _nextTurn, now + _interval);
            if (turn < until)
                (_nextTurn, _nextOfFirst) = (Instant.Max(_nextTurn, turn + _interval), isFirst ? turn + _interval : _nextOfFirst);
            return turn;
        }
    }

    /// <summary>When the worker should look again because a turn comes; null when none is waited for.</summary>
    public Instant? NextTurn(Instant now)
    {
        lock (_lock)
            return _nextTurn > now + _interval ? now + _interval : null;
    }

    public void Dispose() => _bucket.Dispose();
}
