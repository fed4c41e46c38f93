using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Notify.Sdk.Audience;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Permission;

/// <summary>What an import of disconnected numbers did.</summary>
/// <param name="Numbers">Lines that were taken; a number that stands in several counts each time.</param>
/// <param name="Lines">Lines of the file, empty ones and the header included.</param>
/// <param name="Garbage">Lines that could not be read, or whose date lies in the future.</param>
/// <param name="GarbageLines">The first hundred of them, the first line being 1.</param>
public sealed record ReassignedImportReport(long Numbers, long Lines, long Garbage, IReadOnlyList<long> GarbageLines);

/// <summary>
/// Takes in files of numbers that were permanently disconnected, as carriers report them: such a number is given to somebody else. What
/// was agreed at it by that day is no consent of whoever has it now. Thread-safe.
/// </summary>
public sealed class ReassignedImport(ISuppressionList list, IPhoneNumberParser phones, IClock clock)
{
    /// <summary>The register that the numbers stand on; take a wrong one off with <see cref="ISuppressionList.RemoveAsync"/>.</summary>
    public const string Register = "reassigned-numbers";

    private const int Batch = 1_000;
    private const int ListedGarbage = 100;

    // In the last zone of the earth the day ends at noon of the next one in UTC: the careful side.
    private static readonly Offset LastZone = Offset.FromHours(-12);
    private static readonly LocalDatePattern Compact = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    /// <summary>
    /// Imports lines of a number and the date of its last disconnection, parted by a comma, semicolon or tab:
    /// <c>2025550101,2026-05-01</c> or
    /// <c>+12025550101,20260501</c>. A header is passed over. Of several dates of a number, in this file or an earlier one, the last
    /// counts.
    /// Batches of a thousand are stored as they come; a run that broke off is started again.
    /// </summary>
    /// <param name="file">UTF-8; it is left open.</param>
    /// <param name="country">ISO 3166-1 alpha-2 code in which numbers without plus are read; null for none.</param>
    /// <param name="progress">Told every 100,000 lines.</param>
    /// <param name="cancellationToken">Stops the import; what was stored stays.</param>
    /// <exception cref="NotifyException">No line of the file can be read.</exception>
    public async Task<ReassignedImportReport> ImportAsync(
        Stream file, string? country = null, IProgress<RegisterProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var today = clock.GetCurrentInstant();
        List<SuppressionEntry> batch = [];
        long taken = 0;
        using RegisterReader reader = new(file, ListedGarbage, progress);
        while (await reader.NextAsync(cancellationToken) is { } line)
        {
            if (Entry(line, country, today) is { } entry)
                batch.Add(entry);
            else
                reader.Refuse(line);
            if (batch.Count == Batch)
                taken += await StoreAsync(batch, cancellationToken);
        }

        taken += await StoreAsync(batch, cancellationToken);
        return taken > 0 || reader.Lines == 0
            ? new(taken, reader.Lines, reader.Garbage, reader.GarbageLines)
            : throw new NotifyException(
                $"None of the {reader.Lines} lines of the file is a number and a date such as \"+12025550101,2026-05-01\". Nothing was "
                + $"stored. Check the file and the country.");
    }

    private async Task<int> StoreAsync(List<SuppressionEntry> batch, CancellationToken cancellationToken)
    {
        var stored = batch.Count;
        if (stored > 0)
            await list.AddAsync(batch, cancellationToken);
        batch.Clear();
        return stored;
    }

    private SuppressionEntry? Entry(string line, string? country, Instant now)
    {
        var cut = line.LastIndexOfAny([',', ';', '\t']);
        if (cut < 0 || DateOf(line[(cut + 1)..].Trim(' ', '"', '\t')) is not { } date)
            return null;
        // A number in doubt is left out: this register refuses whoever has the number, and one of the two would be wrong.
        if (!RegisterLine.TryNumber(line.AsSpan(0, cut), country, phones, out var number, out var other) || other is not null)
            return null;
        if (date.AtMidnight().InUtc().ToInstant() > now + Duration.FromDays(1))
            return null;
        AddressKey key = new(AddressKind.Phone, string.Create(CultureInfo.InvariantCulture, $"+{number}"));
        return new(key, Register, SuppressionKind.Reassigned, date.PlusDays(1).AtMidnight().WithOffset(LastZone).ToInstant());
    }

    private static LocalDate? DateOf(string text) =>
        LocalDatePattern.Iso.Parse(text) is { Success: true } iso ? iso.Value
        : Compact.Parse(text) is { Success: true } compact ? compact.Value
        : null;
}
