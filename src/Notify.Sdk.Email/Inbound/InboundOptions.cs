namespace Notify.Sdk.Email.Inbound;

/// <summary>What inbound mail is judged by. Immutable.</summary>
public sealed record InboundOptions
{
    /// <summary>
    /// The return paths of our messages, or null when they carry no token. When set, a report of a bounce that does not come
    /// to such an address gives no receipt: anybody can write a bounce.
    /// </summary>
    public VerpAddress? Verp { get; init; }

    /// <summary>Domains of our <c>Message-ID</c>s. Empty takes any domain, which is enough where only our mail comes back.</summary>
    public IReadOnlyCollection<string> MessageIdDomains { get; init; } = [];

    /// <summary>
    /// The name under which our own mail server writes what it found of a sender (<c>authserv-id</c>, RFC 8601 section 2.5). A reply is
    /// its sender's when the topmost <c>Authentication-Results</c> bears it and says that DMARC passed; the server must take away what
    /// others wrote under its name (section 5). Null, the default, believes nobody: then no mail lifts a stop.
    /// </summary>
    public string? AuthenticationServer { get; init; }

    /// <summary>
    /// How many octets of a message are read; what lies beyond is left out, so that nobody can fill the memory. Default 1 MiB: reports
    /// and the words of people stand at the beginning, however large the message is that a report encloses.
    /// </summary>
    public int MessageOctets { get; init; } = DefaultMessageOctets;

    internal const int DefaultMessageOctets = 1024 * 1024;
}
