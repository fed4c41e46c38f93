using NodaTime;

namespace Notify.Sdk.Stores;

/// <summary>
/// One entry of the chain as a ledger keeps it. Its hash covers the entry before it, so nothing can be altered, taken out
/// or put in between without a trace. Personal data stand apart and are covered by a salted digest: they can be erased,
/// salt and all, and the chain still verifies.
/// </summary>
/// <remarks>
/// <c>Hash</c> is the SHA-256 of these five lines in UTF-8, joined by one line feed each, none at the end:
/// <c>notify-consent/2</c>, <see cref="PreviousHash"/>, <see cref="RecordedAt"/> (ISO 8601, UTC, no trailing zeros in the
/// fraction), SHA-256 of <see cref="Terms"/>, <see cref="PersonalDigest"/>. <c>PersonalDigest</c> is the SHA-256 of
/// <see cref="Salt"/>, a line feed and <see cref="Personal"/>. Hashes are 64 lower-case hexadecimal digits. What is hashed
/// is the stored text itself, so a later version that knows more fields verifies older entries unchanged.
/// </remarks>
public sealed record SealedConsent
{
    /// <summary>Place in the chain, from 1, without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>The id under which the ledger finds it.</summary>
    public required string Id { get; init; }

    /// <summary>The address under which the ledger finds it; null for an erased record and for an erasure.</summary>
    public AddressKey? Address { get; init; }

    /// <summary>When the ledger took it.</summary>
    public required Instant RecordedAt { get; init; }

    /// <summary>What is no personal data, JSON: the decision and its terms, or an erasure.</summary>
    public required string Terms { get; init; }

    /// <summary>Personal data, JSON; null once erased, and for an erasure.</summary>
    public string? Personal { get; init; }

    /// <summary>16 random bytes, hexadecimal; null with <see cref="Personal"/>.</summary>
    public string? Salt { get; init; }

    /// <summary>Commits to the personal data; <c>-</c> for an entry that never had any.</summary>
    public required string PersonalDigest { get; init; }

    /// <summary>
    /// What an erased opt-out is found by: HMAC-SHA256 of the address under the ledger's salt; null for everything else.
    /// </summary>
    public string? ErasedKey { get; init; }

    /// <summary>Hash of the entry before; 64 zeros for the first.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>Hash of this entry.</summary>
    public required string Hash { get; init; }

    /// <summary>Sequence and id.</summary>
    public override string ToString() => $"{Sequence}: {Id}";
}

/// <summary>
/// Where a chain stood. Kept elsewhere, for example in a daily report, it shows later that nothing was cut off or written anew.
/// </summary>
/// <param name="Sequence">Sequence of the last entry; 0 for an empty ledger.</param>
/// <param name="Hash">Its hash; 64 zeros for an empty ledger.</param>
public sealed record ConsentCheckpoint(long Sequence, string Hash)
{
    /// <summary>An empty ledger.</summary>
    public static ConsentCheckpoint Start { get; } = new(0, new string('0', 64));
}
