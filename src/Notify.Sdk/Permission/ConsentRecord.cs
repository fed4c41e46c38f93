using NodaTime;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Permission;

/// <summary>What a person said.</summary>
public enum ConsentStatus : byte
{
    /// <summary>Yes.</summary>
    Granted,

    /// <summary>No: an opt-out.</summary>
    Withdrawn,
}

/// <summary>What a consent rests on.</summary>
public enum ConsentBasis : byte
{
    /// <summary>Written agreement with a signature and a clear disclosure.</summary>
    ExpressWritten,

    /// <summary>An affirmative act.</summary>
    Express,

    /// <summary>A purchase; lapses.</summary>
    ImpliedPurchase,

    /// <summary>An inquiry; lapses.</summary>
    ImpliedInquiry,

    /// <summary>Own similar products, with an opt-out offered each time.</summary>
    SoftOptIn,

    /// <summary>The law demands the message.</summary>
    LegalDuty,
}

/// <summary>One decision of one person, as it was made. Append-only: a later decision is another record.</summary>
public sealed record ConsentRecord
{
    /// <summary>The caller's id of the record; appears in explanations, so no personal data.</summary>
    public required string Id { get; init; }

    /// <summary>The address at which the decision was made.</summary>
    public required AddressKey Address { get; init; }

    /// <summary>The topic, or null for everything from this sender.</summary>
    public string? Topic { get; init; }

    /// <summary>The channel, or null for all channels of the address.</summary>
    public Channel? Channel { get; init; }

    /// <summary>Yes or no.</summary>
    public required ConsentStatus Status { get; init; }

    /// <summary>What it rests on. Default <see cref="ConsentBasis.Express"/>.</summary>
    public ConsentBasis Basis { get; init; } = ConsentBasis.Express;

    /// <summary>Whether the person agreed, separately, to messages at night.</summary>
    public bool NightConsent { get; init; }

    /// <summary>When the person decided.</summary>
    public required Instant OccurredAt { get; init; }

    /// <summary>First instant at which it is no longer in force; null for no end.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>Where and how it was given: form, wording version, actor. Kept for proof, never logged.</summary>
    public string Evidence { get; init; } = "";

    /// <summary>Id, status and topic.</summary>
    public override string ToString() => $"consent {Id}: {Status} for {Topic ?? "everything"}";
}
