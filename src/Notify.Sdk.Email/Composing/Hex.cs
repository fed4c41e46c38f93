namespace Notify.Sdk.Email.Composing;

/// <summary>Upper-case hexadecimal digits, as RFC 2045, 2047 and 2231 want them.</summary>
internal static class Hex
{
    public static byte Digit(int value) => "0123456789ABCDEF"u8[value];
}
