using System.Collections.Concurrent;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;

namespace Notify.Sdk.Email.Dkim;

/// <summary>
/// Signs messages with rsa-sha256 in relaxed/relaxed form (RFC 6376, RFC 8301) by MimeKit, with the system's RSA, which is ten times
/// faster than MimeKit's own. Thread-safe. The same message gives the same signature: its time (<c>t=</c>) is that of the message.
/// </summary>
internal sealed class MailSigner
{
    // Those that may stand once only are named once more than they stand, so that nobody can add another one above that mail
    // programs would show instead (RFC 6376 section 5.4.2 and 8.15).
    private static readonly (string Name, bool Once)[] Signed =
    [
        ("From", true), ("To", true), ("Reply-To", true), ("Subject", true), ("Date", true), ("Message-ID", true),
        ("MIME-Version", true), ("Content-Type", true), ("Content-Transfer-Encoding", true), ("Auto-Submitted", false), ("List-Id", false),
        ("List-Unsubscribe", false), ("List-Unsubscribe-Post", false),
    ];

    private readonly string _domain;
    private readonly string _selector;
    private readonly AsymmetricKeyParameter _key; // MimeKit asks for it, and never signs with it here
    private readonly string _pem;
    private readonly ConcurrentBag<RSA> _keys = []; // reading a key costs as much as a short message; one key signs one message at a time

    /// <summary>Takes over the options; a later change of them has no effect.</summary>
    /// <exception cref="ArgumentException">The options are not usable; the text says all that is wrong, and never the key.</exception>
    public MailSigner(DkimOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var failures = DkimOptionsCheck.Failures(options);
        if (failures.Count > 0)
            throw new ArgumentException(string.Join(' ', failures), nameof(options));

        DkimOptionsCheck.TryReadDomain(options.Domain, out _domain);
        _selector = options.Selector;
        _pem = options.PrivateKeyPem;
        _keys.Add(ReadKey());
        _key = DotNetUtilities.GetRsaKeyPair(_keys.First()).Private;
    }

    /// <summary>Puts <c>DKIM-Signature</c> in front of the fields of a message whose body is ready.</summary>
    public void Sign(MimeMessage message, FormatOptions format, Instant date)
    {
        var key = _keys.TryTake(out var rested) ? rested : ReadKey();
        new Signer(_key, _domain, _selector, key, date.ToUnixTimeSeconds()).Sign(format, message, Names(message));
        _keys.Add(key);
    }

    /// <summary>Domain and selector; never the key.</summary>
    public override string ToString() => $"DKIM signer {_selector}._domainkey.{_domain}";

    private static string[] Names(MimeMessage message) =>
    [
        .. Signed.SelectMany(field =>
        {
            var fields = field.Name.StartsWith("Content-", StringComparison.Ordinal) ? message.Body!.Headers : message.Headers;
            var count = fields.Count(header => header.Field.Equals(field.Name, StringComparison.OrdinalIgnoreCase));
            return Enumerable.Repeat(field.Name, count > 0 && field.Once ? count + 1 : count);
        }),
    ];

    private RSA ReadKey()
    {
        var key = RSA.Create();
        key.ImportFromPem(_pem);
        return key;
    }

    private sealed class Signer : DkimSigner
    {
        private readonly RSA _key;
        private readonly long _unixTime;

        public Signer(AsymmetricKeyParameter asked, string domain, string selector, RSA key, long unixTime)
            : base(asked, domain, selector)
        {
            (_key, _unixTime) = (key, unixTime);
            HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed;
            BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed;
        }

        protected override long GetTimestamp() => _unixTime;

        protected override ISigner CreateSigningContext() => new SystemRsa(_key);
    }

    /// <summary>The system's RSA in the form that MimeKit asks for.</summary>
    private sealed class SystemRsa(RSA key) : ISigner
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public string AlgorithmName => "SHA-256withRSA";

        public void Init(bool forSigning, ICipherParameters parameters)
        {
        }

        public void Update(byte input) => _hash.AppendData([input]);

        public void BlockUpdate(byte[] input, int inOff, int inLen) => _hash.AppendData(input, inOff, inLen);

        public void BlockUpdate(ReadOnlySpan<byte> input) => _hash.AppendData(input);

        public int GetMaxSignatureSize() => key.KeySize / 8;

        public byte[] GenerateSignature() => key.SignHash(_hash.GetHashAndReset(), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        public bool VerifySignature(byte[] signature) =>
            key.VerifyHash(_hash.GetHashAndReset(), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        public void Reset() => _hash.GetHashAndReset();
    }
}
