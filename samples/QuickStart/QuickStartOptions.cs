using NodaTime;

namespace QuickStart;

/// <summary>A mail server.</summary>
internal sealed record SmtpServer(string Host, int Port)
{
    public bool IsThisMachine => Host is "localhost" or "127.0.0.1" or "::1";
}

/// <summary>What the user asked for.</summary>
internal sealed record QuickStartOptions
{
    public required string Contacts { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Columns { get; init; } = [];

    public bool Describe { get; init; }

    public string? Country { get; init; }

    public string? Zone { get; init; }

    public required string Language { get; init; }

    public required string Out { get; init; }

    public Instant? At { get; init; }

    public bool Preview { get; init; }

    public string? Explain { get; init; }

    /// <summary>Whether the report names codes and rules besides the words.</summary>
    public bool Codes { get; init; }

    public SmtpServer? Smtp { get; init; }

    /// <summary>Where mail went, for the report.</summary>
    public string MailPlace => Smtp is { } server ? $"{server.Host}:{server.Port}" : MailFolder;

    public string MailFolder => Path.Combine(Out, "mail");

    public string SmsFolder => Path.Combine(Out, "sms");

    public string Database => Path.Combine(Out, "notify.db");

    /// <summary>Looking at a list leaves nothing behind; what an earlier run left is looked at.</summary>
    public bool OnlyLooks => Preview || Explain is not null;

    public bool KeepsState => !OnlyLooks || File.Exists(Database);
}
