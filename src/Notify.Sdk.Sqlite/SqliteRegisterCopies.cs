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
    private readonly Dictionary<string, (long Version, RegisterCopy? Copy)> _loaded = [];
    private IReadOnlyList<RegisterCopy> _inForce = [];
    private HashSet<string>? _orphans;

    /// <summary>
    /// The copies in force; only those whose version changed are loaded. One that is damaged is named and not among them.
    /// </summary>
    public IReadOnlyList<RegisterCopy> Read(SqliteSession session)
    {
        var versions = session.Sound(
            "register_copies", "SELECT register, version, numbers FROM register_copies ORDER BY register",
            static r => (Register: r.GetString(0), Version: r.GetInt64(1), Numbers: r.GetInt64(2)), null);
        var changed = _loaded.Count != versions.Count;
        foreach (var gone in _loaded.Keys.Except(versions.Select(v => v.Register)).ToList())
            changed |= _loaded.Remove(gone);
        foreach (var (register, version, numbers) in versions)
        {
            if (_loaded.TryGetValue(register, out var loaded) && loaded.Version == version)
                continue;
            _loaded[register] = (version, Load(session, register, numbers));
            changed = true;
        }

        if (changed || _orphans is null)
            _orphans = Orphans(session);
        return changed ? _inForce = [.. versions.Select(v => _loaded[v.Register].Copy).OfType<RegisterCopy>()] : _inForce;
    }

    /// <summary>Whether a register was copied, and its copy cannot be read.</summary>
    public bool IsDamaged(string register) =>
        (_loaded.TryGetValue(register, out var loaded) && loaded.Copy is null) || _orphans?.Contains(register) == true;

    /// <summary>Registers of which there are numbers, and no row that says how many.</summary>
    private HashSet<string> Orphans(SqliteSession session)
    {
        HashSet<string> orphans = [.. session.Sound(
            "register_blocks", "SELECT DISTINCT register FROM register_blocks", static r => r.GetString(0), null)];
        orphans.ExceptWith(_loaded.Keys);
        foreach (var register in orphans)
            session.Damage.Name("register_copies", register);
        return orphans;
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

    private static RegisterCopy? Load(SqliteSession session, string register, long numbers)
    {
        try
        {
            return new(register, NumberBlocks.Read(Blocks(session, register), numbers)) { Others = Others(session, register) };
        }
        catch (Exception fault) when (SqliteDamage.IsSeenBy(fault))
        {
            session.Damage.Name("register_copies", register);
            return null;
        }
    }

    /// <summary>An address that nobody can have written stands for one that is listed, and so its copy is not whole.</summary>
    private static FrozenSet<AddressKey> Others(SqliteSession session, string register)
    {
        var others = session.All("SELECT address FROM register_others WHERE register = ?1", static r =>
            SqliteText.Address(r.GetString(0)), register).ToFrozenSet();
        return others.Any(a => a.Value.Length == 0) ? throw new InvalidDataException("An address of a register is damaged.") : others;
    }

    /// <summary>One block after the other, so that the octets of a large register are not in memory beside it.</summary>
    private static IEnumerable<byte[]> Blocks(SqliteSession session, string register)
    {
        for (long no = 0; session.First("SELECT body FROM register_blocks WHERE register = ?1 AND no = ?2", static r =>
            r.GetOctets(0).ToArray(), register, no) is { } block; no++)
            yield return block;
    }
}
