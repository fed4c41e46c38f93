using Notify.Sdk.Email.Composing;

namespace Notify.Sdk.Email.Dkim;

/// <summary>Says everything that is wrong with the options at once, without the key.</summary>
internal static class DkimOptionsCheck
{
    private const int FewestBits = 1024;

    /// <summary>The failures, each a sentence; empty when all is well, and without options.</summary>
    /// <param name="options">The options, or null for none.</param>
    /// <param name="property">Class and property of the sender, such as <c>SmtpOptions.From</c>.</param>
    /// <param name="from">Address of the sender, which may be malformed, or null: a signature of a stranger says nothing (DMARC).</param>
    public static IReadOnlyList<string> Failures(DkimOptions? options, string property = "", string? from = null) => options is null ? [] :
    [
        .. new[]
        {
            !TryReadDomain(options.Domain, out _)
                ? "DkimOptions.Domain: expected a domain such as example.com. Set it to the domain of the sender."
            : AddressSyntax.Read(from, out _) is { } sender && !Aligns(options.Domain, sender.Domain)
                ? $"DkimOptions.Domain: expected the domain of {property} or one above it, but it is another. Receivers compare them."
                : null,
            options.Selector is { Length: > 0 and <= 120 } selector && selector.Split('.').All(IsLabel)
                ? null : "DkimOptions.Selector: expected a name such as mail2026: letters, digits and hyphens, in labels of at most 63 "
                    + "separated by dots.",
            KeyFailure(options.PrivateKeyPem),
        }.OfType<string>(),
    ];

    /// <summary>Whether receivers take a signature of <paramref name="signing"/> for one of <paramref name="sender"/>.</summary>
    public static bool Aligns(string signing, string sender) =>
        TryReadDomain(signing, out var domain)
        && (sender.Equals(domain, StringComparison.OrdinalIgnoreCase) || sender.EndsWith($".{domain}", StringComparison.OrdinalIgnoreCase));

    /// <summary>The domain in A-label form.</summary>
    public static bool TryReadDomain(string? text, out string domain)
    {
        domain = AddressSyntax.Read($"x@{text}", out _)?.Domain ?? "";
        return AddressSyntax.IsDotAtom(domain);
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    // Not a word of the fault: it may quote the key.
    private static string? KeyFailure(string? pem)
    {
        const string Expected = "DkimOptions.PrivateKeyPem: expected an RSA private key in PEM (\"-----BEGIN PRIVATE KEY-----\"), but ";
        if (string.IsNullOrWhiteSpace(pem))
            return $"{Expected}it is empty.";
        if (pem.Contains("ENCRYPTED", StringComparison.Ordinal))
            return $"{Expected}it is encrypted. Decrypt it, and keep it in a secret store.";
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            if (rsa.KeySize < FewestBits)
                return $"{Expected}it has {rsa.KeySize} bits. Make one of 2,048 bits.";
            rsa.SignHash(new byte[SHA256.HashSizeInBytes], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return null;
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException)
        {
            return $"{Expected}it is something else.";
        }
    }
}
