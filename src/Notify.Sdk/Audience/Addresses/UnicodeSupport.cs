using System.Globalization;
using System.Text;

namespace Notify.Sdk.Audience;

/// <summary>
/// Tells whether this process can normalise Unicode and map international domain names. Thread-safe.
/// </summary>
/// <remarks>
/// With <c>InvariantGlobalization</c> .NET does neither and does not say so: <c>BÜCHER.example</c> becomes a different,
/// existing domain, and two spellings of one mailbox stay two people. So this library asks by trying, not by reading a
/// switch: that also finds an ICU too old, or one that follows the outdated transitional mapping.
/// </remarks>
public static class UnicodeSupport
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };
    private static bool _proven;

    /// <summary>
    /// Throws when Unicode is not supported. Call it at start-up; <see cref="EmailAddress"/> also calls it before the
    /// first address that is not plain ASCII. Costs nothing after the first success.
    /// </summary>
    /// <exception cref="InvalidOperationException">Unicode is not supported; the message names the remedy.</exception>
    public static void EnsureAvailable()
    {
        if (_proven) return;
        Prove(static text => text.Normalize(NormalizationForm.FormC), Idn.GetAscii);
        _proven = true;
    }

    /// <summary>The proof, with both abilities passed in so that a process without them can be imitated.</summary>
    internal static void Prove(Func<string, string> normalise, Func<string, string> toAscii)
    {
        if (Yields(normalise, "e\u0301", "\u00e9")
            && Yields(toAscii, "B\u00dcCHER.example", "xn--bcher-kva.example")
            && Yields(toAscii, "fa\u00df.example", "xn--fa-hia.example"))
            return;

        throw new InvalidOperationException(
            "This process cannot normalise Unicode or map international domain names, so addresses of different people "
            + "could be taken for one and mail could go to a wrong domain. Set <InvariantGlobalization>false</InvariantGlobalization> "
            + "in the project, unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT, and install ICU (Debian: libicu; Alpine: icu-libs and "
                + "icu-data-full).");
    }

    private static bool Yields(Func<string, string> map, string input, string expected)
    {
        try
        {
            return string.Equals(map(input), expected, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is ArgumentException or PlatformNotSupportedException)
        {
            return false;
        }
    }
}
