using System.Text;
using System.Text.RegularExpressions;

namespace Notify.Sdk.Tests.Audience;

/// <summary>
/// Which rows a file has and which lines are broken, as one would write it first: the whole file as one text, a regular
/// expression for a row. Slow, and obviously right.
/// </summary>
internal sealed partial class ObviousCsv
{
    private const int MaximumLinesPerRow = 64;

    private static readonly string[] Nothing =
        ["-", "--", "\u2013", "\u2014", "\\N", "NULL", "null", "N/A", "n/a", "#N/A", "NaN", "nan", "n.a.", "N.A."];

    private readonly string[] _lines;
    private readonly int _maximumLength;
    private readonly Regex _whole;
    private readonly Regex _open;
    private readonly Regex _field;
    private int? _columns;

    public ObviousCsv(byte[] file, char delimiter, int maximumLength)
    {
        const string Quoted = " *=?\"(?:[^\"]|\"\")*\" *"; // behind an equals sign, too, as spreadsheets keep text from being a number
        var field = $"(?:{Quoted}|[^\"\n{delimiter}]*)";
        _whole = new($"\\A{field}(?:[{delimiter}]{field})*\\z", RegexOptions.CultureInvariant);
        _open = new($"\\A(?:{field}[{delimiter}])* *=?\"(?:[^\"]|\"\")*\\z", RegexOptions.CultureInvariant);
        _field = new($"\\G({field})(?:[{delimiter}]|\\z)", RegexOptions.CultureInvariant);
        _maximumLength = maximumLength;
        _lines = LineEnd().Split(Encoding.UTF8.GetString(file));
        if (_lines[^1].Length == 0)
            _lines = _lines[..^1];
    }

    /// <summary>Whole rows with the line of each, the header first; and broken lines with what is wrong with them.</summary>
    public (List<(int Line, string[] Fields)> Rows, List<string> Errors) Read()
    {
        var (rows, errors) = (new List<(int, string[])>(), new List<string>());
        for (var at = 0; at < _lines.Length;)
        {
            if (rows.Count == 0)
                _lines[at] = _lines[at].TrimStart('\uFEFF');
            if (_lines[at].Length <= _maximumLength && string.IsNullOrWhiteSpace(_lines[at]))
            {
                at++;
                continue;
            }

            var (row, count, problem) = RowAt(at);
            if (problem is null)
                rows.Add((at + 1, Fields(row)));
            else
                errors.Add($"{at + 1}: {problem}");
            at += problem is null ? count : 1;
        }

        return (rows, errors);
    }

    private (string Row, int Lines, string? Problem) RowAt(int at)
    {
        var row = _lines[at];
        if (row.Length > _maximumLength)
            return (row, 1, "longer");
        for (var count = 1; ; count++)
        {
            if (_whole.IsMatch(row))
                return (row, count, ProblemOf(row, count));
            if (!_open.IsMatch(row))
                return (row, count, count == 1 ? "stands where none can" : "not closed");
            if (count == MaximumLinesPerRow || at + count == _lines.Length || row.Length + 1 + _lines[at + count].Length > _maximumLength)
                return (row, count, "not closed");
            row += "\n" + _lines[at + count];
        }
    }

    private string? ProblemOf(string row, int lines)
    {
        var columns = Fields(row).Length;
        _columns ??= columns;
        if (columns != _columns)
            return lines > 1 ? "not closed" : $"found {columns}";
        return row.Contains('\0') ? "NUL" : row.Contains('\uFFFD') ? "not UTF-8" : null;
    }

    private string[] Fields(string row)
    {
        var fields = new List<string>();
        for (var match = _field.Match(row); ; match = _field.Match(row, match.Index + match.Length))
        {
            var text = match.Groups[1].Value.Trim(' ');
            if (text is ['=', '"', ..])
                text = text[1..];
            fields.Add(Meant((text is ['"', .. var inner, '"'] ? inner.Replace("\"\"", "\"") : match.Groups[1].Value).Trim()));
            if (match.Length == match.Groups[1].Length)
                return [.. fields]; // no separator after it
        }
    }

    /// <summary>What a spreadsheet or a database meant: text kept from being computed, and words for nothing.</summary>
    private static string Meant(string value) =>
        value is ['=', '"', .., '"'] && value.Length >= 3 ? Meant(value[2..^1].Trim())
        : value is ['\'', >= '0' and <= '9' or '+' or '=' or '-' or '@', ..] ? value[1..]
        : Nothing.Contains(value) ? "" : value;

    [GeneratedRegex("\r\n|\n|\r")]
    private static partial Regex LineEnd();
}
