namespace Notify.Sdk.SyntheticLists;

/// <summary>Writes the name of an account in one of the forms in which people give it.</summary>
internal static class NameWriter
{
    public static void Write(Utf8Line line, in Adult adult, int account, ref Dice dice, ListShape shape)
    {
        var surname = account > 0 && dice.Is(shape.ChangedSurname) ? adult.OtherSurname : adult.Surname;
        var first = adult.FirstName.Nickname is { } nickname && dice.Is(shape.Nickname) ? nickname : adult.FirstName;
        var middle = dice.Is(shape.MiddleInitial);
        var title = dice.Is(shape.Title);
        var typo = dice.Is(shape.NameTypo) ? 1 + dice.Below(surname.Text.Length - 1) : 0;
        var spelling = dice.Share();
        if ((spelling -= shape.NoName) < 0)
            return;
        var initial = (spelling -= shape.Initial) < 0;
        var lastFirst = (spelling -= shape.LastFirst) < 0 && (!initial || dice.Is(0.2));
        var upper = !initial && !lastFirst && (spelling -= shape.OtherCase) < 0;
        var lower = !initial && !lastFirst && !upper && spelling - shape.OtherCase < 0;

        if (lastFirst)
        {
            line.Add((byte)'"');
            Surname(line, Cased(surname, upper, lower), typo);
            line.Add(", "u8);
        }

        if (title)
            line.Add("Dr. "u8);
        First(line, Cased(first, upper, lower), initial, dice.Is(0.7));
        if (middle)
        {
            line.Add((byte)' ');
            line.Add(adult.MiddleInitial);
            line.Add((byte)'.');
        }

        if (lastFirst)
        {
            line.Add((byte)'"');
            return;
        }

        line.Add((byte)' ');
        Surname(line, Cased(surname, upper, lower), typo);
    }

    private static void First(Utf8Line line, byte[] name, bool initial, bool dot)
    {
        if (!initial)
        {
            line.Add(name);
            return;
        }

        line.Add(name[0]); // no first name of the tables begins with an accent
        if (dot)
            line.Add((byte)'.');
    }

    /// <summary>A letter too many, where it breaks no sequence of bytes.</summary>
    private static void Surname(Utf8Line line, byte[] name, int typo)
    {
        var start = line.Length;
        line.Add(name);
        if (typo > 0 && name[typo] < 0x80)
            line.Insert(start + typo, name[typo]);
    }

    private static byte[] Cased(Name name, bool upper, bool lower) => upper ? name.Upper : lower ? name.Lower : name.Text;
}
