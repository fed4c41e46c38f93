using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Stores;

/// <summary>
/// What every ledger does in the same way: seals records into the chain, opens them, and erases. For authors of stores. Thread-safe.
/// </summary>
public static class ConsentSeal
{
    internal const string NoPersonalData = "-";
    internal const string ErasurePrefix = "erasure/";
    internal const string Version = "notify-consent/2";

    private const int Format = 2;

    /// <summary>The records that a ledger does not have yet, each once.</summary>
    /// <param name="records">What <see cref="ConsentIntake.Accept"/> gave.</param>
    /// <param name="known">The entry with an id, or null.</param>
    /// <param name="ledgerSalt">The ledger's salt, or null before the first erasure.</param>
    /// <exception cref="NotifyException">An id was used for another decision; then the ledger appends nothing.</exception>
    public static IReadOnlyList<ConsentRecord> New(IReadOnlyList<ConsentRecord> records, Func<string, SealedConsent?> known,
        string? ledgerSalt)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(known);
        Dictionary<string, ConsentRecord> fresh = new(records.Count, StringComparer.Ordinal);
        foreach (var record in records)
        {
            var isKnown = known(record.Id) is { } entry ? Says(entry, record, ledgerSalt)
                : fresh.TryAdd(record.Id, record) ? (bool?)null
                : Decision(fresh[record.Id]) == Decision(record);
            if (isKnown == false)
                throw new NotifyException(
                    $"The id of record '{record.Id}' was used for another decision, and nothing was appended. Give each decision an id of "
                    + $"its own.");
        }

