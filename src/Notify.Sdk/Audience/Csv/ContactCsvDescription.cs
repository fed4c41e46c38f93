using System.Globalization;
using System.Text;

namespace Notify.Sdk;

/// <summary>What was understood of one column of a file.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Field">The name of the field that it holds, for example <c>email</c>; null when it is left out.</param>
/// <param name="Filled">The share of rows in which something stands, 0 to 1.</param>
/// <param name="Examples">Up to three different values, masked so that nobody is recognised.</param>
public sealed record ContactCsvColumn(string Header, string? Field, double Filled, IReadOnlyList<string> Examples);

/// <summary>One kind of problem, however often it was met.</summary>
/// <param name="Problem">What was expected and what came.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Column">The header of the column, or null.</param>
/// <param name="Count">How often.</param>
/// <param name="FirstLine">The line where it was met first.</param>
/// <param name="RowsLeftOut">Whether it costs rows.</param>
public sealed record ContactCsvProblem(string Problem, string Remedy, string? Column, long Count, int FirstLine, bool RowsLeftOut);

/// <summary>What was understood of a file of contacts, before anything is sent. Holds no value that names anybody.</summary>
public sealed record ContactCsvDescription
{
    /// <summary>The name of the file, without its folder.</summary>
    public required string File { get; init; }

    /// <summary>The form that was recognised; null for a list in no form that is known.</summary>
    public ContactForm? Form { get; init; }

    /// <summary>The encoding: <c>UTF-8</c>, <c>UTF-16</c>, <c>Windows-1252</c>, or another that was declared.</summary>
    public required string Encoding { get; init; }

    /// <summary>What stands between fields.</summary>
    public required char Delimiter { get; init; }

    /// <summary>The columns, in the order of the file.</summary>
    public required IReadOnlyList<ContactCsvColumn> Columns { get; init; }

    /// <summary>Rows that are read.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows that are left out.</summary>
    public required long RowsLeftOut { get; init; }

    /// <summary>Whether account ids are made of addresses, because the file has none.</summary>
    public required bool HasDerivedIds { get; init; }

    /// <summary>Rows with a country that is understood.</summary>
    public required long WithCountry { get; init; }

    /// <summary>Rows with a region.</summary>
    public required long WithRegion { get; init; }

    /// <summary>Rows whose time zone is known, declared or from place and number.</summary>
    public required long WithZone { get; init; }

    /// <summary>Rows with a mailbox that can be written to.</summary>
    public required long WithEmail { get; init; }

    /// <summary>Rows with a number that can be texted.</summary>
    public required long WithMobile { get; init; }

    /// <summary>Rows that say no to something, or whose messages came back.</summary>
    public required long WithOptOut { get; init; }

    /// <summary>People, as a send would count them.</summary>
    public required long People { get; init; }

    /// <summary>Rows that are a further account of one of these people.</summary>
    public long Duplicates => Rows - People;

    /// <summary>
    /// The country that the list itself looks like, where it has none and numbers cannot be read for that; else null. Nothing is
    /// assumed.
    /// </summary>
    public string? ProposedCountry { get; init; }

    /// <summary>What is worth knowing first, in sentences; for example that there is no country.</summary>
    public required IReadOnlyList<string> Notices { get; init; }

    /// <summary>What cannot be read, by kind, most rows first.</summary>
    public required IReadOnlyList<ContactCsvProblem> Problems { get; init; }

    /// <summary>All of it on a screen.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        var words = CultureInfo.InvariantCulture;
        text.AppendLine(words, $"{File}: {Form?.ToString() ?? "a list in no form that is known by name"}, {Encoding}, separator "
            + $"{(Delimiter == '\t' ? "tab" : $"'{Delimiter}'")}");
        foreach (var notice in Notices)
            text.AppendLine(notice);
        text.AppendLine(words, $"{Rows:N0} rows are read, {RowsLeftOut:N0} left out; account ids "
            + $"{(HasDerivedIds ? "are made of addresses, the file has none" : "are in the file")}");
        text.AppendLine();
        text.AppendLine(words, $"  {"column",-34} {"field",-26} filled  examples, masked");
        foreach (var column in Columns)
            text.AppendLine(words, $"  {Short(column.Header, 34),-34} {Short(column.Field ?? "(left out)", 26),-26} {column.Filled,6:P0}  "
                + $"{string.Join("  ", column.Examples)}");
        text.AppendLine();
        text.AppendLine(words, $"  country {Share(WithCountry)}, region {Share(WithRegion)}, zone {Share(WithZone)}, usable mail "
            + $"{Share(WithEmail)}, usable "
            + $"mobile {Share(WithMobile)}");
        text.AppendLine(words, $"  opt-outs found in {WithOptOut:N0} rows; {People:N0} people expected, {Duplicates:N0} duplicates");
        foreach (var problem in Problems)
            text.AppendLine(words, $"  line {problem.FirstLine}{(problem.Column is null ? "" : $", column '{problem.Column}'")} "
                + $"({problem.Count:N0} "
                + $"{(problem.Count == 1 ? "time" : "times")}): {problem.Problem} "
                + $"{problem.Remedy}{(problem.RowsLeftOut ? " Left out." : "")}");
        return text.ToString();
    }

    private string Share(long rows) => (Rows == 0 ? 0 : rows / (double)Rows).ToString("P0", CultureInfo.InvariantCulture);

    private static string Short(string text, int length) => text.Length <= length ? text : text[..(length - 3)] + "...";
}
