using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Notify.Sdk.Tests.Audience;

/// <summary>A file of contacts with everything in it that goes wrong in such files.</summary>
internal sealed record RandomCsv(byte[] Bytes, char Delimiter, int MaximumLength)
{
    private static readonly string[] Values =
    [
        "a1", "b", "", " ", "Ann", "\"Miller, Ann\"", "\"a\"\"b\"", "\"open", "mid\"dle", "\"x\"y", "  \"sp\"  ", "\"two\nlines\"",
            "\"two\r\nlines\"", "\"a\n\n\nb\"",
        "\"\"", "\0", "Zoë", "日本", "\uFFFD", "😀", "a\rb", "a@example.com", "tab\tx", "semi;colon", "\u0085", "\" \u2028z\"",
            "\u00A0q\u00A0", "b@example.com;c@example.com",
    ];

    // What most files are made of.
    private static readonly string[] Regular =
    [
        "a1", "b22", "\"c3\"", "", "\"\"", "Ann Miller", "\"Miller, Ann\"", "Zoë Maier", "\"Müller; Zoë\"", "日本 太郎", " Ann ", "\" Ann \"",
        "ann.miller@example.com", "a@example.com;b@example.com", "+1 (212) 555-0101", "\"2125550101\"", "O'Neil-Smith", "!",
    ];

    private static readonly string[] Columns = ["name", "email", "email2", "emails", "phone", "attr:a", "source", "person_id", "country",
        "telegram"];

    public override string ToString() => $"separator '{Delimiter}', rows up to {MaximumLength}: {Encoding.UTF8.GetString(Bytes)}";

    public static Arbitrary<RandomCsv> Any() => Gen.Choose(0, int.MaxValue - 1).Select(seed => Make(new(seed))).ToArbitrary();

    /// <summary>Files as they should be, of many lines, with a broken one here and there.</summary>
    public static Arbitrary<RandomCsv> AnyRegular() => Gen.Choose(0, int.MaxValue - 1).Select(seed => MakeRegular(new(seed))).ToArbitrary();

    private static RandomCsv MakeRegular(System.Random random)
    {
        var delimiter = ",;\t|"[random.Next(4)];
        var lineEnd = random.Next(2) == 0 ? "\n" : "\r\n";
        var columns = Columns.OrderBy(_ => random.Next()).Take(random.Next(0, 9)).Append("id").OrderBy(_ => random.Next()).ToList();
        var text = new StringBuilder().AppendJoin(delimiter, columns).Append(lineEnd);
        var header = text.Length;
        var faults = random.Next(3) == 0 ? 10 : 100;
        for (int line = 0, lines = random.Next(60); line < lines; line++)
        {
            var values = random.Next(faults) == 0 ? Values : Regular;
            var count = random.Next(faults) == 0 ? random.Next(1, 12) : columns.Count;
            text.AppendJoin(delimiter, Enumerable.Range(0, count).Select(_ => values[random.Next(values.Length)]));
            if (line < lines - 1 || random.Next(2) == 0)
                text.Append(random.Next(faults) == 0 ? "\r" : lineEnd);
        }

        return new(Damaged(Encoding.UTF8.GetBytes(text.ToString()), random, header), delimiter, 1_024);
    }

    private static RandomCsv Make(System.Random random)
    {
        var delimiter = random.Next(3) > 0 ? ',' : ";\t|"[random.Next(3)];
        var lineEnd = random.Next(3) switch { 0 => "\n", 1 => "\r\n", _ => "\r" };
        var columns = Columns.OrderBy(_ => random.Next()).Take(random.Next(1, 6)).Append("id").OrderBy(_ => random.Next()).ToList();
        var text = new StringBuilder(random.Next(5) == 0 ? "\uFEFF" : "").Append(random.Next(10) == 0 ? "\n \n" : "");
        text.AppendJoin(delimiter, columns).Append(lineEnd);
        var header = Encoding.UTF8.GetByteCount(text.ToString());
        for (int line = 0, lines = random.Next(random.Next(20) == 0 ? 150 : 10); line < lines; line++)
        {
            if (random.Next(50) == 0)
                text.Append(random.Next(2) == 0 ? 'x' : 'ö', random.Next(900, 3_500));
            if (random.Next(100) == 0)
                text.Append('"').AppendJoin(lineEnd, Enumerable.Repeat("l", random.Next(60, 68))).Append('"');
            if (random.Next(12) > 0)
                text.AppendJoin(delimiter, Enumerable.Range(0, random.Next(10) == 0 ? random.Next(1, 7) : columns.Count)
                    .Select(_ => Values[random.Next(Values.Length)]));
            if (line < lines - 1 || random.Next(2) == 0)
                text.Append(random.Next(10) == 0 ? "\n" : lineEnd);
        }

        return new(Damaged(Encoding.UTF8.GetBytes(text.ToString()), random, header), delimiter, random.Next(2) == 0 ? 1_024 : 1_048_576);
    }

    /// <summary>Some bytes after the header become others.</summary>
    private static byte[] Damaged(byte[] bytes, System.Random random, int from)
    {
        for (var hits = random.Next(5) == 0 ? random.Next(1, 4) : 0; hits > 0 && from < bytes.Length; hits--)
            bytes[random.Next(from, bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }
}
