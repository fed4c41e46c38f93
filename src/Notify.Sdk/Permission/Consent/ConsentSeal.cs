using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Permission;

/// <summary>What every ledger does in the same way: seals records into the chain, opens them, and erases. For authors of stores. Thread-safe.</summary>
public static class ConsentSeal
{
    internal const string NoPersonalData = "-";

    private const string ErasurePrefix = "erasure/";
    private const string Version = "notify-consent/1";
    private const int Format = 1;

    /// <summary>Refuses records that no ledger takes.</summary>
    /// <exception cref="ArgumentException">An id that is empty, or begins with <c>erasure/</c>, which names erasures.</exception>
    public static void Check(IReadOnlyCollection<ConsentRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        foreach (var record in records)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(record.Id, nameof(records));
            if (record.Id.StartsWith(ErasurePrefix, StringComparison.Ordinal))
                throw new ArgumentException($"The id of a record begins with '{ErasurePrefix}', which names erasures. Choose another.", nameof(records));
        }
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

    /// <summary>The record of an entry; null for an erasure.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="address">The address that was asked for; an erased entry does not know its own.</param>
    /// <exception cref="InvalidDataException">The entry is damaged.</exception>
    public static ConsentRecord? Open(SealedConsent entry, AddressKey address)
    {
        var decision = TermsOf(entry).Decision;
        return decision?.ToRecord(address, entry.Personal is null ? null : PersonalOf(entry));
    }

    /// <summary>What an erased opt-out at the address is found by: 64 hexadecimal digits.</summary>
    public static string KeyOf(AddressKey address, string ledgerSalt) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Convert.FromHexString(ledgerSalt), Encoding.UTF8.GetBytes($"{address.Family}:{address.Value}")));

    /// <summary>16 random bytes, hexadecimal: for a ledger that erases for the first time, which keeps it for all later erasures.</summary>
    public static string NewSalt() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    internal static string ErasureId(long sequence) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ErasurePrefix}{sequence}");

    internal static string HashOf(SealedConsent entry) =>
        Sha256($"{Version}\n{entry.PreviousHash}\n{InstantPattern.ExtendedIso.Format(entry.RecordedAt)}\n{Sha256(entry.Terms)}\n{entry.PersonalDigest}");

    internal static string Digest(string salt, string personal) => Sha256($"{salt}\n{personal}");

    internal static EntryTerms TermsOf(SealedConsent entry)
    {
        var terms = ConsentJson.Read<EntryTerms>(entry.Terms, "consent");
        return terms.Format == Format
            ? terms
            : throw new InvalidDataException($"A stored consent has format {terms.Format}; this version of Notify.Sdk reads {Format}. Use a newer version.");
    }

    internal static ConsentPersonal PersonalOf(SealedConsent entry) => ConsentJson.Read<ConsentPersonal>(entry.Personal!, "consent");

    private static SealedConsent Link(SealedConsent entry, ConsentCheckpoint head)
    {
        ArgumentNullException.ThrowIfNull(head);
        var linked = entry with { Sequence = head.Sequence + 1, PreviousHash = head.Hash };
        return linked with { Hash = HashOf(linked) };
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
