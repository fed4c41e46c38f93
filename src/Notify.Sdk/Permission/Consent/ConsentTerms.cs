using NodaTime;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Stores;

/// <summary>What of an entry stays for ever; exactly one of the two.</summary>
internal sealed record EntryTerms(int Format, ConsentTerms? Decision, ErasureTerms? Erasure);

/// <summary>The part of a record that is no personal data. The order of the fields is the order in which they are written.</summary>
internal sealed record ConsentTerms
{
    public required string Id { get; init; }

    public required ConsentScope Scope { get; init; }

    public DeliveryChannel? Channel { get; init; }

    public string Brand { get; init; } = "";

    public required ConsentStatus Status { get; init; }

    public ConsentBasis Basis { get; init; }

    public required Instant OccurredAt { get; init; }

    public Instant? BasisEventAt { get; init; }

    public Instant? ExpiresAt { get; init; }

    public DoubleOptIn DoubleOptIn { get; init; }

    public string? Confirms { get; init; }

    public bool NightConsent { get; init; }

    public string? Jurisdiction { get; init; }

    public Disclosure? Disclosure { get; init; }

    public ConsentEvidence? Proof { get; init; }

    public Revocation? Revocation { get; init; }

    public ImportSource? Import { get; init; }

    public static ConsentTerms Of(ConsentRecord record) => new()
    {
        Id = record.Id,
        Scope = record.Scope,
        Channel = record.Channel,
        Brand = record.Brand,
        Status = record.Status,
        Basis = record.Basis,
        OccurredAt = record.OccurredAt,
        BasisEventAt = record.BasisEventAt,
        ExpiresAt = record.ExpiresAt,
        DoubleOptIn = record.DoubleOptIn,
        Confirms = record.Confirms,
        NightConsent = record.NightConsent,
        Jurisdiction = record.Jurisdiction,
        Disclosure = record.Disclosure,
        Proof = record.Proof is { } p ? new() { Method = p.Method, FormId = p.FormId, Campaign = p.Campaign } : null,
        Revocation = record.Revocation is { } r ? r with { RawWords = null } : null,
        Import = record.Import,
    };

    public ConsentRecord ToRecord(AddressKey address, ConsentPersonal? personal) => new()
    {
        Id = Id,
        Address = address,
        Account = personal?.Account,
        Scope = Scope,
        Channel = Channel,
        Brand = Brand,
        Status = Status,
        Basis = Basis,
        OccurredAt = OccurredAt,
        BasisEventAt = BasisEventAt,
        ExpiresAt = ExpiresAt,
        DoubleOptIn = DoubleOptIn,
        Confirms = Confirms,
        NightConsent = NightConsent,
        Jurisdiction = Jurisdiction,
        Disclosure = Disclosure,
        Proof = Proof is null ? null : Proof with
        {
            SourceUrl = personal?.SourceUrl,
            IpAddress = personal?.IpAddress,
            UserAgent = personal?.UserAgent,
            Actor = personal?.Actor,
            AffirmativeAct = personal?.AffirmativeAct,
        },
        Revocation = Revocation is null ? null : Revocation with { RawWords = personal?.RawWords },
        Import = Import,
        Evidence = personal?.Evidence ?? "",
    };
}

/// <summary>The part of a record that goes when the person is erased.</summary>
internal sealed record ConsentPersonal
{
    public required AddressKey Address { get; init; }

    public AccountRef? Account { get; init; }

    public string? SourceUrl { get; init; }

    public string? IpAddress { get; init; }

    public string? UserAgent { get; init; }

    public string? Actor { get; init; }

    public string? AffirmativeAct { get; init; }

    public string? RawWords { get; init; }

    public string? Evidence { get; init; }

    public static ConsentPersonal Of(ConsentRecord record) => new()
    {
        Address = record.Address,
        Account = record.Account,
        SourceUrl = record.Proof?.SourceUrl,
        IpAddress = record.Proof?.IpAddress,
        UserAgent = record.Proof?.UserAgent,
        Actor = record.Proof?.Actor,
        AffirmativeAct = record.Proof?.AffirmativeAct,
        RawWords = record.Revocation?.RawWords,
        Evidence = record.Evidence.Length == 0 ? null : record.Evidence,
    };

    /// <summary>Nothing that it holds.</summary>
    public override string ToString() => "personal data of a consent";
}

/// <summary>Which entries lost their personal data, and by what those are found that must go on to refuse.</summary>
/// <param name="Salt">The ledger's salt for these keys, hexadecimal.</param>
/// <param name="Entries">The entries, ascending.</param>
internal sealed record ErasureTerms(string Salt, IReadOnlyList<ErasedEntry> Entries);

/// <summary>One entry that was erased.</summary>
/// <param name="Sequence">Which.</param>
/// <param name="Key">See <see cref="SealedConsent.ErasedKey"/>; null when nothing remains of whose it was.</param>
public sealed record ErasedEntry(long Sequence, string? Key);
