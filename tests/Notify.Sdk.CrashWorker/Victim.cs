using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Notify.Sdk.CrashWorker;

/// <summary>The worker that is struck. Thread-safe.</summary>
public sealed class Victim(Fate fate) : IDisposable
{
    private const int Everybody = 1_000;

    private readonly SemaphoreSlim _inStore = new(Everybody);
    private int _reached;

    /// <summary>Says that a worker is about to be stopped; it reaches the test by standard output.</summary>
    public const string Stopping = "stopping";

    /// <summary>Comes to a step between two calls, and is struck when its time has come.</summary>
    public async ValueTask ReachAsync(Step step)
    {
        if (!IsTime(step))
            return;
        if (fate.Blow == Blow.Kill)
            Signals.KillMyself();
        await StopAsync();
    }

    /// <summary>Begins a call of the store, in the middle of which the worker is killed when its time has come.</summary>
    public async ValueTask<IDisposable> EnterStoreAsync(params Step[] during)
    {
        await _inStore.WaitAsync();
        if (Array.Exists(during, IsTime))
            new Thread(KillSoon) { IsBackground = true }.Start();
        return new Inside(_inStore);
    }

    /// <summary>
    /// Stops when no call of the store is under way: a stopped process that holds the file's lock stops all others, which is another
    /// question.
    /// </summary>
    private async Task StopAsync()
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("Windows stops no process.");
        for (var i = 0; i < Everybody; i++)
            await _inStore.WaitAsync();
        await Console.Out.WriteLineAsync(Stopping);
        await Console.Out.FlushAsync();
        TaskCompletionSource woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using var waking = PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ => woken.TrySetResult());
        Signals.StopMyself();
        await woken.Task; // the threads stop one after the other, and none may begin a call of the store in between
        _inStore.Release(Everybody);
    }

    public void Dispose() => _inStore.Dispose();

    private void KillSoon()
    {
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began).TotalMicroseconds < fate.Microseconds)
            Thread.SpinWait(20);
        Signals.KillMyself();
    }

    private bool IsTime(Step step) =>
        step != Step.None && step == fate.Step && Interlocked.Increment(ref _reached) == fate.Occurrence;

    private sealed class Inside(SemaphoreSlim inStore) : IDisposable
    {
        public void Dispose() => inStore.Release();
    }
}
