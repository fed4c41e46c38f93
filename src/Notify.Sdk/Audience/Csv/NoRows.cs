using System.Collections.Frozen;

namespace Notify.Sdk.Audience;

/// <summary>Knows rows that are no people: headers that come again, headers of another list, totals, and rows of separators.</summary>
internal sealed class NoRows(CsvHeader header)
{
    private const int FewestHeaders = 2;
    private const int MostDigitsOfAName = 4;

    private static readonly FrozenSet<string> Totals = new[]
    {
        "total", "totals", "grand total", "subtotal", "sum", "Summe", "Gesamt", "Gesamtsumme", "Zwischensumme", "somme", "total général",
        "suma", "total general", "totale",
        "somma", "totaal", "razem", "suma końcowa",
    }.Select(HeaderKey.Of).ToFrozenSet(StringComparer.Ordinal);

    private readonly int[] _addresses =
        [.. header.Columns.Where(c => c.Field.Type.Name is "email" or "emails" or "phone" or "phones" or "mobile").Select(c => c.Index)];

    /// <summary>
    /// Whether a row with such an account id must be looked at: the id is a word that headers and totals have, or was rounded. Asked for
    /// every plain row, so it looks at a few bytes only.
    /// </summary>
    public static bool MayBe(ReadOnlySpan<byte> id)
    {
        if (id.Length > 2 && id[1] is (byte)'.' or (byte)',')
            return true;
        if (id.IsEmpty || char.IsAsciiDigit((char)id[^1]) || id.Length > 24 || id.ContainsAnyInRange((byte)'0', (byte)'9'))
            return false;
        var text = System.Text.Encoding.Latin1.GetString(id);
        return Totals.Contains(HeaderKey.Of(text)) || ContactColumns.Find(text) is not null || ContactForms.Knows(HeaderKey.Of(text));
    }

    /// <summary>A row of separators.</summary>
    public static bool IsEmpty(CsvFields row)
    {
        for (var i = 0; i < row.Count; i++)
        {
            if (!row[i].IsEmpty)
                return false;
        }

        return true;
    }

    /// <summary>The header itself.</summary>
    public bool IsHeader(CsvFields row)
    {
        for (var i = 0; i < row.Count && i < header.Headers.Count; i++)
        {
            if (!row[i].Span.Equals(header.Headers[i], StringComparison.OrdinalIgnoreCase))
                return false;
        }

        return true;
    }

    /// <summary>Whether most of the row are names of columns.</summary>
    public bool IsAnotherHeader(CsvFields row)
    {
        for (var i = 0; i < row.Count; i++)
        {
            if (IsValue(row[i].Span))
                return false; // nearly every person has an address, or an id with digits
        }

        var (given, known) = (0, 0);
        for (var i = 0; i < row.Count; i++)
        {
            var cell = row[i].Span;
            given += cell.IsEmpty ? 0 : 1;
            known += IsName(cell) ? 1 : 0;
        }

        return known >= FewestHeaders && known * 10 >= given * 6;
    }

    /// <summary>A total at the end: a word for it, and nobody's address.</summary>
    public bool IsTotal(CsvFields row)
    {
        foreach (var address in _addresses)
        {
            if (!row[address].IsEmpty)
                return false;
        }

        for (var i = 0; i < row.Count; i++)
        {
            if (row[i].Span is { IsEmpty: false } first)
                return char.IsLetter(first[0]) && Totals.Contains(HeaderKey.Of(first.ToString().TrimEnd(':')));
        }

        return false;
    }

    private static bool IsValue(ReadOnlySpan<char> cell)
    {
        var digits = 0;
        foreach (var c in cell)
        {
            if (c == '@')
                return true;
            digits += char.IsAsciiDigit(c) ? 1 : 0;
        }

        return digits > MostDigitsOfAName || digits == cell.Length && digits > 0;
    }

    private bool IsName(ReadOnlySpan<char> cell)
    {
        if (cell.Length is < 2 or > 60 || !char.IsLetter(cell[0]) || cell.Contains('@'))
            return false;
        var text = cell.ToString();
        return ContactColumns.Find(text) is not null || header.Form?.FieldOf(text) is not null || ContactForms.Knows(HeaderKey.Of(text))
            || PermissionHeader.Read(text) is not null;
    }
}
