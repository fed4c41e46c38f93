using System.Buffers.Binary;

namespace Notify.Sdk.Sending;

/// <summary>
/// Ids of deliveries as they stand in rows: three digits or small letters in two octets, in the same order as the texts, so that rows and
/// indices are short and every store pages alike. Those that this library makes take 18 octets.
/// </summary>
internal static class ShortIds
{
    /// <summary>Most characters of an id.</summary>
    public const int Longest = 64;

    /// <summary>Most octets of an id.</summary>
    public const int MostOctets = 44;

    private const int Group = 3;
    private const int Ranks = 37; // no character, ten digits, 26 letters
    private const string Alphabet = " 0123456789abcdefghijklmnopqrstuvwxyz"; // in the order of their codes

    /// <summary>Writes the octets of an id and returns how many; 0 for a text that is none.</summary>
    public static int Pack(string? id, Span<byte> octets)
    {
        if (id is null || id.Length is 0 or > Longest)
            return 0;
        var length = 0;
        for (var i = 0; i < id.Length; i += Group)
        {
            var group = 0;
            for (var at = i; at < i + Group; at++)
            {
                var rank = at < id.Length ? RankOf(id[at]) : 0;
                if (rank < 0)
                    return 0;
                group = group * Ranks + rank;
            }

            BinaryPrimitives.WriteUInt16BigEndian(octets[length..], (ushort)group);
            length += sizeof(ushort);
        }

        return length;
    }

    /// <summary>The id of octets that <see cref="Pack"/> wrote.</summary>
    /// <exception cref="InvalidDataException">No id is written so.</exception>
    public static string Unpack(ReadOnlySpan<byte> octets)
    {
        if (octets.Length is 0 or > MostOctets || octets.Length % sizeof(ushort) != 0)
            throw Damaged();
        Span<char> id = stackalloc char[octets.Length / sizeof(ushort) * Group];
        for (var i = 0; i < octets.Length; i += sizeof(ushort))
        {
            int group = BinaryPrimitives.ReadUInt16BigEndian(octets[i..]);
            if (group >= Ranks * Ranks * Ranks)
                throw Damaged();
            var at = i / sizeof(ushort) * Group;
            (id[at], id[at + 1], id[at + 2]) = (Alphabet[group / (Ranks * Ranks)], Alphabet[group / Ranks % Ranks],
                Alphabet[group % Ranks]);
        }

        var text = id.TrimEnd(Alphabet[0]);
        return text.Length > id.Length - Group && !text.Contains(Alphabet[0]) ? new(text) : throw Damaged();
    }

    private static int RankOf(char character) => character switch
    {
        >= '0' and <= '9' => character - '0' + 1,
        >= 'a' and <= 'z' => character - 'a' + 11,
        _ => -1,
    };

    private static InvalidDataException Damaged() =>
        new("A stored id of a delivery cannot be read: a row was damaged. Restore a backup.");
}
