namespace Notify.Sdk.Shape.Tests;

/// <summary>A line fits a screen. Only data of a test may be longer than its line: a message, a table, a row of a file.</summary>
public sealed class WidthTests
{
    private const int Widest = 140;

    [Fact]
    public void No_line_of_code_or_comment_is_wider_than_140_columns()
    {
        var wide =
            from folder in new[] { "src", "samples", "benchmarks", "tests" }
            from file in SourceTree.Sources(Path.Combine(SourceTree.Root, folder))
            from line in WideLines(file, mayHoldData: folder == "tests")
            select line;
        wide.Should().BeEmpty();
    }

    /// <summary>Lines of raw strings are data; a line with a quotation mark holds a text.</summary>
    private static IEnumerable<string> WideLines(string file, bool mayHoldData)
    {
        var (number, isData) = (0, false);
        foreach (var line in File.ReadLines(file))
        {
            number++;
            var marks = line.Split("\"\"\"").Length - 1;
            if (line.Length > Widest && !(mayHoldData && (isData || line.Contains('"', StringComparison.Ordinal))))
                yield return $"{Path.GetRelativePath(SourceTree.Root, file)}:{number} has {line.Length} columns";
            isData ^= marks % 2 == 1;
        }
    }
}
