using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Consents;

/// <summary>
/// One decision of one person, as it was made, with what proves it. Append-only: a later decision is another record.
/// When it was recorded, and its place in the chain, is the ledger's word: see <see cref="SealedConsent"/>.
/// </summary>
/// <remarks>
/// The fields follow the lists of CTIA Messaging Principles 5.1.2 and the Kantara Consent Receipt 1.1.
/// <c>docs/consent.md</c> says which of them are personal data and go when a person is erased.
/// </remarks>
public sealed record ConsentRecord
{
    /// <summary>The caller's id of the record; appears in explanations and outlives erasure, so no personal data.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// The address at which the decision was made, a number without its extension, so that it holds at each of them. A no at one in
    /// doubt is kept as two records.
    /// </summary>
    public required AddressKey Address { get; init => field = value.WithoutExtension(); }

    /// <summary>The account that made it, where known.</summary>
    public AccountRef? Account { get; init; }

    /// <summary>What it is about: a topic, all marketing, or everything; a consent that discloses its topics covers those only.</summary>
    public required ConsentScope Scope { get; init; }

    /// <summary>The channel, or null for all channels of the address.</summary>
    public DeliveryChannel? Channel { get; init; }

    /// <summary>
    /// The sender that it speaks of, compared with <see cref="Topic.Brand"/> without case. Empty, on either side, matches all.
    /// </summary>
    public string Brand { get; init; } = "";

    /// <summary>Yes or no.</summary>
    public required ConsentStatus Status { get; init; }

    /// <summary>What it rests on. Default <see cref="ConsentBasis.Express"/>.</summary>
    public ConsentBasis Basis { get; init; } = ConsentBasis.Express;

    /// <summary>
    /// When the person decided; for an import the original date. A yes of the future is refused; a no of the future counts, and can be
    /// lifted, from when the ledger took it.
    /// </summary>
    public required Instant OccurredAt { get; init; }

    /// <summary>
    /// When the purchase or inquiry happened on which it rests; default <see cref="OccurredAt"/>. The consent lapses by
    /// this date; see <see cref="ConsentOptions.ImpliedLasts"/>. A new purchase is a new record, and renews it.
    /// </summary>
    public Instant? BasisEventAt { get; init; }

    /// <summary>First instant at which it is no longer in force; null for no end, or for the end that its basis has.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>Whether a confirmation was asked for and given. Default: not asked.</summary>
    public DoubleOptIn DoubleOptIn { get; init; }

    /// <summary>The id of the pending record that this one confirms, or null.</summary>
    public string? Confirms { get; init; }

    /// <summary>A separate yes to messages at night (Korea, Network Act art. 50(3), asks for one).</summary>
    public bool NightConsent { get; init; }

    /// <summary>Whose law it was given under, ISO 3166-1 or 3166-2, for example <c>US-FL</c>; null when not stated.</summary>
    public string? Jurisdiction { get; init; }

    /// <summary>What the person was told when they agreed; null when it was not kept.</summary>
    public Disclosure? Disclosure { get; init; }

    /// <summary>How it was given: form, IP address, act.</summary>
    public ConsentEvidence? Proof { get; init; }

    /// <summary>How it was withdrawn; null for a grant.</summary>
    public Revocation? Revocation { get; init; }

    /// <summary>Where an imported record comes from; null for one made here.</summary>
    public ImportSource? Import { get; init; }

    /// <summary>Anything else that proves it, in free words. Kept for proof, never logged.</summary>
    public string Evidence { get; init; } = "";

    /// <summary>Id, status and topic.</summary>
    public override string ToString() => $"consent {Id}: {Status} for {Scope}";
}
