using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Notify.Sdk.Consents;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite;

/// <summary>The chain of consents in its table.</summary>
internal sealed class SqliteConsentChain
{
    private const string Columns =
        "c.sequence, c.id, c.address, c.recorded_at, c.terms, c.personal, c.salt, c.personal_digest, c.erased_key, c.previous_hash, c.hash";

    private string? _salt;

    public void Append(SqliteSession session, IReadOnlyList<ConsentRecord> records, Instant now)
    {
        var head = Head(session);
        foreach (var record in ConsentSeal.New(records, id => EntryOf(session, id), Salt(session)))
        {
            var entry = ConsentSeal.Seal(record, head, now);
            Insert(session, entry);
            head = new(entry.Sequence, entry.Hash);
        }
    }

    public static ConsentCheckpoint Head(SqliteSession session) =>
        session.First("SELECT sequence, hash FROM consents ORDER BY sequence DESC LIMIT 1", static r =>
            new ConsentCheckpoint(r.GetInt64(0), r.GetString(1))) ?? ConsentCheckpoint.Start;

    public static List<SealedConsent> Read(SqliteSession session, long after, int limit) =>
        session.All($"SELECT {Columns} FROM consents c WHERE c.sequence > ?1 ORDER BY sequence LIMIT ?2", Entry, after, limit);

    public static ConsentRecord? Find(SqliteSession session, string id) =>
        EntryOf(session, id) is { Address: { } address } entry ? ConsentSeal.Open(entry, address) : null;

    public List<ConsentRecord> Find(SqliteSession session, IReadOnlyCollection<AddressKey> addresses, string topic)
    {
        List<ConsentRecord> found = [];
        foreach (var (entry, address) in History(session, addresses))
        {
            if (ConsentSeal.Open(entry, address) is { } record && record.Scope.MayConcern(topic))
                found.Add(record);
        }

        return found;
    }

    /// <summary>The entries at the addresses, and the opt-outs of erased people that their keys still find.</summary>
    public List<(SealedConsent Entry, AddressKey Address)> History(SqliteSession session, IReadOnlyCollection<AddressKey> addresses)
    {
        var found = session.All(
            $"SELECT {Columns} FROM json_each(?1) a CROSS JOIN consents c ON c.address = a.value",
            static r => Entry(r) is var entry ? (entry, entry.Address!.Value) : default,
            SqliteText.List(addresses));
        if (Salt(session) is not { } salt)
            return found;
        var asked = addresses as IReadOnlyList<AddressKey> ?? [.. addresses];
        found.AddRange(session.All(
            $"SELECT {Columns}, a.key FROM json_each(?1) a CROSS JOIN consents c ON c.erased_key = a.value",
            r => (Entry(r), asked[r.GetInt32(11)]),
            SqliteText.List(asked, (writer, address) => writer.WriteStringValue(ConsentSeal.KeyOf(address, salt)))));
        return found;
    }

    public int Erase(SqliteSession session, IReadOnlyCollection<AddressKey> addresses, Instant now)
    {
        List<SealedConsent> entries = [.. History(session, addresses).Select(f => f.Entry).Where(e => e.Address is not null)
            .OrderBy(e => e.Sequence)];
        if (entries.Count == 0)
            return 0;
        var salt = Salt(session) ?? ConsentSeal.NewSalt();
        var erased = ConsentSeal.Erase(entries, salt, now);
        foreach (var (sequence, key) in erased)
            session.Execute("UPDATE consents SET address = NULL, personal = NULL, salt = NULL, erased_key = ?2 WHERE sequence = ?1",
                sequence, key);
        Insert(session, ConsentSeal.SealErasure(erased, salt, Head(session), now));
        return erased.Count;
    }

    /// <summary>
    /// What the first erasure sealed, and all later ones repeat. It is kept nowhere else, so there is no copy that could be changed
    /// apart from the chain. Read once: an entry never changes.
    /// </summary>
    private string? Salt(SqliteSession session) =>
        _salt ??= session.First($"SELECT {Columns} FROM consents c WHERE c.personal_digest = '-' ORDER BY c.sequence LIMIT 1",
            Entry) is { } erasure
            ? ConsentSeal.SaltOf(erasure)
            : null;

    private static SealedConsent? EntryOf(SqliteSession session, string id) =>
        session.First($"SELECT {Columns} FROM consents c WHERE c.id = ?1", Entry, id);

    private static void Insert(SqliteSession session, SealedConsent entry) => session.Execute(
        """
        INSERT INTO consents (sequence, id, address, recorded_at, terms, personal, salt, personal_digest, erased_key, previous_hash, hash)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        """,
        entry.Sequence, entry.Id, entry.Address is { } address ? SqliteText.Of(address) : null,
            InstantPattern.ExtendedIso.Format(entry.RecordedAt),
        entry.Terms, entry.Personal, entry.Salt, entry.PersonalDigest, entry.ErasedKey, entry.PreviousHash, entry.Hash);

    private static SealedConsent Entry(SqliteRow row) => new()
    {
        Sequence = row.GetInt64(0),
        Id = row.GetString(1),
        Address = row.GetText(2) is { } address ? SqliteText.Address(address) : null,
        RecordedAt = InstantPattern.ExtendedIso.Parse(row.GetString(3)) is { Success: true } at ? at.Value : throw Damaged(row.GetInt64(0)),
        Terms = row.GetString(4),
        Personal = row.GetText(5),
        Salt = row.GetText(6),
        PersonalDigest = row.GetString(7),
        ErasedKey = row.GetText(8),
        PreviousHash = row.GetString(9),
        Hash = row.GetString(10),
    };

    private static InvalidDataException Damaged(long sequence) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Entry {sequence} of the consent ledger has no readable date. Restore a backup."));
}
