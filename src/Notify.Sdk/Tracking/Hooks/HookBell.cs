using System.Threading.Channels;

namespace Notify.Sdk.Tracking;

/// <summary>Wakes the worker of this process when something came. Thread-safe.</summary>
internal class HookBell
{
    private readonly Channel<bool> _rung = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => _rung.Writer.TryWrite(true);

    /// <summary>Returns when it rang since the last time, or the time is over.</summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(_rung.Reader.WaitToReadAsync(over.Token).AsTask(), Task.Delay(longest, time, over.Token));
        await over.CancelAsync();
        _rung.Reader.TryRead(out _);
        cancellationToken.ThrowIfCancellationRequested();
    }
}

/// <summary>Wakes who gives replies to people. Thread-safe.</summary>
internal sealed class PeopleBell : HookBell;
