using System.Globalization;
using System.Text;
using System.Text.Json;
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

    /// <summary>The last entry; a hash that is damaged is linked to as it stands, which <c>VerifyAsync</c> finds.</summary>
    public static ConsentCheckpoint Head(SqliteSession session) =>
        session.First("SELECT sequence, hash FROM consents WHERE sequence < 1 << 60 ORDER BY sequence DESC LIMIT 1", static r =>
            new ConsentCheckpoint(r.GetInt64(0), TextOf(r, 1) ?? "")) ?? ConsentCheckpoint.Start;

    public static List<SealedConsent> Read(SqliteSession session, long after, int limit) =>
        session.All($"SELECT {Columns} FROM consents c WHERE c.sequence > ?1 ORDER BY sequence LIMIT ?2", Lenient, after, limit);

    public static ConsentRecord? Find(SqliteSession session, string id) =>
        EntryOf(session, id) is { Address: { } address } entry ? ConsentSeal.Open(entry, address) : null;

    /// <summary>
    /// What was decided at the addresses. An entry that cannot be read may have been a no, and so counts as one to everything: since it
    /// was taken, or, where that cannot be read either, since now.
    /// </summary>
    public List<ConsentRecord> Find(SqliteSession session, IReadOnlyCollection<AddressKey> addresses, string topic, Instant now)
    {
        List<ConsentRecord> found = [];
        foreach (var (entry, address) in All(session, addresses))
        {
            if (!TryOpen(session, entry, address, out var record))
                record = Refusal(entry, address, now);
            if (record is not null && record.Scope.MayConcern(topic))
                found.Add(record);
        }

        return found;
    }

    /// <summary>
    /// The entries at the addresses, and the opt-outs of erased people that their keys still find. What cannot be read is named and left
    /// out.
    /// </summary>
    public List<SealedConsent> History(SqliteSession session, IReadOnlyCollection<AddressKey> addresses) =>
        [.. All(session, addresses).Where(f => TryOpen(session, f.Entry, f.Address, out _)).Select(f => f.Entry)];

    /// <summary>Entries of an address that stand at another one, because that column was damaged. All are looked at.</summary>
    private static IEnumerable<(SealedConsent Entry, AddressKey Address)> Misplaced(SqliteSession session, AddressKey address) =>
        session.All(
        $"SELECT {Columns} FROM consents c WHERE c.personal IS NOT NULL AND instr(c.personal, ?1) > 0 AND c.address IS NOT ?2",
        Lenient, JsonEncodedText.Encode(address.Value).ToString(), SqliteText.Of(address.ToLine()))
        .Where(entry => IsOf(entry, address)).Select(entry => (entry, address));

    private static bool IsOf(SealedConsent entry, AddressKey address)
    {
        try
        {
            return entry.Personal is null || ConsentSeal.IsOf(entry, address);
        }
        catch (Exception fault) when (SqliteDamage.IsSeenBy(fault))
        {
            return true;
        }
    }

    private static ConsentRecord Refusal(SealedConsent entry, AddressKey address, Instant now) => new()
    {
        Id = entry.Id,
        Address = address,
        Scope = ConsentScope.Everything,
        Status = ConsentStatus.Withdrawn,
        OccurredAt = entry.RecordedAt == Unreadable ? now : entry.RecordedAt,
    };

    /// <summary>Opens an entry; one that is damaged is named.</summary>
    private static bool TryOpen(SqliteSession session, SealedConsent entry, AddressKey address, out ConsentRecord? record)
    {
        try
        {
            record = ConsentSeal.Open(entry, address);
            if (entry.RecordedAt != Unreadable)
                return true;
        }
        catch (Exception fault) when (SqliteDamage.IsSeenBy(fault))
        {
            record = null;
        }

        session.Damage.Name("consents", entry.Sequence);
        return false;
    }

    private List<(SealedConsent Entry, AddressKey Address)> All(SqliteSession session, IReadOnlyCollection<AddressKey> addresses)
    {
        var asked = addresses as IReadOnlyList<AddressKey> ?? [.. addresses];
        var found = session.All(
            $"SELECT {Columns}, a.key FROM json_each(?1) a CROSS JOIN consents c ON c.address = a.value",
            r => (Lenient(r), asked[r.GetInt32(11)].ToLine()),
            SqliteText.List(asked));
        if (Salt(session) is { } salt)
            found.AddRange(session.All(
                $"SELECT {Columns}, a.key FROM json_each(?1) a CROSS JOIN consents c ON c.erased_key = a.value",
                r => (Lenient(r), asked[r.GetInt32(11)]),
                SqliteText.List(asked, (writer, address) => writer.WriteStringValue(ConsentSeal.KeyOf(address, salt)))));
        return found;
    }

    /// <summary>One that cannot be read loses its personal data as well, and goes on refusing by its key.</summary>
    public int Erase(SqliteSession session, IReadOnlyCollection<AddressKey> addresses, Instant now)
    {
        List<(SealedConsent Entry, AddressKey Address)> all =
            [.. All(session, addresses).Where(f => f.Entry.Address is not null), .. addresses.SelectMany(a => Misplaced(session, a))];
        if (all.Count == 0)
            return 0;
        var salt = Salt(session) ?? ConsentSeal.NewSalt();
        var readable = all.ToLookup(f => TryOpen(session, f.Entry, f.Address, out _));
        List<ErasedEntry> erased =
        [
            .. ConsentSeal.Erase([.. readable[true].Select(f => f.Entry).OrderBy(e => e.Sequence)], salt, now)
                .Concat(readable[false].Select(f => new ErasedEntry(f.Entry.Sequence, ConsentSeal.KeyOf(f.Address, salt))))
                .OrderBy(e => e.Sequence),
        ];
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

    /// <summary>When an entry was taken of which that cannot be read.</summary>
    private static Instant Unreadable => Instant.MinValue;

    /// <summary>An entry with what can be read of it.</summary>
    private static SealedConsent Lenient(SqliteRow row)
    {
        try
        {
            return Entry(row);
        }
        catch (Exception fault) when (SqliteDamage.IsSeenBy(fault))
        {
            var sequence = row.GetInt64(0);
            return new()
            {
                Sequence = sequence,
                Id = string.Create(CultureInfo.InvariantCulture, $"unreadable/{sequence}"),
                Address = TextOf(row, 2) is { } address ? SqliteText.Address(address) : null,
                RecordedAt = TextOf(row, 3) is { } at && InstantPattern.ExtendedIso.Parse(at) is { Success: true, Value: var taken } ? taken
                    : Unreadable,
                Terms = "",
                PersonalDigest = "",
                PreviousHash = "",
                Hash = "",
            };
        }
    }

    private static string? TextOf(SqliteRow row, int column) =>
        row.GetValue(column) is { Kind: SqliteKind.TextOctets, Octets: var octets } ? Encoding.UTF8.GetString(octets) : null;

    private static InvalidDataException Damaged(long sequence) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Entry {sequence} of the consent ledger has no readable date. Restore a backup."));
}
