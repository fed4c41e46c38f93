using System.Text;
using System.Text.Json;
using NodaTime.Text;
using Notify.Sdk.Permission;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Consents;

/// <summary>What every ledger can do, whatever it is stored in.</summary>
public static class ConsentLedgerExtensions
{
    private const int Batch = 1_000;

    /// <summary>
    /// Walks the whole chain, a thousand entries at a time, and names the first that was altered, taken out, moved, or
    /// erased without a record of it.
    /// </summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="known">Where the chain stood before, kept elsewhere; without it, entries cut off at the end are not noticed.</param>
    /// <param name="cancellationToken">Stops the walk.</param>
    public static async Task<ConsentVerification> VerifyAsync(
        this IConsentLedger ledger, ConsentCheckpoint? known = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ConsentVerifier verifier = new(known);
        // Read until nothing comes: entries that are appended meanwhile are verified too, so an erasure is always met.
        for (var batch = await ledger.ReadAsync(0, Batch, cancellationToken); batch.Count > 0; batch =
            await ledger.ReadAsync(verifier.Head.Sequence, Batch, cancellationToken))
        {
            foreach (var entry in batch)
            {
                if (verifier.Next(entry) is { } broken)
                    return new(verifier.Verified, verifier.Head, broken);
            }
        }

        return new(verifier.Verified, verifier.Head, verifier.End());
    }

    /// <summary>
    /// Writes everything that is kept about a person's addresses as JSON lines: one object for each entry, in the order of
    /// the chain, with what was sealed and what proves it. The form is in <c>docs/consent.md</c> and stays.
    /// </summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="addresses">The person's addresses.</param>
    /// <param name="destination">UTF-8 is written to it; it is left open.</param>
    /// <param name="cancellationToken">Stops the export.</param>
    /// <returns>How many entries were written.</returns>
    public static async Task<int> ExportAsync(this IConsentLedger ledger, IReadOnlyCollection<AddressKey> addresses, Stream destination,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(destination);
        var entries = await ledger.HistoryAsync(addresses, cancellationToken);
        foreach (var entry in entries)
            await destination.WriteAsync(Encoding.UTF8.GetBytes(Line(entry) + "\n"), cancellationToken);
        await destination.FlushAsync(cancellationToken);
        return entries.Count;
    }

    /// <summary>An entry as one JSON object.</summary>
    internal static string Line(SealedConsent entry)
    {
        using MemoryStream line = new();
        using (Utf8JsonWriter json = new(line))
        {
            json.WriteStartObject();
            json.WriteString("format", ConsentSeal.Version);
            json.WriteNumber("sequence", entry.Sequence);
            json.WriteString("recordedAt", InstantPattern.ExtendedIso.Format(entry.RecordedAt));
            json.WritePropertyName("terms");
            json.WriteRawValue(entry.Terms); // octet for octet, so that the hash can be checked
            if (entry.Personal is { } personal)
            {
                json.WritePropertyName("personal");
                json.WriteRawValue(personal);
                json.WriteString("salt", entry.Salt);
            }

            json.WriteString("personalDigest", entry.PersonalDigest);
            json.WriteString("previousHash", entry.PreviousHash);
            json.WriteString("hash", entry.Hash);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(line.ToArray());
    }
}
