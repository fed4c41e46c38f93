namespace Notify.Sdk.Sending;

/// <summary>
/// Wakes the one who waits for answers, without a detour over another thread where the one who tells has nothing else to do: between two
/// waves that detour costs more than handing over. What is told while nobody waits is kept. Thread-safe; one caller waits at a time.
/// </summary>
internal sealed class HandOverNews
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _waiting;
    private bool _told;

    /// <summary>Waits until something was told since the last time.</summary>
    /// <exception cref="OperationCanceledException">Nothing was told in time.</exception>
    public Task WaitAsync(CancellationToken last)
    {
        lock (_lock)
        {
            if (!_told)
                return (_waiting = new()).Task.WaitAsync(last);
            _told = false;
            return Task.CompletedTask;
        }
    }

    /// <summary>Tells that there is something.</summary>
    /// <param name="fromHere">Whether who waits may go on in this call.</param>
    public void Tell(bool fromHere)
    {
        TaskCompletionSource? waiting;
        lock (_lock)
        {
            (waiting, _waiting) = (_waiting, null);
            _told = waiting is null;
        }

        if (waiting is null)
            return;
        if (fromHere)
            waiting.TrySetResult();
        else
            ThreadPool.QueueUserWorkItem(static told => told.TrySetResult(), waiting, preferLocal: false);
    }
}
