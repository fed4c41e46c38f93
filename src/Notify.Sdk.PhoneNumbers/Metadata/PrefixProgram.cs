using Notify.Sdk.PhoneNumbers.Tables;

namespace Notify.Sdk.PhoneNumbers.Metadata;

/// <summary>
/// Runs the compiled form of a national or international prefix pattern at the start of a digit string, with the
/// order of alternatives and the captures of the regular expression that it was compiled from.
/// </summary>
internal static class PrefixProgram
{
    // One word for an instruction: kind in the top three bits, operand below. See tools/PhoneMetadata/lib/regex.js.
    private const int OperandMask = 0x1FFF;
    private const int MayBeEmpty = 0x400;

    private enum Kind
    {
        Set,
        Split,
        Jump,
        Save,
        End,
        Match,
    }

    /// <summary>False where no match can start with this digit, without running the program.</summary>
    internal static bool MayStart(int firstDigits, ReadOnlySpan<byte> digits) =>
        (firstDigits & MayBeEmpty) != 0 || (digits.Length > 0 && (firstDigits >> digits[0] & 1) != 0);

    /// <summary>
    /// Matches at the start. Captures hold, for each group, its start and its end as bytes, each plus one; 0 is unset.
    /// Recursion is as deep as one pattern has choices in a row, fewer than 40.
    /// </summary>
    internal static bool TryMatch(int at, ReadOnlySpan<byte> digits, out int end, out uint captures) =>
        Run(at, digits, 0, 0, out end, out captures);

    private static bool Run(int at, ReadOnlySpan<byte> digits, int position, uint saved, out int end, out uint captures)
    {
        var code = ProgramTables.Code;
        while (true)
        {
            int word = code[at];
            var operand = word & OperandMask;
            switch ((Kind)(word >> 13))
            {
                case Kind.Set:
                    if (position >= digits.Length || (operand >> digits[position] & 1) == 0)
                        goto default;
                    position++;
                    at++;
                    break;
                case Kind.Split:
                    var mayMatch = (operand & MayBeEmpty) != 0
                        || (position < digits.Length && (operand >> digits[position] & 1) != 0);
                    if (mayMatch && Run(at + 2, digits, position, saved, out end, out captures))
                        return true;
                    at = code[at + 1];
                    break;
                case Kind.Jump:
                    at = operand;
                    break;
                case Kind.Save:
                    var shift = operand * 8;
                    saved = (saved & ~(0xFFu << shift)) | ((uint)(position + 1) << shift);
                    at++;
                    break;
                case Kind.End:
                    if (position != digits.Length)
                        goto default;
                    at++;
                    break;
                case Kind.Match:
                    end = position;
                    captures = saved;
                    return true;
                default:
                    end = 0;
                    captures = 0;
                    return false;
            }
        }
    }
}
