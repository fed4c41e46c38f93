namespace Notify.Sdk.Tests.Audience;

/// <summary>A path for a file, which goes away with it.</summary>
internal sealed class TemporaryCsv : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"contact-csv-{System.IO.Path.GetRandomFileName()}");

    public TemporaryCsv Write(params string[] lines)
    {
        File.WriteAllText(Path, string.Join('\n', lines) + "\n");
        return this;
    }

    public void Dispose() => File.Delete(Path);
}
