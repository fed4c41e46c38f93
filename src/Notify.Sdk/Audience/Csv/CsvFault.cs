namespace Notify.Sdk.Audience;

/// <summary>What makes a row unreadable, and what to do about it.</summary>
internal sealed record CsvFault(string Problem, string Remedy)
{
    public static CsvFault Unclosed { get; } = new("A quotation mark is opened and not closed.",
        "Close it, or double a quotation mark that belongs to the value.");

    public static CsvFault Stray { get; } = new("A quotation mark stands where none can.",
        "Put quotation marks around the whole value, and double those that belong to it.");

    public static CsvFault Nul { get; } = new("The line holds a NUL character.", "Save the file as UTF-8 text.");

    public static CsvFault NotUtf8 { get; } = new("The line is not UTF-8.",
        "Save the file as UTF-8, or say what it is in with ContactCsvOptions.Encoding.");

    public static CsvFault AnotherHeader { get; } = new("The line is another header: a second list begins here.",
        "Cut the file there, and read each list by itself.");

    public static CsvFault TooLong(int maximumLength) =>
        new($"The line is longer than {maximumLength} characters.", "Look for a missing line break, or raise MaximumLineLength.");

    public static CsvFault Columns(int expected, int found) => new(
        $"Expected {expected} columns as in the header, found {found}.",
        found > expected ? "Put quotation marks around a value that holds the separator." : "Add the missing separators.");
}
