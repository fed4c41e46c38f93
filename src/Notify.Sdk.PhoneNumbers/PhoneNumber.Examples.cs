using Notify.Sdk.PhoneNumbers.Tables;

namespace Notify.Sdk.PhoneNumbers;

public readonly partial struct PhoneNumber
{
    /// <summary>A number of the metadata that shows the form of a type; for previews and tests. It may belong to somebody.</summary>
    /// <param name="region">Two capital letters, such as "DE".</param>
    /// <param name="type">The type wanted. Where the plan does not tell fixed lines and mobiles apart, the number found is of both.</param>
    /// <param name="number">The number; <c>default</c> if there is none.</param>
    /// <returns>False for an unknown region and for a type that the region does not have.</returns>
    public static bool TryGetExample(string region, PhoneNumberType type, out PhoneNumber number)
    {
        number = default;
        var home = Metadata.Region.Named(region);
        if (!home.Exists)
            return false;
        var wanted = type == PhoneNumberType.FixedLineOrMobile ? PhoneNumberType.FixedLine : type;
        var found = ExampleTables.Keys.BinarySearch((ushort)(((home.Number - 1) * 16) + (int)wanted));
        if (found < 0)
            return false;
        var national = ExampleTables.Digits[ExampleTables.Offsets[found]..ExampleTables.Offsets[found + 1]];
        Span<byte> text = stackalloc byte[24];
        text[0] = (byte)'+';
        home.CountryCode.TryFormat(text[1..], out var code, default, System.Globalization.CultureInfo.InvariantCulture);
        national.CopyTo(text[(1 + code)..]);
        return TryParse(text[..(1 + code + national.Length)], null, out number, out _);
    }
}
