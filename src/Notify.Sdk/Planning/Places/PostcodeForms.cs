namespace Notify.Sdk.Planning;

/// <summary>
/// Brings a postcode into the form that its country gives it, mending what spreadsheets and typing do: lost zeros, decimals, blanks,
/// hyphens, O for 0. Allocates nothing.
/// </summary>
internal static class PostcodeForms
{
    /// <summary>Room for any cleaned postcode.</summary>
    public const int Room = 16;

    /// <summary>Writes what the tables are asked for: for the United States five digits, for Britain the outward code, and so on.</summary>
    /// <returns>Its length; 0 for a text that is no postcode of the country.</returns>
    public static int Write(string country, ReadOnlySpan<char> text, Span<char> clean)
    {
        var length = Clean(text, clean);
        if (length == 0 || IsPlaceholder(clean[..length]))
            return 0;
        return Form(country, clean, WithoutCountry(country, clean, length));
    }

    /// <summary>
    /// Letters and digits in upper case; the decimals of a number are no part of it, nor are commas between its thousands and what a
    /// spreadsheet puts around a text (<c>="02903"</c>).
    /// </summary>
    private static int Clean(ReadOnlySpan<char> text, Span<char> clean)
    {
        text = text.Trim().TrimStart('=').Trim('"');
        if (text.LastIndexOf('.') is >= 0 and var dot && dot < text.Length - 1 && text[(dot + 1)..].TrimEnd('0').IsEmpty)
            text = text[..dot];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is ' ' or '-' or '.' or '\'' or '\u00A0' or '\u2007' or '\u202F' or '\u200B' or '\u2010' or '\u2011' or '\u2013'
                || (c == ',' && i is > 0 and < 4 && i == text.Length - 4))
                continue;
            if (!char.IsAsciiLetterOrDigit(c) || length == Room)
                return 0;
            clean[length++] = char.ToUpperInvariant(c);
        }

        return length;
    }

    /// <summary>12345 is a place in New York State, and nearly always a way past a form; H0H is where Canada's children write to.</summary>
    private static bool IsPlaceholder(ReadOnlySpan<char> code) =>
        IsAll(code, '0', '0') || (code.Length >= 4 && IsAll(code, '9', '9'))
            || code is "12345" or "1234" or "H0H" or "H0H0H0" or "NA" or "NULL" or "NONE";

    /// <summary>"F-75001" and "DK2100": the country is no part of a code of digits.</summary>
    private static int WithoutCountry(string country, Span<char> code, int length)
    {
        if (country is "CA" or "GB")
            return length;
        var letters = code[..length].StartsWith(country) ? 2 : code[0] == country[0] && length > 1 && char.IsAsciiDigit(code[1]) ? 1 : 0;
        code[letters..length].CopyTo(code);
        return length - letters;
    }

    private static int Form(string country, Span<char> code, int length) => country switch
    {
        "US" => UnitedStates(code, length),
        "CA" => Canada(code, length),
        "GB" => Britain(code, length),
        "FR" or "ES" or "ID" or "MX" => Digits(code, length, 5, length == 4 ? 1 : 0),
        "FI" => Digits(code, length, 5, length is 3 or 4 ? 5 - length : 0),
        "BR" => length == 5 ? Digits(code, length, 5, 0) : Math.Min(5, Digits(code, length, 8, length == 7 ? 1 : 0)),
        "AU" or "NZ" => Digits(code, length, 4, length == 3 ? 1 : 0),
        "NO" => Digits(code, length, 4, length is 2 or 3 ? 4 - length : 0),
        "DK" => Denmark(code, length),
        "NL" => Netherlands(code, length),
        "PT" => length is 4 or 7 && AreDigits(code[..length]) ? 4 : 0,
        "CL" => Digits(code, length, 7, 0),
        "EC" or "KZ" => Digits(code, length, 6, length == 5 ? 1 : 0),
        "RU" => length == 6 && code[0] != '0' && AreDigits(code[..length]) ? 6 : 0,
        _ => throw new ArgumentOutOfRangeException(nameof(country), country, "There are rules for its postcodes, and no form of them."),
    };

    /// <summary>Five digits; nine hold them first. Numbers have lost one zero, or two (Puerto Rico), before four more digits too.</summary>
    private static int UnitedStates(Span<char> code, int length)
    {
        if (code[..length].StartsWith("APO") || code[..length].StartsWith("FPO") || code[..length].StartsWith("DPO"))
        {
            // The address says that it is military; then nobody knows the zone, whatever else it says.
            "09000".CopyTo(code);
            return 5;
        }

        if (!AreDigits(code[..length]))
            return 0;
        var lost = length switch { 3 => 2, 4 => 1, 7 => 2, 8 => 1, _ => 0 };
        return length + lost is 5 or 9 && Digits(code, length, length + lost, lost) > 0 ? 5 : 0;
    }

    /// <summary>A1A 1A1, or its first half. Letters O, Q, I and L in places of digits are digits.</summary>
    private static int Canada(Span<char> code, int length)
    {
        if (length is not (3 or 6))
            return 0;
        for (var i = 0; i < length; i++)
        {
            if (i % 2 == 1)
                code[i] = code[i] switch { 'O' or 'Q' => '0', 'I' or 'L' => '1', var c => c };
            var fits = i % 2 == 1 ? char.IsAsciiDigit(code[i]) : char.IsAsciiLetter(code[i])
                && code[i] is not ('D' or 'F' or 'I' or 'O' or 'Q' or 'U');
            if (!fits || (i == 0 && code[0] is 'W' or 'Z'))
                return 0;
        }

        return length;
    }

    /// <summary>The outward code: all but the last three characters of a whole one, which are a digit and two letters.</summary>
    private static int Britain(Span<char> code, int length)
    {
        var outward = length >= 5 && char.IsAsciiDigit(code[length - 3]) && char.IsAsciiLetter(code[length - 2])
            && char.IsAsciiLetter(code[length - 1]) ? length - 3 : length;
        return outward is >= 2 and <= 4 && char.IsAsciiLetter(code[0]) ? outward : 0;
    }

    /// <summary>Four digits; two letters may follow.</summary>
    private static int Netherlands(Span<char> code, int length) =>
        length == 4 || (length == 6 && char.IsAsciiLetter(code[4]) && char.IsAsciiLetter(code[5])) ? Digits(code, 4, 4, 0) : 0;

    /// <summary>Four digits, of Greenland too; the Faroes write FO before three.</summary>
    private static int Denmark(Span<char> code, int length)
    {
        if (code[..length].StartsWith("FO"))
            return 2;
        if (!code[..length].StartsWith("GL"))
            return Digits(code, length, 4, 0);
        code[2..length].CopyTo(code);
        return Digits(code, length - 2, 4, 0);
    }

    /// <summary>So many digits, some of which are zeros that were lost in front.</summary>
    private static int Digits(Span<char> code, int length, int wanted, int lost)
    {
        if (length + lost != wanted || !AreDigits(code[..length]))
            return 0;
        code[..length].CopyTo(code[lost..]);
        code[..lost].Fill('0');
        return wanted;
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => IsAll(text, '0', '9');

    // By hand: the generic searches of spans box their bounds until the compiler has optimised them.
    private static bool IsAll(ReadOnlySpan<char> text, char from, char to)
    {
        foreach (var c in text)
        {
            if (c < from || c > to)
                return false;
        }

        return true;
    }
}
