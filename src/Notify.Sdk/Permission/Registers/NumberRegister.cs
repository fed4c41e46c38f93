using System.Globalization;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Permission;

/// <summary>
/// An exact set of phone numbers for registers of millions: about 4.5 octets a number, and a look-up touches two or three
/// cache lines. No hashing, so never a false answer. Immutable; thread-safe.
/// </summary>
/// <remarks>
/// Numbers are grouped by all but their lowest 32 bits; a group is a sorted array of those 32 bits with a directory by their
/// leading bits. Made by <see cref="NumberRegisterBuilder"/>.
/// </remarks>
public sealed class NumberRegister
{
    private const int MostDigits = 15; // ITU-T E.164

    private readonly uint[] _highs;
    private readonly NumberGroup[] _groups;

    internal NumberRegister(uint[] highs, NumberGroup[] groups)
    {
        (_highs, _groups) = (highs, groups);
        foreach (var group in groups)
            (Count, SizeInBytes) = (Count + group.Count, SizeInBytes + group.SizeInBytes);
    }

    /// <summary>No numbers.</summary>
    public static NumberRegister Empty { get; } = new([], []);

    /// <summary>How many numbers.</summary>
    public long Count { get; }

    /// <summary>What the numbers take in memory, without the objects around them.</summary>
    public long SizeInBytes { get; }

    /// <summary>Whether the number stands in the register, in whatever spelling of its handset.</summary>
    /// <param name="e164">The digits of an E.164 number, country code first, without plus.</param>
    public bool Contains(ulong e164)
    {
        e164 = PhoneIdentity.Folded(e164);
        var group = GroupOf((uint)(e164 >> 32));
        return group >= 0 && _groups[group].Contains((uint)e164);
    }

    /// <summary>
    /// Whether the phone number of an address stands in the register; its extension does not matter. False for other addresses.
    /// </summary>
    public bool Contains(AddressKey address) =>
        address.Kind == AddressKind.Phone && TryRead(address.Value, out var number) && Contains(number);

    /// <summary>All numbers, ascending.</summary>
    public IEnumerable<ulong> Numbers()
    {
        for (var i = 0; i < _groups.Length; i++)
        {
            var high = (ulong)_highs[i] << 32;
            foreach (var low in _groups[i].Lows)
                yield return high | low;
        }
    }

    /// <summary>The register's size; no number.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} numbers");

    /// <summary>The digits after the plus, up to an extension. By hand: it is asked for every address of every list.</summary>
    internal static bool TryRead(ReadOnlySpan<char> key, out ulong number)
    {
        number = 0;
        if (key.Length < 2 || key[0] != '+')
            return false;
        for (var i = 1; i < key.Length; i++)
        {
            var digit = (uint)(key[i] - '0');
            if (digit > 9)
                return key[i] == ';' && i > 1;
            if (i > MostDigits)
                return false;
            number = (number * 10) + digit;
        }

        return true;
    }

    private int GroupOf(uint high)
    {
        if (_highs.Length > 8)
            return Array.BinarySearch(_highs, high);
        for (var i = 0; i < _highs.Length; i++)
        {
            if (_highs[i] == high)
                return i;
        }

        return -1;
    }
}
