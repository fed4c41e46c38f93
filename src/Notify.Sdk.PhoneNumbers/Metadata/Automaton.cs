using Notify.Sdk.PhoneNumbers.Tables;

namespace Notify.Sdk.PhoneNumbers.Metadata;

/// <summary>
/// Walks an automaton over the digits of a national number. An entry below <see cref="AutomatonTables.Free"/> is a
/// state with ten successors; from there on the digits no longer matter, only how many are left.
/// </summary>
internal static class Automaton
{
    /// <summary>The longest string that an automaton answers for; longer ones yield 0.</summary>
    internal const int MaxLength = 17;

    /// <summary>The output for the whole string; 0 where it is not in the language. Digits are values 0 to 9.</summary>
    internal static int Walk(int entry, ReadOnlySpan<byte> digits)
    {
        if (digits.Length > MaxLength)
            return 0;

        var transitions = AutomatonTables.Transitions;
        var read = 0;
        while (entry < AutomatonTables.Free)
        {
            if ((uint)read >= (uint)digits.Length)
                return AutomatonTables.Outputs[entry];
            entry = transitions[(entry * 10) + digits[read++]];
        }

        return AutomatonTables.Vectors[entry - AutomatonTables.Free + digits.Length - read];
    }
}
