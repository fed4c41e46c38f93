namespace Notify.Sdk.SyntheticLists;

/// <summary>
/// Writes mailboxes. Most are at domains that are reserved for examples; two in five are at gmail.com, because the rules of
/// that provider (dots, tags) are part of the work. Those have an underscore, which Gmail gives to nobody, so they are no
/// one's; nothing is ever sent to any of them.
/// </summary>
internal static class EmailWriter
{
    /// <summary>Typed to get past a form. The rules know the first four.</summary>
    private static readonly byte[][] Placeholders =
    [
        [.. "test@example.com"u8], [.. "none@example.com"u8], [.. "noemail@example.com"u8], [.. "asdf@example.com"u8],
        [.. "nope@example.com"u8], [.. "x@example.com"u8], [.. "abc@example.com"u8], [.. "customer@example.com"u8],
    ];

    private static readonly byte[][] Domains =
    [
        [.. "@example.com"u8], [.. "@example.net"u8], [.. "@example.org"u8], [.. "@mail.example"u8], [.. "@web.example"u8],
            [.. "@post.example"u8],
    ];

    private static readonly byte[][] Tags = [[.. "+shop"u8], [.. "+news"u8], [.. "+2"u8]];

    public static void WriteOwn(Utf8Line line, in Adult adult, long number, ref Dice spelling, ListShape shape)
    {
        var form = Dice.Mix((ulong)number); // the mailbox's own; the spelling is the account's
        var start = line.Length;
        line.Add(adult.FirstName.Ascii);
        if (form % 5 < 2)
            WriteGmail(line, start, adult, number, ref spelling, shape);
        else
            WriteOther(line, start, adult.Surname, number, form, ref spelling, shape);
    }

    public static void WriteHousehold(Utf8Line line, Name surname, long number, ref Dice spelling, ListShape shape)
    {
        var start = line.Length;
        line.Add("family"u8);
        WriteOther(line, start, surname, number, Dice.Mix((ulong)number), ref spelling, shape);
    }

    public static void WriteRole(Utf8Line line, long company)
    {
        line.Add((company % 3) switch { 0 => "info"u8, 1 => "sales"u8, _ => "office"u8 });
        line.Add("@company-"u8);
        line.Add(company);
        line.Add(".example"u8);
    }

    public static void WritePlaceholder(Utf8Line line, ref Dice dice) => line.Add(Placeholders[dice.Below(Placeholders.Length)]);

    private static void WriteGmail(Utf8Line line, int start, in Adult adult, long number, ref Dice spelling, ListShape shape)
    {
        line.Add((byte)'_');
        line.Add(adult.Surname.Ascii);
        line.Add(number);
        if (spelling.Is(shape.EmailSpelling))
        {
            switch (spelling.Below(3))
            {
                case 0:
                    line.Insert(start + 1 + spelling.Below(line.Length - start - 1), (byte)'.');
                    break;
                case 1:
                    line.Add(Tags[spelling.Below(Tags.Length)]);
                    break;
                default:
                    Capitals(line.From(start), spelling.Below(2) == 0);
                    break;
            }
        }

        line.Add("@gmail.com"u8);
    }

    private static void WriteOther(Utf8Line line, int start, Name surname, long number, ulong form, ref Dice spelling, ListShape shape)
    {
        line.Add((byte)(form % 2 == 0 ? '.' : '-'));
        line.Add(surname.Ascii);
        line.Add(number);
        line.Add(Domains[(int)((form >> 8) % (ulong)Domains.Length)]);
        if (spelling.Is(shape.EmailSpelling / 3))
            Capitals(line.From(start), spelling.Below(2) == 0);
    }

    private static void Capitals(Span<byte> text, bool all)
    {
        foreach (ref var c in all ? text : text[..1])
        {
            if (c is >= (byte)'a' and <= (byte)'z')
                c -= 32;
        }
    }
}
