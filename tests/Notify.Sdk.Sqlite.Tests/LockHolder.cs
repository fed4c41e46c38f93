using System.Diagnostics;
using Notify.Sdk.CrashWorker;

namespace Notify.Sdk.Sqlite.Tests;

/// <summary>Another process that holds the write lock of a file until it is told to let go. It ends with its input.</summary>
internal sealed class LockHolder : IDisposable
{
    private readonly Process _process;

    private LockHolder(Process process) => _process = process;

    /// <summary>Starts it, and waits until it holds the lock.</summary>
    public static async Task<LockHolder> StartAsync(string file)
    {
        var program = Path.ChangeExtension(typeof(CrashScene).Assembly.Location, ".dll");
        Process process = new()
        {
            StartInfo = new("dotnet", ["exec", program, file, "hold"]) { RedirectStandardInput = true, RedirectStandardOutput = true },
        };
        process.Start();
        var said = await process.StandardOutput.ReadLineAsync();
        return said == "held" ? new(process) : throw new InvalidOperationException("The process that is to hold the file ended.");
    }

    /// <summary>Lets the lock go, and waits for the end of the process.</summary>
    public async Task ReleaseAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
