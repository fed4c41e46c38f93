namespace Notify.Sdk.Audience;

/// <summary>Reads the addresses of one kind. Called concurrently; must be thread-safe.</summary>
/// <remarks>
/// The same text has the same answer every time, and reading an identity gives that identity again: this is what keeps people from being
/// told twice. An address of a reader that throws, or that changes its mind, is left out with a reason.
/// </remarks>
public interface IAddressReader
{
    /// <summary>Reads one address.</summary>
    /// <param name="text">
    /// What somebody wrote, trimmed, not empty, at most <see cref="AddressKind.MaxLength"/> UTF-16 units; otherwise untrusted.
    /// </param>
    /// <param name="country">ISO 3166-1 alpha-2 code of the country in which a national form is meant; null when nothing says so.</param>
    AddressReading Read(string text, string? country);

    /// <summary>
    /// The identity with most of it left out, as reports and explanations show it. Default: three stars and nothing else.
    /// </summary>
    string Mask(string identity) => "***";
}
