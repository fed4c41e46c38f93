using System.Collections.Frozen;
using Notify.Sdk.Permission;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite;

/// <summary>
/// Imported copies of registers: blocks in the file, compact sets in memory. One reader at a time; <see cref="SqliteDatabase"/> sees to
/// that.
/// </summary>
internal sealed class SqliteRegisterCopies
{
    private readonly Dictionary<string, (long Version, RegisterCopy Copy)> _loaded = [];
    private IReadOnlyList<RegisterCopy> _inForce = [];

    /// <summary>The copies in force; only those whose version changed are loaded.</summary>
    public IReadOnlyList<RegisterCopy> Read(SqliteSession session)
    {
        var versions = session.All(
            "SELECT register, version, numbers FROM register_copies ORDER BY register",
            static r => (Register: r.GetString(0), Version: r.GetInt64(1), Numbers: r.GetInt64(2)));
        var changed = false;
        foreach (var (register, version, numbers) in versions)
        {
            if (_loaded.TryGetValue(register, out var loaded) && loaded.Version == version)
                continue;
            _loaded[register] = (version, Load(session, register, numbers));
            changed = true;
        }

        return changed ? _inForce = [.. versions.Select(v => _loaded[v.Register].Copy)] : _inForce;
    }

    public static void Write(SqliteSession session, RegisterCopy copy, CancellationToken cancellationToken)
    {
        session.Execute(
            "INSERT INTO register_copies (register, version, numbers) VALUES (?1, 1, ?2) ON CONFLICT DO UPDATE SET version = version + 1, "
                + "numbers = excluded.numbers",
            copy.Register, copy.Numbers.Count);
        session.Execute("DELETE FROM register_blocks WHERE register = ?1", copy.Register);
        session.Execute("DELETE FROM register_others WHERE register = ?1", copy.Register);
        long no = 0;
        foreach (var block in NumberBlocks.Write(copy.Numbers))
        {
            cancellationToken.ThrowIfCancellationRequested();
            session.Execute("INSERT INTO register_blocks (register, no, body) VALUES (?1, ?2, ?3)", copy.Register, no++, block);
        }

        foreach (var address in copy.Others)
            session.Execute("INSERT INTO register_others (register, address) VALUES (?1, ?2)", copy.Register, SqliteText.Of(address));
    }

    private static RegisterCopy Load(SqliteSession session, string register, long numbers) =>
        new(register, NumberBlocks.Read(Blocks(session, register), numbers))
        {
            Others = session.All("SELECT address FROM register_others WHERE register = ?1", static r =>
                SqliteText.Address(r.GetString(0)), register).ToFrozenSet(),
        };

    /// <summary>One block after the other, so that the octets of a large register are not in memory beside it.</summary>
    private static IEnumerable<byte[]> Blocks(SqliteSession session, string register)
    {
        for (long no = 0; session.First("SELECT body FROM register_blocks WHERE register = ?1 AND no = ?2", static r =>
            r.GetOctets(0).ToArray(), register, no) is { } block; no++)
            yield return block;
    }
}
