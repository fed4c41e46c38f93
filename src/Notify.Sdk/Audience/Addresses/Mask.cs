namespace Notify.Sdk.Audience;

/// <summary>Shows just enough of an address to recognise it beside a known one, and no more.</summary>
internal static class Mask
{
    public static string Email(string address)
    {
        var at = address.LastIndexOf('@');
        return at < 1 ? "***" : string.Concat(address.AsSpan(0, 1), "***", address.AsSpan(at));
    }

    public static string Phone(string e164)
    {
        var end = e164.IndexOf(';', StringComparison.Ordinal);
        var digits = end < 0 ? e164.AsSpan() : e164.AsSpan(0, end);
        return digits.Length < 6 ? "***" : string.Concat(digits[..3], "***", digits[^2..]);
    }
}
