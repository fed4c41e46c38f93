using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Notify.Sdk.Audience;

/// <summary>
/// Reads a country in the forms that people keep: two letters, three, the number, or a name in English, the languages of the
/// country and some others. The only reader of countries; thread-safe. ASCII allocates nothing.
/// </summary>
internal static class Countries
{
    // A list has some hundred spellings at most; a flood of invented ones stops here.
    private const int Room = 4_096;

    // Two letters are looked up by place; nearly all rows have them.
    private static readonly string?[] ByLetters = Letters();
    private static readonly FrozenDictionary<string, string> ByName = Names();
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        ByName.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Placeholders =
        new[] { "", "na", "none", "null", "nil", "unknown", "undefined", "notavailable", "notapplicable" }
        .ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly SearchValues<char> Separators = SearchValues.Create("(),;|/:-[]");
    private static readonly SearchValues<char> Lists = SearchValues.Create(";|/:-");
    // Longer ones first: "Federal Republic of" ends like "Republic of".
    private static readonly string[] Forms = ["federalrepublicof", "islamicrepublicof", "socialistrepublicof", "unitedrepublicof",
        "republicof", "kingdomof", "stateof", "commonwealthof", "principalityof", "grandduchyof", "sultanateof", "bundesrepublik",
        "republik", "konigreich", "furstentum", "republiquede", "republique", "royaumede", "confederation", "republicade", "republica",
        "reinode", "repubblicadi", "repubblica", "regnodi", "republiek", "koninkrijk"];
    private static readonly ConcurrentDictionary<string, string> Folded = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> FoldedBySpan =
        Folded.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Reads a country.</summary>
    /// <param name="text">Any spelling; blank or a placeholder ("N/A") is absent.</param>
    /// <param name="code">ISO 3166-1 alpha-2 in upper case; null when absent, and when the text names no country.</param>
    /// <returns>False only for a text that is given and names no country that is known, or more than one ("Congo").</returns>
    public static bool TryRead(ReadOnlySpan<char> text, out string? code)
    {
        if (text.Length != 2) text = text.Trim();
        if (text.Length == 2 && char.IsAsciiLetter(text[0]) && char.IsAsciiLetter(text[1]))
            return (code = ByLetters[Place(text)]) is not null;
        if (text.IsEmpty)
        {
            code = null;
            return true;
        }

        return Ascii.IsValid(text) ? TryFold(text, out code) : TryRemembered(text, out code);
    }

    /// <summary>
    /// The country in which national phone numbers of a row are read: the row's, else the default. Null when the row's is not
    /// understood, because a number of another country would be somebody else's.
    /// </summary>
    public static string? OfNumbers(ReadOnlySpan<char> text, string? @default) =>
        TryRead(text, out var code) ? code ?? @default : @default is not null && VehicleSigns.Find(text) == @default ? @default : null;

    /// <summary>
    /// Whether the name of a country is also that of a part of another one, or names a part (England, GB-ENG). Then it is evidence of the
    /// part too: nobody is outside the law of the American state because there is a country Georgia.
    /// </summary>
    public static bool IsPartToo(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        Span<char> folded = stackalloc char[FoldedText.Room];
        var name = (ReadOnlySpan<char>)folded[..FoldedText.Write(text, folded)];
        return name.EndsWith("georgia") || name is "jersey" or "england" or "scotland" or "wales" or "northernireland" or "nireland"
            || OfPartCode(text) is not null;
    }

    /// <summary>
    /// The country of the code of a part, such as GB-ENG; null also where what stands behind is a country itself ("US-CA").
    /// </summary>
    private static string? OfPartCode(ReadOnlySpan<char> text) =>
        text.Length is >= 4 and <= 6 && text[2] is '-' && char.IsAsciiLetter(text[0]) && char.IsAsciiLetter(text[1])
            && Ascii.IsValid(text) && text[3..].IndexOfAnyExceptInRange('0', 'z') < 0
            && ByLetters[Place(text)] is { } country && !(TryRead(text[3..], out var other) && other is not null) ? country : null;

    private static bool TryRemembered(ReadOnlySpan<char> text, out string? code)
    {
        if (FoldedBySpan.TryGetValue(text, out code))
        {
            code = code.Length == 0 ? null : code;
            return code is not null;
        }

        var read = TryFold(text, out code);
        if (text.Length > FoldedText.Room || (read && code is null))
            return read;
        if (Folded.Count >= Room)
            Folded.Clear();
        Folded.TryAdd(text.ToString(), code ?? "");
        return read;
    }

