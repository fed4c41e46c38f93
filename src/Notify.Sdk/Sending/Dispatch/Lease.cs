using NodaTime;

namespace Notify.Sdk.Sending;

/// <summary>What remains of a lease by this process's own monotonic clock: a clock that is set back cannot lengthen it.</summary>
internal sealed class Lease(TimeProvider time, Duration length)
{
    private readonly long _taken = time.GetTimestamp();

    public Duration Remaining => length - Duration.FromTimeSpan(time.GetElapsedTime(_taken));
}
