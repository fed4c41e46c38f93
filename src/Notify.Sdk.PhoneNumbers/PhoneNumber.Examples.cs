using Notify.Sdk.PhoneNumbers.Library;

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
        var known = RegionTable.Named(region);
        return known != 0 && type != PhoneNumberType.Unknown && LibraryNumbers.TryGetExample(known, type, out number);
    }
}
