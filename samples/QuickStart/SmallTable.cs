namespace QuickStart;

/// <summary>
/// The sample's own tables: a header line, commas, no quotation marks. Lists of people go through the library, which reads any CSV.
/// </summary>
internal static class SmallTable
{
    public static IEnumerable<Dictionary<string, string>> Read(string path)
    {
        var lines = File.ReadLines(path);
        string[]? header = null;
        foreach (var line in lines)
        {
            var cells = line.Split(',');
            if (header is null)
                header = cells;
            else
                yield return header.Zip(cells).ToDictionary(p => p.First, p => p.Second);
        }
    }
}
