namespace Notify.Sdk.Sqlite.Tests;

/// <summary>A database file in a folder of its own that is gone after the test. Its folder does not exist at first.</summary>
public sealed class TemporaryFile : IDisposable
{
    private static int _count;

    private readonly string _folder = System.IO.Path.Combine(
        System.IO.Path.GetTempPath(), $"notify-sdk-sqlite-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}");

    public string Path => System.IO.Path.Combine(_folder, "notify.db");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }
}
