using System.Security.Cryptography;
using NodaTime;

namespace Notify.Sdk.Consents;

/// <summary>What a grant rests on, and what proves it. All of it is optional; a law may ask for more than was kept.</summary>
public sealed record GrantDetails
{
    /// <summary>What it rests on. Default <see cref="ConsentBasis.Express"/>.</summary>
    public ConsentBasis Basis { get; init; } = ConsentBasis.Express;

    /// <summary>What the person was told when they agreed.</summary>
    public Disclosure? Disclosure { get; init; }

    /// <summary>How it was given.</summary>
    public ConsentEvidence? Proof { get; init; }

    /// <summary>First instant at which it is no longer in force; null for the end that its basis has.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>A separate yes to messages at night.</summary>
    public bool NightConsent { get; init; }

    /// <summary>Whose law it was given under, ISO 3166-1 or 3166-2.</summary>
    public string? Jurisdiction { get; init; }

    /// <summary>The account that agreed, where known.</summary>
    public AccountRef? Account { get; init; }
}

/// <summary>
/// Takes a yes or a no at an address as it was written: for the page behind an unsubscribe link, a preference centre, a clerk at the
/// telephone. Reads the address as lists are read, dates the decision now, and gives it an id of its own, so each call counts; calling
/// twice is harmless. In force when the call returns. Thread-safe.
/// </summary>
public sealed class ConsentDesk(IConsentLedger ledger, AddressIntake addresses, IClock clock)
{
    /// <summary>Takes a no.</summary>
    /// <param name="address">Where the person said it.</param>
    /// <param name="scope">
    /// What they said: for a one-click link the topic of the mail or <see cref="ConsentScope.AllMarketing"/>, not
    /// <see cref="ConsentScope.Everything"/>, which stops order mails and password resets too.
    /// </param>
    /// <param name="channel">The channel, where they named one; null for all.</param>
    /// <param name="brand">The sender, where they named one; empty for all.</param>
    /// <param name="how">How they said it, for example <c>new() { Method = "one-click" }</c>.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <returns>The record, as it is kept.</returns>
    /// <exception cref="ArgumentException">
    /// The address cannot be read, the topic is not registered, or channel or brand could never count.
    /// </exception>
    public Task<ConsentRecord> WithdrawAsync(
        RawAddress address, ConsentScope scope, DeliveryChannel? channel = null, string brand = "", Revocation? how = null,
            CancellationToken cancellationToken = default) =>
        AppendAsync(Record(address, scope, channel, brand) with { Status = ConsentStatus.Withdrawn, Revocation = how }, cancellationToken);

    /// <summary>Takes a yes. It lifts a stop of the same scope or a wider one at this address, for what it names.</summary>
    /// <param name="address">Where the person gave it.</param>
    /// <param name="scope">What they agreed to.</param>
    /// <param name="details">What it rests on and what proves it; null for an expressed yes without further proof.</param>
    /// <param name="channel">The channel, where they named one; null for all.</param>
    /// <param name="brand">The sender, where they named one; empty for all.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <returns>The record, as it is kept.</returns>
    /// <exception cref="ArgumentException">As for <see cref="WithdrawAsync"/>.</exception>
    public Task<ConsentRecord> GrantAsync(
        RawAddress address, ConsentScope scope, GrantDetails? details = null, DeliveryChannel? channel = null, string brand = "",
            CancellationToken cancellationToken = default)
    {
        details ??= new();
        return AppendAsync(
            Record(address, scope, channel, brand) with
            {
                Basis = details.Basis,
                Disclosure = details.Disclosure,
                Proof = details.Proof,
                ExpiresAt = details.ExpiresAt,
                NightConsent = details.NightConsent,
                Jurisdiction = details.Jurisdiction,
                Account = details.Account,
            },
            cancellationToken);
    }

    private ConsentRecord Record(RawAddress address, ConsentScope scope, DeliveryChannel? channel, string brand)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return new()
        {
            Id = $"desk/{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}", // each call is a decision of its own
            Address = addresses.Read(address),
            Scope = scope,
            Channel = channel,
            Brand = brand,
            Status = ConsentStatus.Granted,
            OccurredAt = clock.GetCurrentInstant(),
        };
    }

    private async Task<ConsentRecord> AppendAsync(ConsentRecord record, CancellationToken cancellationToken)
    {
        await ledger.AppendAsync([record], cancellationToken);
        return await ledger.FindAsync(record.Id, cancellationToken) ?? record;
    }
}