        return [.. fresh.Values];
    }

    /// <summary>Seals a decision behind the last entry.</summary>
    /// <param name="record">The decision.</param>
    /// <param name="head">The last entry of the chain.</param>
    /// <param name="now">When the ledger takes it.</param>
    public static SealedConsent Seal(ConsentRecord record, ConsentCheckpoint head, Instant now)
    {
        ArgumentNullException.ThrowIfNull(record);
        var salt = NewSalt();
        var personal = ConsentJson.Write(ConsentPersonal.Of(record));
        return Link(
            new()
            {
                Sequence = 0,
                Id = record.Id,
                Address = record.Address,
                RecordedAt = now,
                Terms = ConsentJson.Write(new EntryTerms(Format, ConsentTerms.Of(record), null)),
                Personal = personal,
                Salt = salt,
                PersonalDigest = Digest(salt, personal),
                PreviousHash = "",
                Hash = "",
            },
            head);
    }

    /// <summary>Seals the erasure of entries behind the last entry.</summary>
    /// <param name="erased">The entries, as <see cref="Erase"/> gave them.</param>
    /// <param name="ledgerSalt">The ledger's salt; see <see cref="NewSalt"/>.</param>
    /// <param name="head">The last entry of the chain.</param>
    /// <param name="now">When it was erased.</param>
    public static SealedConsent SealErasure(IReadOnlyList<ErasedEntry> erased, string ledgerSalt, ConsentCheckpoint head, Instant now)
    {
        ArgumentNullException.ThrowIfNull(head);
        return Link(
            new()
            {
                Sequence = 0,
                Id = ErasureId(head.Sequence + 1),
                RecordedAt = now,
                Terms = ConsentJson.Write(new EntryTerms(Format, null, new(ledgerSalt, erased))),
                PersonalDigest = NoPersonalData,
                PreviousHash = "",
                Hash = "",
            },
            head);
    }

    /// <summary>
    /// Says what remains of the entries of erased people: an opt-out that stands keeps a key by which its address is still
    /// recognised and refused; everything else keeps nothing that leads to a person.
    /// </summary>
    /// <param name="entries">All entries of the addresses that are erased, in the order of the chain.</param>
    /// <param name="ledgerSalt">The ledger's salt.</param>
    /// <param name="now">When they are erased; a yes of the future takes no opt-out back yet.</param>
    public static IReadOnlyList<ErasedEntry> Erase(IReadOnlyList<SealedConsent> entries, string ledgerSalt, Instant now)
    {
        ArgumentNullException.ThrowIfNull(entries);
        List<ErasedEntry> erased = [];
        foreach (var at in entries.GroupBy(e => e.Address))
        {
            if (at.Key is not { } address)
                continue;
            var records = at.Select(e => (e.Sequence, Record: Open(e, address)!)).ToList();
            foreach (var (sequence, record) in records)
            {
                var stands = record.Status == ConsentStatus.Withdrawn && !records.Exists(r => ConsentStops.Undoes(r.Record, record, now));
                erased.Add(new(sequence, stands ? KeyOf(address, ledgerSalt) : null));
            }
        }

        erased.Sort((a, b) => a.Sequence.CompareTo(b.Sequence));
        return erased;
    }

    /// <summary>
    /// The record of an entry; null for an erasure. Nobody says no tomorrow: a withdrawal that is dated after the ledger took it counts
    /// from then, so that a wrong clock neither delays it nor keeps it from being lifted.
    /// </summary>
    /// <param name="entry">The entry.</param>
    /// <param name="address">The address that was asked for; an erased entry does not know its own.</param>
    /// <exception cref="InvalidDataException">The entry is damaged.</exception>
    public static ConsentRecord? Open(SealedConsent entry, AddressKey address)
    {
        var record = TermsOf(entry).Decision?.ToRecord(address, entry.Personal is null ? null : PersonalOf(entry));
        return record is { Status: ConsentStatus.Withdrawn } && record.OccurredAt > entry.RecordedAt
            ? record with { OccurredAt = entry.RecordedAt } : record;
    }

    /// <summary>Whether the personal data of an entry are those of an address, wherever a store has it.</summary>
    /// <exception cref="InvalidDataException">The entry is damaged.</exception>
    public static bool IsOf(SealedConsent entry, AddressKey address)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Personal is not null && PersonalOf(entry).Address.ToLine() == address.ToLine();
    }

    /// <summary>What an erased opt-out at the address is found by: 64 hexadecimal digits.</summary>
    public static string KeyOf(AddressKey address, string ledgerSalt) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(
            Convert.FromHexString(ledgerSalt), Encoding.UTF8.GetBytes($"{address.Kind}:{address.ToLine().Value}")));

    /// <summary>The ledger's salt as an erasure sealed it: the first of a chain says it for all that follow.</summary>
    /// <exception cref="InvalidDataException">
    /// The entry does not match its hash, or is no erasure. Nobody can be told then: by another salt, erased opt-outs would not be found.
    /// </exception>
    public static string SaltOf(SealedConsent erasure)
    {
        ArgumentNullException.ThrowIfNull(erasure);
        return HashOf(erasure) == erasure.Hash && TermsOf(erasure).Erasure is { } sealedTerms
            ? sealedTerms.Salt
            : throw new InvalidDataException(
                $"Entry {erasure.Sequence} of the consent ledger, an erasure, was altered. Erased opt-outs cannot be found; restore a "
                + $"backup.");
    }

    /// <summary>16 random bytes, hexadecimal: for a ledger that erases for the first time, which keeps it for all later erasures.</summary>
    public static string NewSalt() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    internal static string ErasureId(long sequence) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ErasurePrefix}{sequence}");

    internal static string HashOf(SealedConsent entry) =>
        Sha256($"{Version}\n{entry.PreviousHash}\n{InstantPattern.ExtendedIso.Format(entry.RecordedAt)}\n"
            + $"{Sha256(entry.Terms)}\n{entry.PersonalDigest}");

    internal static string Digest(string salt, string personal) => Sha256($"{salt}\n{personal}");

    internal static EntryTerms TermsOf(SealedConsent entry)
    {
        var terms = ConsentJson.Read<EntryTerms>(entry.Terms, "consent");
        return terms.Format == Format
            ? terms
            : throw new InvalidDataException(
                $"A stored consent has format {terms.Format}; this version of Notify.Sdk reads {Format}. Use a newer version.");
    }

    internal static ConsentPersonal PersonalOf(SealedConsent entry) => ConsentJson.Read<ConsentPersonal>(entry.Personal!, "consent");

    /// <summary>
    /// Whether the entry is this very decision. Of an erased one only the key is left to tell whose it was; where that is gone too,
    /// nobody can say, and a stop must not be taken for one that is long over.
    /// </summary>
    private static bool Says(SealedConsent entry, ConsentRecord record, string? ledgerSalt)
    {
        if (TermsOf(entry).Decision is not { } terms || Decision(
            terms.ToRecord(record.Address, null) with { Account = record.Account }) != Decision(record))
            return false;
        return entry.Personal is not null
            ? PersonalOf(entry) is var personal && personal.Address == record.Address && personal.Account == record.Account
            : ledgerSalt is not null && entry.ErasedKey == KeyOf(record.Address, ledgerSalt);
    }

    /// <summary>What a record decides, without what proves it: a web hook that reports twice may word the proof otherwise.</summary>
    private static string Decision(ConsentRecord record) =>
        $"{record.Address.Kind}:{record.Address.Value}\n{record.Account}\n"
            + $"{ConsentJson.Write(ConsentTerms.Of(record with { Proof = null, Revocation = null, Import = null }))}";

    private static SealedConsent Link(SealedConsent entry, ConsentCheckpoint head)
    {
        ArgumentNullException.ThrowIfNull(head);
        var linked = entry with { Sequence = head.Sequence + 1, PreviousHash = head.Hash };
        return linked with { Hash = HashOf(linked) };
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
