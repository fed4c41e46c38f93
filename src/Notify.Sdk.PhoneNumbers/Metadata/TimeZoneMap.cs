using System.Text;
using Notify.Sdk.PhoneNumbers.Tables;

namespace Notify.Sdk.PhoneNumbers.Metadata;

/// <summary>Google's map from prefixes to time zones. The lists of ids are made once, at first use, and shared.</summary>
internal static class TimeZoneMap
{
    private const int LongestPrefix = 9;

    private static readonly IReadOnlyList<string>[] Lists = ReadLists();

    /// <summary>What Google answers where it knows no zone.</summary>
    internal static IReadOnlyList<string> Unknown { get; } = Array.AsReadOnly(["Etc/Unknown"]);

    internal static IReadOnlyList<string> OfCountryCode(int countryCode) => OfPrefix((ulong)countryCode);

    /// <summary>By the longest known prefix of country code and national number.</summary>
    internal static IReadOnlyList<string> OfNumber(int countryCode, ReadOnlySpan<byte> national)
    {
        var prefix = (ulong)countryCode;
        var room = LongestPrefix - (countryCode < 10 ? 1 : countryCode < 100 ? 2 : 3);
        foreach (var digit in national[..Math.Min(room, national.Length)])
            prefix = (prefix * 10) + digit;
        return OfPrefix(prefix);
    }

    private static IReadOnlyList<string> OfPrefix(ulong prefix)
    {
        for (; prefix > 0; prefix /= 10)
        {
            var found = TimeZoneTables.Prefixes.BinarySearch((uint)prefix);
            if (found >= 0)
                return Lists[TimeZoneTables.Lists[found]];
        }

        return Unknown;
    }

    private static IReadOnlyList<string>[] ReadLists()
    {
        var names = Encoding.ASCII.GetString(TimeZoneTables.Names).Split(';', StringSplitOptions.RemoveEmptyEntries);
        var lists = new IReadOnlyList<string>[TimeZoneTables.ListCount];
        for (var i = 0; i < lists.Length; i++)
        {
            var words = TimeZoneTables.ListWords[TimeZoneTables.ListOffsets[i]..];
            var list = new string[words[0]];
            for (var n = 0; n < list.Length; n++)
                list[n] = names[words[n + 1]];
            lists[i] = Array.AsReadOnly(list);
        }

        return lists;
    }
}
