namespace Notify.Sdk.Permission;

/// <summary>
/// How a file of a register is read. One address a line; UTF-8 or UTF-16 with a byte order mark; any line ends; a header is skipped.
/// </summary>
public sealed class RegisterFileOptions
{
    /// <summary>
    /// Country (ISO 3166-1 alpha-2) in which numbers without plus are read. Default: the country of the register, when it has exactly
    /// one.
    /// </summary>
    public string? Country { get; init; }

    /// <summary>How many lines that cannot be read the report lists; the others are only counted. Default 100.</summary>
    public int ListedGarbage { get; init; } = 100;

    /// <summary>
    /// Whether a file without a single usable line may replace the copy before. Default false: it is more likely broken than true.
    /// </summary>
    public bool AllowEmpty { get; init; }

    /// <summary>The columns of a change list.</summary>
    public ChangeListFormat Changes { get; init; } = new();
}

/// <summary>
/// The columns of a change list, counted from 0. The default is the order that is reported for the US registry (area code,
/// number, time, <c>A</c> or <c>D</c>); it is recalled, not confirmed by the registry's own text, so compare it with your file.
/// </summary>
public sealed record ChangeListFormat
{
    /// <summary>Column of the area code; null when the number has it. Default 0.</summary>
    public int? AreaCode { get; init; } = 0;

    /// <summary>Column of the number. Default 1.</summary>
    public int Number { get; init; } = 1;

    /// <summary>Column of the action. Default 3.</summary>
    public int Action { get; init; } = 3;

    /// <summary>The word for a number that comes onto the register. Default <c>A</c>.</summary>
    public string Add { get; init; } = "A";

    /// <summary>The word for a number that leaves it. Default <c>D</c>.</summary>
    public string Delete { get; init; } = "D";

    /// <summary>What stands between columns. Default a comma.</summary>
    public char Delimiter { get; init; } = ',';
}

/// <summary>How far an import has come.</summary>
/// <param name="Lines">Lines read.</param>
/// <param name="Garbage">Lines that could not be read.</param>
public readonly record struct RegisterProgress(long Lines, long Garbage);

/// <summary>What an import did.</summary>
public sealed record RegisterImportReport
{
    /// <summary>Name of the register.</summary>
    public required string Register { get; init; }

    /// <summary>Numbers of the copy that is in force now.</summary>
    public required long Numbers { get; init; }

    /// <summary>Other addresses of the copy.</summary>
    public long Others { get; init; }

    /// <summary>Of a change list: numbers that came onto the register.</summary>
    public long Added { get; init; }

    /// <summary>Of a change list: numbers that left it.</summary>
    public long Removed { get; init; }

    /// <summary>Lines of the file, empty ones and the header included.</summary>
    public required long Lines { get; init; }

    /// <summary>Lines that could not be read.</summary>
    public required long Garbage { get; init; }

    /// <summary>Their numbers, the first line being 1; at most <see cref="RegisterFileOptions.ListedGarbage"/>.</summary>
    public required IReadOnlyList<long> GarbageLines { get; init; }

    /// <summary>Register and counts.</summary>
    public override string ToString() =>
        $"{Register}: {Numbers} numbers, {Others} other addresses, {Garbage} of {Lines} lines not readable";
}
