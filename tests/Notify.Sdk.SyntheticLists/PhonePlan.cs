using System.Globalization;
using Notify.Sdk.PhoneNumbers;

namespace Notify.Sdk.SyntheticLists;

/// <summary>
/// Numbers that have the form of a valid one and that nobody has, as far as there are enough of them.
/// </summary>
/// <remarks>
/// United States: every area code that the phone engine knows, with the exchanges that are not given to subscribers (555,
/// N11, 950, 958, 959, 976), some 40 million numbers; a list that needs more goes on with ordinary ones. Germany: the blocks that the
/// Bundesnetzagentur keeps for films (030 23125, 069 90009, 040 66969, 0221 4710, 089 99998), with six digits or more in place of three.
/// They are only parsed, never called.
/// </remarks>
internal sealed class PhonePlan
{
    private const int Lines = 10_000;

    private static readonly int[] Exchanges = [555, 211, 311, 411, 511, 611, 711, 811, 911, 950, 958, 959, 976,
        .. Enumerable.Range(200, 800).Where(e => e % 100 != 11 && e is not (555 or 950 or 958 or 959 or 976))];

    private static readonly (int Area, int Block)[] German = [(30, 23125), (69, 90009), (40, 66969), (221, 4710), (89, 99998)];

    private readonly int[] _areas = [.. Enumerable.Range(201, 799).Where(IsArea)];

    /// <summary>Of one index one number.</summary>
    public void Write(Utf8Line line, long index, bool german, int form)
    {
        if (german)
            WriteGerman(line, index, form);
        else
            WriteAmerican(line, index, form);
    }

    private void WriteAmerican(Utf8Line line, long index, int form) =>
        Write(line, Pattern(form), _areas[index % _areas.Length], Exchanges[index / _areas.Length / Lines],
        index / _areas.Length % Lines, 4);

    private static void WriteGerman(Utf8Line line, long index, int form)
    {
        var (area, block) = German[index % German.Length];
        Write(line, GermanPattern(form), area, block, index / German.Length, 6);
    }

    /// <summary>Spellings of area code, exchange and line.</summary>
    private static ReadOnlySpan<byte> Pattern(int form) => form switch
    {
        < 30 => "(a) e-l"u8,
        < 50 => "a-e-l"u8,
        < 65 => "ael"u8,
        < 75 => "+1ael"u8,
        < 83 => "+1 a e l"u8,
        < 90 => "a.e.l"u8,
        < 95 => "1-a-e-l"u8,
        _ => "+1 (a) e-l"u8,
    };

    private static ReadOnlySpan<byte> GermanPattern(int form) => form switch
    {
        < 30 => "0a el"u8,
        < 50 => "0a/e l"u8,
        < 65 => "0ael"u8,
        < 80 => "+49ael"u8,
        < 92 => "+49 a e l"u8,
        _ => "0049 a e-l"u8,
    };

    private static void Write(Utf8Line line, ReadOnlySpan<byte> pattern, int area, int exchange, long last, int digits)
    {
        foreach (var c in pattern)
        {
            switch (c)
            {
                case (byte)'a': line.Add(area); break;
                case (byte)'e': line.Add(exchange); break;
                case (byte)'l': line.Add(last, digits); break;
                default: line.Add(c); break;
            }
        }
    }

    /// <summary>The engine must take every exchange that nobody has, at both ends.</summary>
    private static bool IsArea(int area) =>
        Exchanges.Take(13).All(exchange => IsValid(area, exchange, "0000") && IsValid(area, exchange, "9999"));

    private static bool IsValid(int area, int exchange, string line) =>
        PhoneNumber.TryParse(string.Create(CultureInfo.InvariantCulture, $"+1{area}{exchange}{line}"), null, out var number, out _)
            && number.IsValid && number is { Region: "US", Type: PhoneNumberType.FixedLineOrMobile };
}
