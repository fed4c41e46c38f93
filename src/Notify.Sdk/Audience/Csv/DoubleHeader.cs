using System.Text.RegularExpressions;

namespace Notify.Sdk.Audience;

/// <summary>
/// A header that is named like several fields, such as <c>Email/Phone</c>: nobody knows which of them stands in the column.
/// </summary>
/// <param name="Header">The header.</param>
/// <param name="Fields">The fields that its parts name, in their order.</param>
internal sealed partial record DoubleHeader(string Header, IReadOnlyList<CsvField> Fields)
{
    /// <summary>The names of the fields, each in quotation marks.</summary>
    public static string Named(IReadOnlyList<CsvField> fields, string between) =>
        string.Join($" {between} ", fields.Select(f => $"\"{f}\""));

    /// <summary>Reads a header that names no field as a whole, by its parts.</summary>
    /// <param name="header">The header.</param>
    /// <param name="same">The field, if all parts name one: <c>State / Province</c>.</param>
    /// <returns>The fields, if parts name several; else null.</returns>
    public static DoubleHeader? Read(string header, out CsvField? same)
    {
        same = null;
        var parts = Between().Split(header).Where(p => p.Length > 0).ToList();
        if (parts.Count < 2)
            return null;
        var found = parts.Select(ContactColumns.Find).ToList();
        List<CsvField> fields = [.. found.OfType<CsvField>().Where(f => f.Type != ContactColumns.Unused).Distinct()];
        if (fields.Count > 1)
            return new(header, fields);
        if (fields.Count == 1 && found.TrueForAll(f => f is not null))
            same = fields[0];
        return null;
    }

    /// <summary>Whether a header has several parts, and one of them names a field.</summary>
    public static bool NamesField(string header) =>
        Between().Split(header).Where(p => p.Length > 0).ToList() is { Count: > 1 } parts
            && parts.Exists(p => ContactColumns.Find(p) is { } field && !ContactColumns.IsPermission(field.Type));

    /// <summary>Signs, and the words for "and" and "or" in the languages of headers.</summary>
    [GeneratedRegex(@"\s*[/\\|&+,;()]\s*|\s+(?:and|or|und|oder|et|ou|y|o|e|en|of|i|lub)\s+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Between();
}
