using System.Diagnostics;
using System.Globalization;
using Notify.Sdk.CrashWorker;

namespace Notify.Sdk.Sqlite.Tests.Crash;

/// <summary>A worker in a process of its own. It ends with its input, so none outlives the tests.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource _ready = New();
    private readonly TaskCompletionSource _planned = New();
    private readonly TaskCompletionSource _stopped = New();

    private WorkerProcess(Process process) => _process = process;

    /// <summary>Is done when the worker is dead or stopped.</summary>
    public Task Fallen => Task.WhenAny(_process.WaitForExitAsync(), _stopped.Task);

    /// <summary>Is done when the worker has planned, or will not any more.</summary>
    public Task Planned => Task.WhenAny(_planned.Task, Fallen);

    /// <summary>Whether it was struck.</summary>
    public bool HasFallen => _process.HasExited || _stopped.Task.IsCompleted;

    public static async Task<WorkerProcess> StartAsync(string file, int port, Fate fate, CrashPlan plan,
        CancellationToken cancellationToken)
    {
        var program = Path.ChangeExtension(typeof(CrashScene).Assembly.Location, ".dll");
        ProcessStartInfo start = new("dotnet", ["exec", program, file, port.ToString(CultureInfo.InvariantCulture), fate.ToString(),
            plan.Manner.ToString(), plan.HandOverSeconds.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        WorkerProcess worker = new(new() { StartInfo = start });
        worker._process.OutputDataReceived += (_, line) => worker.Hear(line.Data);
        worker._process.Start();
        worker._process.BeginOutputReadLine();
        await Task.WhenAny(worker._ready.Task, worker.Fallen).WaitAsync(cancellationToken);
        return worker._ready.Task.IsCompleted ? worker
            : throw new InvalidOperationException("A worker of a crash round ended before it was ready.");
    }

    /// <summary>Tells it what to do. One that is dead does not hear it.</summary>
    public async Task OrderAsync(string order)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(order);
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // It was killed meanwhile, which is what the round is about.
        }
    }

    /// <summary>Wakes it when it is stopped, lets it finish what it does, and waits for its end.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        Signals.Wake(_process.Id);
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // As above.
        }

        await _process.WaitForExitAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        var heard = line switch
        {
            "ready" => _ready,
            "planned" => _planned,
            Victim.Stopping => _stopped,
            _ => null,
        };
        heard?.TrySetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
