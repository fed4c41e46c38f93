using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite;

/// <summary>
/// Suppression registers in the SQLite file. Thread-safe. Imported copies lie in the file as blocks of numbers, and are kept
/// in memory once they are asked for; another process that imports a newer copy is noticed at the next batch.
/// </summary>
/// <param name="database">The file.</param>
/// <param name="addresses">Reads the keys that are handed over; null for the default.</param>
/// <remarks>Every call throws <see cref="SqliteStoreException"/> when the file cannot be used; then nothing was written.</remarks>
public sealed class SqliteSuppressionList(SqliteDatabase database, AddressIntake? addresses = null) : ISuppressionList
{
    private readonly AddressIntake _intake = addresses ?? AddressIntake.Default;
    private readonly SqliteRegisterCopies _copies = new();

    /// <inheritdoc/>
    public async ValueTask DeclareAsync(SuppressionRegister register, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(register);
        await database.WriteAsync(
            s => Declare(s, register),
            cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask ReplaceAsync(SuppressionRegister register, RegisterCopy copy, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(register);
        ArgumentNullException.ThrowIfNull(copy);
        if (copy.Register != register.Name)
            throw new ArgumentException($"The copy is of register '{copy.Register}', not of '{register.Name}'.", nameof(copy));
        await database.WriteAsync(
            s =>
            {
                Declare(s, register);
                SqliteRegisterCopies.Write(s, copy, cancellationToken);
                return 0;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RegisterCopy>> CopiesAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync(s => s.Snapshot(_copies.Read, cancellationToken), cancellationToken, isLong: true);

    /// <inheritdoc/>
    public async ValueTask AddAsync(IReadOnlyCollection<SuppressionEntry> entries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        List<SuppressionEntry> read =
            [.. entries.SelectMany(e => _intake.CanonicalLines(e.Address), (e, line) => e with { Address = line })];
        await database.WriteAsync(
            s =>
            {
                foreach (var entry in read)
                {
                    s.Execute(
                        """
                        INSERT INTO suppressions (address, register, kind, added_at) VALUES (?1, ?2, ?3, ?4)
                        ON CONFLICT DO UPDATE SET added_at = excluded.added_at
                            WHERE kind = ?5 AND excluded.kind = ?5 AND excluded.added_at > added_at
                        """, // the first entry stays, except that of a number that was disconnected once more
                        SqliteText.Of(entry.Address), entry.Register, (int)entry.Kind, SqliteText.Of(entry.AddedAt),
                            (int)SuppressionKind.Reassigned);
                }

                return 0;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask RemoveAsync(string register, IReadOnlyCollection<AddressKey> addresses, CancellationToken cancellationToken =
        default)
    {
        ArgumentNullException.ThrowIfNull(register);
        ArgumentNullException.ThrowIfNull(addresses);
        List<AddressKey> read = [.. addresses.SelectMany(_intake.CanonicalLines)];
        await database.WriteAsync(
            s => read.Sum(address => Remove(s, SqliteText.Of(address), register)),
            cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>A register whose copy is damaged was never obtained: what it governs is suppressed until it is imported again.</remarks>
    public ValueTask<IReadOnlyList<SuppressionRegister>> RegistersAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<SuppressionRegister>>(
            s => s.Snapshot(Registers, cancellationToken), cancellationToken, isLong: true);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SuppressionEntry>> FindAsync(
        IReadOnlyCollection<AddressKey> addresses, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        var asked = addresses as IReadOnlyList<AddressKey> ?? [.. addresses];
        return database.ReadAsync<IReadOnlyList<SuppressionEntry>>(
            s => s.Sound(
                "suppressions",
                "SELECT e.address, a.key, e.register, e.kind, e.added_at FROM json_each(?1) a CROSS JOIN suppressions e ON e.address = "
                    + "a.value",
                r => new SuppressionEntry(asked[r.GetInt32(1)], r.GetString(2), KindOf(r), SqliteText.Instant(r.GetString(4))),
                r => new SuppressionEntry(asked[r.GetInt32(1)], NameOf(r, 2), SuppressionKind.OwnList, Instant.MinValue),
                SqliteText.List(asked)),
            cancellationToken);
    }

    private List<SuppressionRegister> Registers(SqliteSession session)
    {
        _ = _copies.Read(session);
        return [.. session.Sound("registers", "SELECT name, body FROM registers ORDER BY name", Register, null)
            .Select(r => _copies.IsDamaged(r.Name) ? r with { ObtainedAt = SuppressionRegister.NeverObtained } : r)];
    }

    private static SuppressionRegister Register(SqliteRow row) =>
        OutboxJson.ReadRegister(row.GetOctets(1)) is var register && register.Name == row.GetText(0) ? register
            : throw new InvalidDataException("A register is not the one of its name.");

    private static SuppressionKind KindOf(SqliteRow row) => (SuppressionKind)row.GetInt32(3) is var kind && Enum.IsDefined(kind) ? kind
        : throw new InvalidDataException("No entry is of this kind.");

    private static int Remove(SqliteSession session, string address, string register)
    {
        var removed = session.Execute("DELETE FROM suppressions WHERE address = ?1 AND register = ?2", address, register);
        if (register.Length > 0)
            return removed;
        var unreadable = session.All("SELECT register FROM suppressions WHERE address = ?1",
            static r => NameOf(r, 0).Length == 0 ? r.GetValue(0) : default, address);
        return removed + unreadable.Where(r => r.Kind != SqliteKind.Null)
            .Sum(r => session.Execute("DELETE FROM suppressions WHERE address = ?1 AND register IS ?2", address, r));
    }

    /// <summary>
    /// The register of an entry that is damaged elsewhere, so that it can be taken off; none where it cannot be read. The entry goes on
    /// refusing until then.
    /// </summary>
    private static string NameOf(SqliteRow row, int column)
    {
        try
        {
            return row.GetString(column);
        }
        catch (ArgumentException)
        {
            return "";
        }
    }

    private static int Declare(SqliteSession session, SuppressionRegister register) => session.Execute(
        "INSERT INTO registers (name, body) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET body = excluded.body",
        register.Name, OutboxJson.Write(register));
}
