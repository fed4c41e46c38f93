using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Consents;

/// <summary>What a confirmation did.</summary>
public enum ConfirmationResult : byte
{
    /// <summary>The consent is in force from now on.</summary>
    Confirmed,

    /// <summary>It was confirmed before; nothing changed.</summary>
    AlreadyConfirmed,

    /// <summary>The token is too old. Ask again.</summary>
    Expired,

    /// <summary>The person opted out after they had asked; only a new opt-in can change that.</summary>
    WithdrawnSince,

    /// <summary>No token of this application, or one of a record that is not there any more.</summary>
    Invalid,
}

/// <summary>
/// Double opt-in: append a record that is <see cref="DoubleOptIn.Pending"/>, send its token to the very address, and
/// confirm when it comes back. Until then it is no consent. Thread-safe.
/// </summary>
/// <remarks>
/// Confirm on a POST, by a button: mail scanners follow links, and a GET that confirms would let them consent.
/// </remarks>
public sealed class ConsentConfirmation(IConsentLedger ledger, IOptions<ConsentOptions> options, IClock clock)
{
    /// <summary>
    /// An opaque token for a pending record, good for <see cref="ConsentOptions.ConfirmationValidFor"/>; about 100 characters, safe in
    /// a URL.
    /// </summary>
    /// <exception cref="NotifyException">No key is configured.</exception>
    /// <exception cref="ArgumentException">The record is not pending, or its id is longer than 500 characters.</exception>
    public string CreateToken(ConsentRecord pending) =>
        CreateToken(pending, clock.GetCurrentInstant() + Duration.FromTimeSpan(options.Value.ConfirmationValidFor));

    internal string CreateToken(ConsentRecord pending, Instant end)
    {
        ArgumentNullException.ThrowIfNull(pending);
        if (pending is not { Status: ConsentStatus.Granted, DoubleOptIn: DoubleOptIn.Pending })
            throw new ArgumentException(
                $"Record '{pending.Id}' does not wait for a confirmation. Set Status to Granted and DoubleOptIn to Pending.",
                nameof(pending));
        if (pending.Id.Length > 500)
            throw new ArgumentException($"The id of the record has {pending.Id.Length} characters; a token holds 500.", nameof(pending));
        return options.Value.ConfirmationKeys is [var key, ..]
            ? ConsentToken.Write(pending.Id, end, key)
            : throw new NotifyException(
                "No key signs confirmation tokens. Add one of at least 32 random bytes with ConfigureConsent(o => "
                + "o.ConfirmationKeys.Add(...)).");
    }

    /// <summary>Confirms the record of a token. Asked twice, it answers <see cref="ConfirmationResult.AlreadyConfirmed"/>.</summary>
    /// <param name="token">What came back.</param>
    /// <param name="proof">How: IP address, user agent; null keeps that of the pending record.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<ConfirmationResult> ConfirmAsync(string? token, ConsentEvidence? proof = null,
        CancellationToken cancellationToken = default)
    {
        if (ConsentToken.Read(token, options.Value.ConfirmationKeys) is not var (recordId, end))
            return ConfirmationResult.Invalid;
        if (await ledger.FindAsync(recordId, cancellationToken) is not { DoubleOptIn: DoubleOptIn.Pending } pending)
            return ConfirmationResult.Invalid;
        if (await ledger.FindAsync(IdOf(pending), cancellationToken) is not null)
            return ConfirmationResult.AlreadyConfirmed;
        var now = clock.GetCurrentInstant();
        if (end <= now)
            return ConfirmationResult.Expired;
        if (await WithdrawnSinceAsync(pending, cancellationToken))
            return ConfirmationResult.WithdrawnSince;
        var confirmed = pending with
        {
            Id = IdOf(pending),
            OccurredAt = now,
            DoubleOptIn = DoubleOptIn.Confirmed,
            Confirms = pending.Id,
            Proof = proof ?? pending.Proof
        };
        try
        {
            await ledger.AppendAsync([confirmed], cancellationToken);
            return ConfirmationResult.Confirmed;
        }
        catch (NotifyException)
        {
            // Somebody else confirmed it in the same moment: the id is theirs, with another instant.
            if (await ledger.FindAsync(confirmed.Id, cancellationToken) is null)
                throw;
            return ConfirmationResult.AlreadyConfirmed;
        }
    }

    private static string IdOf(ConsentRecord pending) => $"{pending.Id}/confirmed";

    private async Task<bool> WithdrawnSinceAsync(ConsentRecord pending, CancellationToken cancellationToken)
    {
        var decisions = await ledger.FindAsync([pending.Address], pending.Scope.Topic ?? "", cancellationToken);
        return decisions.Any(d => d.Status == ConsentStatus.Withdrawn && d.OccurredAt >= pending.OccurredAt
            && (d.Channel is null || pending.Channel is null || d.Channel == pending.Channel));
    }
}
