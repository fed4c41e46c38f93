using System.Diagnostics;
using Notify.Sdk.HookHost;

namespace Notify.Sdk.AspNetCore.Tests;

/// <summary>A server of hooks in a process of its own. It ends with its input, so none outlives the tests.</summary>
internal sealed class HookProcess : IDisposable
{
    private readonly Process _process;

    private HookProcess(Process process, Uri address) =>
        (_process, Client) = (process, new() { BaseAddress = address, Timeout = HookShop.Longest });

    public HttpClient Client { get; }

    public static async Task<HookProcess> StartAsync(string file)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(HookServer).Assembly.Location, file])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(HookShop.Longest);
        return new(process, new(line ?? throw new InvalidOperationException("The server of hooks ended before it was ready.")));
    }

    /// <summary>SIGKILL: no chance to finish anything.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(HookShop.Longest);
    }

    public void Dispose()
    {
        Client.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
