using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Permission;

/// <summary>
/// Makes decisions of what a list says of its people: withdrawals, suppressions, and consents where it is known to what. Pure
/// but for the key.
/// </summary>
/// <param name="normalizer">Reads the addresses as the list is read.</param>
/// <param name="options">What the list does not say.</param>
/// <param name="key">Makes the ids, so that nobody can tell whose they are.</param>
/// <param name="now">When it is read.</param>
internal sealed class ListedDecisions(ContactNormalizer normalizer, PermissionImportOptions options, ReadOnlyMemory<byte> key, Instant now)
{
    /// <summary>The register of addresses from which messages came back.</summary>
    public const string Bounces = "list-bounces";

    private const int IdOctets = 12;

    private readonly byte[] _key = key.ToArray();
    private ILookup<AddressKey, ConsentRecord>? _records;
    private ILookup<AddressKey, SuppressionEntry>? _entries;

    public List<ConsentRecord> Records { get; } = [];

    public List<SuppressionEntry> Entries { get; } = [];

    /// <summary>Contacts that said something, answers without an address, and yes that is no consent.</summary>
    public (long Contacts, long WithoutAddress, long YesLeftOut) Counts { get; private set; }

    /// <summary>A no over a channel that nobody registered is a no over all; a yes over one is none.</summary>
    private ContactPermission? Known(ContactPermission said)
    {
        if (said.Channel is not { } channel || ReferenceEquals(normalizer.Channels.Find(channel.Name), channel))
            return said;
        if (normalizer.Channels.Find(channel.Name) is { } known)
            return said with { Channel = known };
        return said.Answer == ContactAnswer.Yes ? null : said with { Channel = null };
    }

    /// <summary>Takes what is said of one contact. No wins over yes.</summary>
    public void Take(Contact contact)
    {
        if (contact.Permissions.Count == 0)
            return;
        var (contacts, without, left) = Counts;
        var addresses = normalizer.Normalize(contact).Addresses;
        foreach (var given in contact.Permissions)
        {
            if (Known(given) is not { } said || (said.Answer == ContactAnswer.Yes && !IsConsent(said, contact)))
                left++;
            else if (!Take(said, addresses))
                without++;
        }

        Counts = (contacts + 1, without, left);
    }

    /// <summary>The decisions at some addresses. Asked for once all contacts were taken.</summary>
    public (IReadOnlyList<ConsentRecord> Records, IReadOnlyList<SuppressionEntry> Entries) At(IReadOnlyCollection<AddressKey> addresses)
    {
        _records ??= Records.ToLookup(r => r.Address);
        _entries ??= Entries.ToLookup(e => e.Address);
        return ([.. addresses.SelectMany(a => _records[a])], [.. addresses.SelectMany(a => _entries[a])]);
    }

    /// <summary>Forgets the decisions, not the counts.</summary>
    public void Clear()
    {
        Records.Clear();
        Entries.Clear();
    }

    private bool IsConsent(ContactPermission said, Contact contact) =>
        options.Disclosure is not null
        && (said.At ?? options.GivenAt) is { } at && at <= now
        && !contact.Permissions.Any(p => p.Answer != ContactAnswer.Yes
            && (p.Channel is null || said.Channel is null || p.Channel == said.Channel));

    private bool Take(ContactPermission said, IReadOnlyList<Address> addresses)
    {
        var isTaken = false;
        foreach (var address in addresses)
        {
            if (said.Channel is { } channel && !channel.Reaches(address.Key.Kind) && !channel.Reaches(address.Kind))
                continue;
            isTaken = true;
            foreach (var line in address.Key.ToLines())
                Take(said, line);
        }

        return isTaken;
    }

    private void Take(ContactPermission said, AddressKey address)
    {
        if (said.Answer == ContactAnswer.Bounced)
            Entries.Add(new(address, Bounces, SuppressionKind.Invalid, Instant.Min(said.At ?? now, now)));
        else
            Records.Add(Record(said, address));
    }

    private ConsentRecord Record(ContactPermission said, AddressKey address)
    {
        var isYes = said.Answer == ContactAnswer.Yes;
        ConsentRecord record = new()
        {
            Id = "",
            Address = address,
            Scope = said.MarketingOnly ? ConsentScope.AllMarketing : ConsentScope.Everything,
            Channel = said.Channel,
            Status = isYes ? ConsentStatus.Imported : ConsentStatus.Withdrawn,
            Basis = isYes ? options.Basis : ConsentBasis.Express,
            OccurredAt = Instant.Min(said.At ?? (isYes ? options.GivenAt : null) ?? now, now),
            Disclosure = isYes ? options.Disclosure : null,
            Proof = isYes ? new() { Method = "list-import" } : null,
            Revocation = isYes ? null : new() { Method = "list-import", HonouredAt = now },
            Import = new(options.Source, said.File, said.Line, said.Column.Length == 0 ? null : said.Column),
        };
        return record with { Id = IdOf(record) };
    }

    /// <summary>The same for the same decision, wherever it stands.</summary>
    private string IdOf(ConsentRecord record)
    {
        var text =
            $"{record.Address.Kind}\n{record.Address.Value}\n{record.Scope}\n{record.Channel}\n{record.Status}\n{record.Basis}\n"
                + $"{record.OccurredAt.ToUnixTimeTicks()}\n{record.Disclosure?.Hash}\n{record.Disclosure?.Version}";
        return $"list/{Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)).AsSpan(0, IdOctets))}";
    }
}
