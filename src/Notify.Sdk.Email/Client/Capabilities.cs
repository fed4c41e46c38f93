using System.Globalization;

namespace Notify.Sdk.Email.Client;

/// <summary>What the server announced in its last reply to EHLO (RFC 5321 section 4.1.1.1). Immutable.</summary>
internal sealed record Capabilities
{
    /// <summary>Nothing: a server that knows only HELO.</summary>
    public static Capabilities None { get; } = new();

    /// <summary>RFC 2920: commands may be sent in a group.</summary>
    public bool Pipelining { get; private init; }

    /// <summary>RFC 6152: octets beyond ASCII may stand in the message.</summary>
    public bool EightBitMime { get; private init; }

    /// <summary>RFC 6531: addresses and headers may be UTF-8.</summary>
    public bool SmtpUtf8 { get; private init; }

    /// <summary>RFC 3461: the client may say which reports it wants.</summary>
    public bool Dsn { get; private init; }

    /// <summary>RFC 3207: the connection can become TLS.</summary>
    public bool StartTls { get; private init; }

    /// <summary>RFC 1870: the parameter SIZE is understood.</summary>
    public bool Size { get; private init; }

    /// <summary>RFC 1870: the largest message in octets; null when the server names no limit.</summary>
    public long? MaxSize { get; private init; }

    /// <summary>RFC 4954: names of the login mechanisms, upper case.</summary>
    public IReadOnlySet<string> Mechanisms { get; private init; } = new HashSet<string>();

    /// <summary>Reads the reply; unknown lines are ignored. The first line is the server's name.</summary>
    public static Capabilities Read(SmtpReply ehlo)
    {
        var found = None;
        foreach (var line in ehlo.Text.Split('\n').Skip(1))
        {
            var words = line.ToUpperInvariant().Replace("AUTH=", "AUTH ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            found = words is [var keyword, .. var parameters] ? found.With(keyword, parameters) : found;
        }

        return found;
    }

    private Capabilities With(string keyword, string[] parameters) => keyword switch
    {
        "PIPELINING" => this with { Pipelining = true },
        "8BITMIME" => this with { EightBitMime = true },
        "SMTPUTF8" => this with { SmtpUtf8 = true },
        "DSN" => this with { Dsn = true },
        "STARTTLS" => this with { StartTls = true },
        "SIZE" => this with { Size = true, MaxSize = Limit(parameters) },
        "AUTH" => this with { Mechanisms = Mechanisms.Concat(parameters).ToHashSet() },
        _ => this,
    };

    // 0 stands for "no fixed limit" (RFC 1870 section 4).
    private static long? Limit(string[] parameters) =>
        parameters is [var digits, ..] && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0 ? limit : null;
}
