using System.Security.Cryptography;
using System.Text;

namespace Notify.Sdk.Email.Composing;

/// <summary>
/// Boundaries of a message (RFC 2046 section 5.1.1): derived from the <c>Message-ID</c>, so the same message has the same
/// bytes. They begin with <c>=_</c>, which neither quoted-printable nor base64 can produce.
/// </summary>
internal sealed class MimeBoundary(string messageId)
{
    private readonly string _root = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)).AsSpan(0, 12));
    private int _count;

    /// <summary>The next one; none is a prefix of another, at most 10 are made.</summary>
    public string Next() => $"=_{_root}_{_count++}";
}
