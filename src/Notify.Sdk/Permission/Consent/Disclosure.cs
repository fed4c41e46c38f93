using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Notify.Sdk.Consents;

/// <summary>
/// What a person was told when they agreed: the terms of the consent. A topic that it does not name, or more messages than
/// it promises, is not covered by the consent. Holds no personal data.
/// </summary>
public sealed record Disclosure
{
    /// <summary>The words that were shown, verbatim.</summary>
    public required string Text { get; init; }

    /// <summary>Version of the words, for example <c>checkout-7</c>.</summary>
    public string Version { get; init; } = "";

    /// <summary>Language in which they were shown, BCP 47.</summary>
    public string Language { get; init; } = "";

    /// <summary>
    /// The topics (types of messages) that the words name. Empty: the one topic of the record, and so nothing at all for a
    /// record that is about more.
    /// </summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>How many messages were promised at most; null when the words say nothing of it.</summary>
    public DisclosedFrequency? Frequency { get; init; }

    /// <summary>SHA-256 of the UTF-8 text, 64 lower-case hexadecimal digits.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>Version and language.</summary>
    public override string ToString() => $"disclosure {Version} ({Language})";
}

/// <summary>
/// "At most four messages a month": a frequency cap that is bound to the consent. It counts what may have
/// arrived at the address on the topics of the disclosure, in any span of <see cref="Period"/>.
/// </summary>
public sealed record DisclosedFrequency
{
    private static readonly Duration Longest = Duration.FromDays(366);

    /// <summary>"Message frequency varies": nothing is promised, nothing is counted.</summary>
    public static DisclosedFrequency Varies { get; } = new();

    /// <summary>How many at most, 0 or more; null for "varies".</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 0.</exception>
    public int? AtMost
    {
        get;
        init => field = value is null or >= 0 ? value : throw new ArgumentOutOfRangeException(
            nameof(value), $"A promise of {value} messages cannot be kept. Use 0 or more, or null for 'varies'.");
    }

    /// <summary>Length of the rolling span, over 0 and at most 366 days. Default 30 days.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in these bounds.</exception>
    public Duration Period
    {
        get;
        init => field = value > Duration.Zero && value <= Longest
            ? value : throw new ArgumentOutOfRangeException(
            nameof(value), $"A promise for a period of {value} cannot be counted. Use more than 0 and at most 366 days.");
    } = Duration.FromDays(30);

    /// <summary>At most <paramref name="atMost"/> in any <paramref name="period"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number below 0, or a period out of bounds.</exception>
    public static DisclosedFrequency Of(int atMost, Duration period) => new() { AtMost = atMost, Period = period };

    /// <summary>For example <c>4 in 30 days</c>.</summary>
    public override string ToString() =>
        AtMost is { } most ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{most} in {Period.TotalDays:0.##} days")
            : "varies";
}