    private static bool TryFold(ReadOnlySpan<char> text, out string? code)
    {
        code = null;
        if (text.Length > FoldedText.Room)
            return false;
        if (text.EndsWith(".0", StringComparison.Ordinal) || text.EndsWith(".00", StringComparison.Ordinal))
            text = text.TrimEnd('0')[..^1]; // a number that a spreadsheet took for a decimal one
        Span<char> folded = stackalloc char[FoldedText.Room];
        var name = folded[..FoldedText.Write(text, folded)];
        // "N/A" is no Namibia, and neither is a dash a country.
        if (Placeholders.Contains(name))
            return !text.ContainsAnyInRange('\uD800', '\uDFFF');
        if (TryFind(name, out code))
            return IsNoAccentedCode(text, name, ref code);
        return TryParts(text, out code) || (code = OfPartCode(text)) is not null;
    }

    /// <summary>An accent makes another word of two or three letters: the Czech "ČR" is not the code of Costa Rica.</summary>
    private static bool IsNoAccentedCode(ReadOnlySpan<char> text, ReadOnlySpan<char> name, ref string? code)
    {
        if (name.Length > 3 || !Ascii.IsValid(name) || Ascii.IsValid(text)
            || Ascii.IsValid(text.ToString().Normalize(NormalizationForm.FormKC)) || IsAccentedName(code!, name.ToString()))
            return true;
        code = null;
        return false;
    }

    private static bool IsAccentedName(string country, string folded) =>
        CountryTable.Rows.Any(r => r.Code == country && r.Names.Any(n => !Ascii.IsValid(n) && FoldedText.Of(n) == folded));

    /// <summary>
    /// As it stands, without an article or the form of the state before or behind it, or without the zeros before a number.
    /// </summary>
    private static bool TryFind(ReadOnlySpan<char> name, out string? code)
    {
        if (BySpan.TryGetValue(name, out code))
            return true;
        if (name.StartsWith("0"))
            return BySpan.TryGetValue(name.TrimStart('0'), out code);
        if (name.StartsWith("the"))
            name = name[3..];
        else if (name.EndsWith("the"))
            name = name[..^3];
        if (BySpan.TryGetValue(name, out code))
            return true;
        foreach (var form in Forms)
        {
            var bare = name.StartsWith(form) ? name[form.Length..] : name.EndsWith(form) ? name[..^form.Length] : default;
            if (!bare.IsEmpty && (BySpan.TryGetValue(bare, out code)
                || (bare.StartsWith("the") && BySpan.TryGetValue(bare[3..], out code))))
                return IsNoOtherChina(ref code);
        }

        return false;
    }

    /// <summary>A republic that is not the people's is the other China; where it was not named in full, nobody knows.</summary>
    private static bool IsNoOtherChina(ref string? code)
    {
        code = code == "CN" ? null : code;
        return code is not null;
    }

    /// <summary>
    /// "United States (US)", "DE - Germany": several ways to write one country; "Puerto Rico, USA" and "Réunion (France)": a territory
    /// before its country, which is the territory. What names two countries ("US/PR") is not understood.
    /// </summary>
    private static bool TryParts(ReadOnlySpan<char> text, out string? code)
    {
        code = null;
        Span<char> folded = stackalloc char[FoldedText.Room];
        var isPlain = !text.ContainsAny(Lists);
        var count = 0;
        foreach (var range in text.SplitAny(Separators))
        {
            var length = FoldedText.Write(text[range], folded);
            if (length == 0)
                continue;
            var isOne = TryFind(folded[..length], out var part);
            code = !isOne ? null : code is null || code == part ? part
                : isPlain && CountryTable.Belongs(code, to: part!) ? code : null;
            if (code is null)
                return false;
            count++;
        }

        return count > 1;
    }

    private static string?[] Letters()
    {
        var table = new string?[26 * 26];
        foreach (var row in CountryTable.Rows)
        {
            table[Place(row.Code)] = row.Code;
            foreach (var name in row.Names)
            {
                // "UK" is written in two letters too.
                if (name.Length == 2 && char.IsAsciiLetter(name[0]) && char.IsAsciiLetter(name[1]))
                    table[Place(name)] ??= row.Code;
            }
        }

        return table;
    }

    private static FrozenDictionary<string, string> Names()
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        foreach (var row in CountryTable.Rows)
        {
            names[FoldedText.Of(row.Code)] = row.Code;
            names[FoldedText.Of(row.Alpha3)] = row.Code;
            if (row.Number == 0)
                continue;
            // Spreadsheets take the zeros away.
            names[row.Number.ToString(CultureInfo.InvariantCulture)] = row.Code;
            names[row.Number.ToString("000", CultureInfo.InvariantCulture)] = row.Code;
        }

        foreach (var row in CountryTable.Rows)
        {
            foreach (var name in row.Names)
                names.TryAdd(FoldedText.Of(name), row.Code);
        }

        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static int Place(ReadOnlySpan<char> letters) => (((letters[0] | 0x20) - 'a') * 26) + ((letters[1] | 0x20) - 'a');
}
