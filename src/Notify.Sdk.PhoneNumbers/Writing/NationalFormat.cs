using Notify.Sdk.PhoneNumbers.Metadata;
using Notify.Sdk.PhoneNumbers.Tables;

namespace Notify.Sdk.PhoneNumbers.Writing;

/// <summary>
/// Groups a national number as its country does. The formats are those of the country code's main region, as Google has it.
/// </summary>
internal static class NationalFormat
{
    private const int WordsPerRecord = 4;
    private const int MaxGroups = 8;

    internal static void Write(ref SpanWriter writer, Region country, ReadOnlySpan<char> digits, PhoneNumberFormat format)
    {
        Span<byte> values = stackalloc byte[Automaton.MaxLength];
        for (var i = 0; i < digits.Length; i++)
            values[i] = (byte)(digits[i] - '0');

        var national = format == PhoneNumberFormat.National;
        var found = Automaton.Walk(national ? country.NationalFormats : country.InternationalFormats, values[..digits.Length]);
        if (found == 0)
        {
            writer.Append(digits);
            return;
        }

        var first = national ? country.NationalFormatBase : country.InternationalFormatBase;
        var record = FormatTables.Records.Slice((first + found - 1) * WordsPerRecord, WordsPerRecord);
        var template = record[format switch
        {
            PhoneNumberFormat.National => 1,
            PhoneNumberFormat.Rfc3966 => 3,
            _ => 2,
        }];
        Fill(ref writer, FormatTables.Bytes[record[0]..], FormatTables.Bytes.Slice(template + 1, FormatTables.Bytes[template]), digits);
    }

    // Groups: count, then the least and most digits of each; each takes as many as the later ones can spare.
    private static void Fill(ref SpanWriter writer, ReadOnlySpan<byte> groups, ReadOnlySpan<byte> template, ReadOnlySpan<char> digits)
    {
        Span<int> ends = stackalloc int[MaxGroups];
        int count = groups[0];
        var spare = digits.Length;
        for (var g = 0; g < count; g++)
            spare -= groups[1 + (2 * g)];
        var end = 0;
        for (var g = 0; g < count; g++)
        {
            int least = groups[1 + (2 * g)];
            var extra = Math.Min(groups[2 + (2 * g)] - least, spare);
            spare -= extra;
            end += least + extra;
            ends[g] = end;
        }

        foreach (var symbol in template)
        {
            if (symbol >= MaxGroups + 1)
                writer.Append((char)symbol);
            else
                writer.Append(digits[(symbol == 1 ? 0 : ends[symbol - 2])..ends[symbol - 1]]);
        }
    }
}
