using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Consents;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Permission;

/// <summary>What an import needs to know that the file does not say.</summary>
public sealed class ConsentImportOptions
{
    /// <summary>The system that the consents come from, for example <c>old-crm</c>.</summary>
    public required string Source { get; init; }

    /// <summary>
    /// Names the files that belong together, for example by a date; part of the ids of the records. Several files may share it.
    /// </summary>
    public required string BatchId { get; init; }

    /// <summary>
    /// The basis of rows that do not state one; null (the default) refuses such rows: nobody should have to guess it later.
    /// </summary>
    public ConsentBasis? Basis { get; init; }

    /// <summary>What the people were told, where it is known and the same for all rows.</summary>
    public Disclosure? Disclosure { get; init; }

    /// <summary>Country (ISO 3166-1 alpha-2) in which national phone numbers are read; null for none.</summary>
    public string? Country { get; init; }

    /// <summary>How many refused rows the report lists; the others are only counted. Default 100.</summary>
    public int ListedRefusals { get; init; } = 100;
}

/// <summary>A row that was left out.</summary>
/// <param name="Line">Its line in the file; the first is 1.</param>
/// <param name="Problem">What is wrong with it; never its content.</param>
public sealed record RefusedRow(long Line, string Problem);

/// <summary>What an import did; the first three add up to the rows of the file.</summary>
/// <param name="Appended">New records.</param>
/// <param name="Duplicates">Rows that say what the ledger knows already.</param>
/// <param name="Refused">Rows that were left out.</param>
/// <param name="Refusals">The first of them.</param>
public sealed record ConsentImportReport(long Appended, long Duplicates, long Refused, IReadOnlyList<RefusedRow> Refusals);

/// <summary>
/// Takes over consents and opt-outs of another system from CSV: streaming, in batches, with where each comes from. What is
/// known already is left out, so a run that broke off is simply started again. Thread-safe.
/// </summary>
/// <remarks>
/// A header line, then <c>email</c> or <c>phone</c>, <c>status</c> (<c>granted</c>, <c>yes</c>, or <c>withdrawn</c>,
/// <c>no</c>), <c>occurred_at</c> (the original date, ISO 8601) and, as you have them, <c>topic</c>, <c>channel</c>,
/// <c>brand</c>, <c>basis</c> (<c>express</c>, <c>implied-purchase</c>, ...), <c>basis_event_at</c>, <c>expires_at</c>,
/// <c>jurisdiction</c>, <c>method</c>, <c>form</c>, <c>source_url</c>, <c>ip</c>, <c>evidence</c>. A yes becomes
/// <see cref="ConsentStatus.Imported"/>. A no is never lost for want of a date: it counts from now;
/// a channel or brand that cannot count widens it to all, and ends are ignored. Topics are those that are registered, without case,
/// and <c>all-marketing</c>.
/// </remarks>
public sealed class ConsentImport(IConsentLedger ledger, IPhoneNumberParser phones, IClock clock, IEnumerable<Topic> topics,
    ConsentIntake intake)
{
    private const int Batch = 1_000;

    private readonly FrozenSet<string> _topics = topics.Select(t => t.Name).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Imports a file of UTF-8; the stream is left open. Cancelled or broken off, the batches before stay.</summary>
    /// <exception cref="NotifyException">The file has no header, or none of the columns that are needed.</exception>
    public async Task<ConsentImportReport> ImportCsvAsync(
        Stream file, ConsentImportOptions options, IProgress<ConsentImportReport>? progress = null,
            CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Source);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.BatchId);
        Tally tally = new(options.ListedRefusals);
        CsvTable table = new(file.ReadAsync, new(), new(error => tally.Refuse(error.LineNumber, error.Problem)));
        var header = await table.NextAsync(cancellationToken)
            ?? throw new NotifyException(
                "The file of consents is empty. Expected a header such as \"email,topic,status,occurred_at,basis\".");
        ConsentRows rows = new(header, options, phones, _topics, await NewRunAsync(cancellationToken), intake.Channels);
        List<ConsentRecord> batch = [];
        while (await table.NextAsync(cancellationToken) is { } row)
        {
            var now = clock.GetCurrentInstant();
            if (rows.Read(row, table.Line, now, out var problem) is not { } record || !TryAccept(record, now, batch, out problem))
                tally.Refuse(table.Line, problem!);
            if (batch.Count >= Batch)
            {
                await AppendAsync(batch, tally, cancellationToken);
                progress?.Report(tally.Report());
            }
        }

        await AppendAsync(batch, tally, cancellationToken);
        return tally.Report();
    }

    /// <summary>As the ledger will keep it. A no over a channel or brand that cannot count is a no over all.</summary>
    private bool TryAccept(ConsentRecord record, Instant now, List<ConsentRecord> batch, out string? problem) =>
        intake.TryAccept(record, now, batch, out problem)
        || (record.Status == ConsentStatus.Withdrawn && intake.TryAccept(
            record with { Channel = null, Brand = "" }, now, batch, out problem));

    /// <summary>
    /// Ledgers know an id once, and two files may share source, batch and lines: without this, the second would be
    /// lost. The place in the chain sorts a correction behind what it corrects; the random part parts runs that start together.
    /// </summary>
    private async Task<string> NewRunAsync(CancellationToken cancellationToken)
    {
        var head = await ledger.HeadAsync(cancellationToken);
        return string.Create(
            CultureInfo.InvariantCulture, $"{head.Sequence:D12}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}");
    }

    private async Task AppendAsync(List<ConsentRecord> batch, Tally tally, CancellationToken cancellationToken)
    {
        HashSet<AddressKey> addresses = [.. batch.Select(r => r.Address)];
        KnownConsents known = new();
        foreach (var entry in await ledger.HistoryAsync(addresses, cancellationToken))
        {
            if (entry.Address is { } address)
                known.Add(ConsentSeal.Open(entry, address)!);
        }

        List<ConsentRecord> fresh = [.. batch.Where(known.Add)];
        await ledger.AppendAsync(fresh, cancellationToken);
        tally.Appended += fresh.Count(ConsentIntake.IsFirst);
        tally.Duplicates += batch.Count(ConsentIntake.IsFirst) - fresh.Count(ConsentIntake.IsFirst);
        batch.Clear();
    }

    private sealed class Tally(int listed)
    {
        private readonly List<RefusedRow> _refusals = [];
        private long _refused;

        public long Appended { get; set; }

        public long Duplicates { get; set; }

        public void Refuse(long line, string problem)
        {
            _refused++;
            if (_refusals.Count < listed)
                _refusals.Add(new(line, problem));
        }

        public ConsentImportReport Report() => new(Appended, Duplicates, _refused, [.. _refusals]);
    }
}
