namespace Notify.Sdk.Sending;

/// <summary>
/// Ids of deliveries as they stand in rows: the 26 letters of those that this library makes as 17 octets in the same order, so that
/// rows and indices are short; any other as the text that it is.
/// </summary>
internal static class ShortIds
{
    /// <summary>Octets of a short id.</summary>
    public const int Octets = 17;

    private const int Letters = 26;
    private const string Alphabet = "234567abcdefghijklmnopqrstuvwxyz"; // in the order of their codes

    /// <summary>Writes the octets of an id; false where it has to stand as a text.</summary>
    public static bool TryPack(string id, Span<byte> octets)
    {
        if (id.Length != Letters)
            return false;
        octets[..Octets].Clear();
        for (var i = 0; i < Letters; i++)
        {
            var rank = id[i] switch
            {
                >= '2' and <= '7' and var digit => digit - '2',
                >= 'a' and <= 'z' and var letter => letter - 'a' + 6,
                _ => -1,
            };
            if (rank < 0)
                return false;
            var (at, bits) = (i * 5 / 8, rank << (11 - i * 5 % 8));
            octets[at] |= (byte)(bits >> 8);
            if ((byte)bits != 0)
                octets[at + 1] |= (byte)bits;
        }

        return true;
    }

    /// <summary>The id of octets that <see cref="TryPack"/> wrote.</summary>
    public static string Unpack(ReadOnlySpan<byte> octets)
    {
        if (octets.Length != Octets)
            throw new InvalidDataException("A stored id of a delivery cannot be read: a row was damaged. Restore a backup.");
        Span<char> id = stackalloc char[Letters];
        for (var i = 0; i < Letters; i++)
        {
            var at = i * 5 / 8;
            var bits = (octets[at] << 8) | (at + 1 < Octets ? octets[at + 1] : 0);
            id[i] = Alphabet[(bits >> (11 - i * 5 % 8)) & 31];
        }

        return new(id);
    }
}
