using Notify.Sdk.SyntheticLists;

namespace Notify.Sdk.Benchmarks.Audience;

/// <summary>A list with known truth in a temporary file, which goes away with it.</summary>
internal sealed class ListFile : IDisposable
{
    public ListFile(int accounts, ulong seed)
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"notify-list-{System.IO.Path.GetRandomFileName()}.csv");
        Truth = new SyntheticAccount[accounts];
        var row = 0;
        using var file = File.Create(Path);
        foreach (var account in new SyntheticList(accounts, seed, ListShape.Described).WriteCsv(file))
            Truth[row++] = account;
        Bytes = file.Length;
    }

    public string Path { get; }

    public long Bytes { get; }

    /// <summary>Who is who, in the order of the rows.</summary>
    public SyntheticAccount[] Truth { get; }

    public int Accounts => Truth.Length;

    public void Dispose() => File.Delete(Path);
}
