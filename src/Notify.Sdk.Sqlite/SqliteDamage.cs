using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Notify.Sdk.Sqlite;

/// <summary>
/// Rows of the file that cannot be read. Each is named once in the log, by its table and its number or a code of its key, and never by what
/// it holds; the others go on. Thread-safe.
/// </summary>
/// <param name="path">Of the file.</param>
/// <param name="logger">Is told; null for nobody.</param>
internal sealed partial class SqliteDamage(string path, ILogger? logger = null)
{
    /// <summary>The table by whose numbers deliveries are named.</summary>
    public const string Deliveries = "deliveries";

    private const int MostNamed = 10_000;

    private readonly HashSet<(string Table, string Row)> _named = [];
    private readonly Dictionary<long, SqliteValue> _deliveries = [];

    /// <summary>The deliveries that were found damaged by this process: by number, and by what stands in place of their ids.</summary>
    public KeyValuePair<long, SqliteValue>[] FoundDeliveries
    {
        get
        {
            lock (_named)
                return [.. _deliveries];
        }
    }

    /// <summary>Names a delivery.</summary>
    public void NameDelivery(long no, SqliteValue key)
    {
        lock (_named)
        {
            if (_deliveries.Count < MostNamed)
                _deliveries[no] = key;
        }

        Name(Deliveries, no);
    }

    /// <summary>Names a row by its number in its table.</summary>
    public void Name(string table, long no) => Name(table, no.ToString(CultureInfo.InvariantCulture));

    /// <summary>Names a row by what says nothing of a person.</summary>
    public void Name(string table, string row)
    {
        lock (_named)
        {
            if (_named.Count >= MostNamed || !_named.Add((table, row)))
                return;
        }

        if (logger is not null)
            LogDamaged(logger, row, table, path);
    }

    /// <summary>Whether a fault says that what is being read is damaged. Nothing else is done while a row is read.</summary>
    public static bool IsSeenBy(Exception fault) =>
        fault is InvalidDataException or FormatException or ArgumentException or OverflowException or JsonException;

    /// <summary>What stands for a delivery of which no id is left: nothing is found under it.</summary>
    public static DeliveryId Unreadable(long no) => new(string.Create(CultureInfo.InvariantCulture, $"unreadable{(ulong)no}"));

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Row {Row} of table {Table} in '{Path}' is damaged and set aside; nothing is sent for it, and the others go on. Restore "
            + "a "
            + "backup of the file, or do what it was for by other means")]
    private static partial void LogDamaged(ILogger logger, string row, string table, string path);
}
