namespace Notify.Sdk.Email.Tests.Support;

/// <summary>A folder that goes away after the test. It is named, not created.</summary>
internal sealed class TempDirectory : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"notify-{System.IO.Path.GetRandomFileName()}");

    public string[] Files => Directory.Exists(Path) ? [.. Directory.GetFiles(Path).Select(file => System.IO.Path.GetFileName(file))
        .Order(StringComparer.Ordinal)] : [];

    public string Read(string file) => File.ReadAllText(System.IO.Path.Combine(Path, file));

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
