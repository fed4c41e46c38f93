namespace Notify.Sdk;

/// <summary>What is wrong with one line of a CSV file, and what to do about it. Never holds a value of the file.</summary>
public sealed record ContactCsvError
{
    /// <summary>The line in the file on which the row begins; the first line is 1.</summary>
    public required int LineNumber { get; init; }

    /// <summary>The column's name in the header, or null when the line as a whole is at fault.</summary>
    public string? Column { get; init; }

    /// <summary>What was expected and what came.</summary>
    public required string Problem { get; init; }

    /// <summary>What to do.</summary>
    public required string Remedy { get; init; }

    /// <summary>True when the row was left out; false when the contact was read without the column.</summary>
    public required bool RowSkipped { get; init; }

    /// <summary>One sentence for people: line, column, problem, remedy.</summary>
    public override string ToString() =>
        $"Line {LineNumber}{(Column is null ? "" : $", column '{Column}'")}: {Problem} "
            + $"{Remedy}{(RowSkipped ? " The line was left out." : "")}";
}
