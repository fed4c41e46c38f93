using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Notify.Sdk.Email.Composing;

namespace Notify.Sdk.Email.Dkim;

/// <summary>
/// Signs messages with rsa-sha256 in relaxed/relaxed form (RFC 6376, RFC 8301). Thread-safe. The same message gives the same
/// signature: its time (<c>t=</c>) is the date of the message.
/// </summary>
/// <remarks>
/// Signing is the last thing that happens to a message: a server that changes it breaks the signature. What
/// <see cref="MimeWriter"/> writes gives servers no reason to: it is 7-bit, with short lines. A message that needs SMTPUTF8
/// is signed over its UTF-8 header (RFC 8616).
/// </remarks>
public sealed class DkimSigner
{
    private const int PreferredLine = 76;

    // Everything but domain, selector and signature: the tags, all names of signed fields twice, and folds.
    private const int FixedLength = 1024;

    // In this order. Those that may stand once only are named once more than they stand, so that nobody can add another one
    // above that mail programs would show instead (RFC 6376 section 5.4.2 and 8.15).
    private static readonly (string Name, bool Once)[] Signed =
    [
        ("From", true), ("To", true), ("Reply-To", true), ("Subject", true), ("Date", true), ("Message-ID", true), ("In-Reply-To", true), ("References", true),
        ("MIME-Version", true), ("Content-Type", true), ("Content-Transfer-Encoding", true), ("Auto-Submitted", false), ("List-Id", false),
        ("List-Unsubscribe", false), ("List-Unsubscribe-Post", false), ("Feedback-ID", false),
    ];

    private readonly string _domain;
    private readonly string _selector;
    private readonly string _privateKeyPem;
    private readonly ConcurrentBag<RSA> _keys = []; // reading the key costs as much as a short message; one key signs one message at a time

    /// <summary>Takes over the options; a later change of them has no effect.</summary>
    /// <exception cref="ArgumentException">The options are not usable; the text says all that is wrong, and never the key.</exception>
    public DkimSigner(DkimOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var failures = DkimOptionsCheck.Failures(options);
        if (failures.Count > 0)
            throw new ArgumentException(string.Join(' ', failures), nameof(options));
        DkimOptionsCheck.TryReadDomain(options.Domain, out _domain);
        _selector = options.Selector;
        _privateKeyPem = options.PrivateKeyPem;
        var key = ReadKey();
        _keys.Add(key);
        LongestField = FixedLength + _domain.Length + _selector.Length + (key.KeySize / 8 * 3 / 2);
    }

    /// <summary>
    /// The <c>DKIM-Signature</c> field of a message, folded, with its last CRLF: write it before what <see cref="MimeWriter"/>
    /// writes. The message is written once into a hash for it, and never held whole.
    /// </summary>
    /// <exception cref="MimeFormatException">The message cannot be written.</exception>
    public byte[] Sign(EmailMessage message) => Sign(message, CancellationToken.None);

    /// <summary>Writes the signature and then the message. Flushes the stream, does not close it.</summary>
    /// <exception cref="MimeFormatException">The message cannot be written; nothing was.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the message is not whole.</exception>
    public async Task WriteAsync(EmailMessage message, Stream output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        await output.WriteAsync(Sign(message, cancellationToken), cancellationToken);
        await MimeWriter.WriteAsync(message, output, cancellationToken);
    }

    /// <summary>Domain and selector; never the key.</summary>
    public override string ToString() => $"DKIM signer {_selector}._domainkey.{_domain}";

    /// <summary>The longest that a field of this signer is, in octets, for a message in which no signed field stands more than twice.</summary>
    internal int LongestField { get; }

    /// <summary>The field, heeding a cancellation while a large message is hashed.</summary>
    internal byte[] Sign(EmailMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var pass = new SigningPass();
        foreach (var _ in MimeWriter.Steps(message, pass))
            cancellationToken.ThrowIfCancellationRequested();
        return Field(pass, message.Date.ToUnixTimeSeconds());
    }

    /// <summary>The field for a message that is written already, with CRLF as line break.</summary>
    internal byte[] SignWritten(ReadOnlySpan<byte> message, long unixTime)
    {
        using var pass = new SigningPass();
        pass.Append(message);
        return Field(pass, unixTime);
    }

    private byte[] Field(SigningPass pass, long unixTime)
    {
        var fields = RelaxedHeader.Split(pass.Header);
        List<string> names = [];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, once) in Signed)
        {
            // From the bottom up (RFC 6376 section 5.4.2); a name without a field is hashed as nothing.
            var found = fields.Where(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Reverse().ToArray();
            foreach (var (_, field) in found)
            {
                hash.AppendData(RelaxedHeader.Of(field));
                hash.AppendData("\r\n"u8);
                names.Add(name);
            }

            if (once && found.Length > 0)
                names.Add(name);
        }

        var unsigned = Unsigned(names, pass.BodyHash(), unixTime);
        hash.AppendData(RelaxedHeader.Of(Encoding.ASCII.GetBytes(unsigned)));
        var key = _keys.TryTake(out var rested) ? rested : ReadKey();
        var signature = Convert.ToBase64String(key.SignHash(hash.GetHashAndReset(), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        _keys.Add(key);
        return Encoding.ASCII.GetBytes($"{unsigned}{string.Concat(signature.Chunk(PreferredLine - 2).Select(line => $"\r\n {new string(line)}"))}\r\n");
    }

    private RSA ReadKey()
    {
        var key = RSA.Create();
        key.ImportFromPem(_privateKeyPem);
        return key;
    }

    // The signature covers this field too, with an empty b= (RFC 6376 section 3.7).
    private string Unsigned(List<string> names, byte[] bodyHash, long unixTime)
    {
        var text = new StringBuilder("DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;");
        text.Append(CultureInfo.InvariantCulture, $"\r\n d={_domain};\r\n s={_selector}; t={unixTime};\r\n h=");
        var column = 3;
        for (var i = 0; i < names.Count; i++)
        {
            var word = names[i] + (i == names.Count - 1 ? ";" : ":");
            if (column + word.Length > PreferredLine)
            {
                text.Append("\r\n ");
                column = 1;
            }

            text.Append(word);
            column += word.Length;
        }

        return text.Append(CultureInfo.InvariantCulture, $"\r\n bh={Convert.ToBase64String(bodyHash)};\r\n b=").ToString();
    }
}
