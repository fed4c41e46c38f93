using System.ComponentModel.DataAnnotations;
using Notify.Sdk.Audience;

namespace Notify.Sdk;

/// <summary>How accounts are read and when they are one person.</summary>
public sealed class AudienceOptions
{
    /// <summary>An address with more accounts than this is shared: it receives, it never links. Default 10, 2 to 1,000.</summary>
    [Range(2, 1000)]
    public int MaxAccountsPerAddress { get; set; } = 10;

    /// <summary>
    /// A person never has more accounts than this by inference. Default 25, 2 to 1,000. Accounts with one asserted person
    /// id may be more, being the caller's word; inference then adds none.
    /// </summary>
    [Range(2, 1000)]
    public int MaxAccountsPerPerson { get; set; } = 25;

    /// <summary>
    /// Country of phone numbers in national form when the contact has none; null refuses such numbers. Whoever has no country may be
    /// there: its rules and zones count besides those of the country that an international number names.
    /// </summary>
    [RegularExpression("^[A-Z]{2}$", ErrorMessage = "DefaultCountry must be an ISO 3166-1 alpha-2 code in upper case, for example \"US\".")]
    public string? DefaultCountry { get; set; }

    /// <summary>
    /// The language that people on the list read, BCP 47, when neither they nor their consent say otherwise: the application's word,
    /// never guessed. Null, the default: advertising is not sent to somebody whose language is not known.
    /// </summary>
    public string? ListLanguage { get; set; }

    /// <summary>
    /// The zone that people on the list live in, TZDB, when nothing else says where they are: no zone, address, phone number or
    /// country. The application's word, never guessed. Null, the default: advertising is not sent to somebody whose hours are not known.
    /// </summary>
    public string? ListZone { get; set; }

    /// <summary>
    /// Bytes of memory that reading one list may take before parts of it go to temporary files. Default 1 GiB, at least 16 MiB.
    /// Beyond it about 40 bytes stay in memory for each account.
    /// </summary>
    [Range(16L << 20, long.MaxValue, ErrorMessage = "MemoryBudget must be 16 MiB (16777216) or more.")]
    public long MemoryBudget { get; set; } = 1L << 30;

    /// <summary>
    /// Directory of the temporary files, which hold personal data, can be read by this user only, and are removed at the end of
    /// a send, also when it is cancelled. Null: the system's. It must exist.
    /// </summary>
    public string? TemporaryDirectory { get; set; }

    /// <summary>Local parts of mailboxes that belong to a role: they receive, they never link.</summary>
    public ISet<string> RoleLocalParts { get; } = new HashSet<string>(RoleAddresses.DefaultLocalParts, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Pairs of accounts, in either order, that are known to be two people, whatever the evidence says: in one list, and from one call to
    /// the next. At an address of both the same content is still told once.
    /// </summary>
    public ISet<(AccountRef, AccountRef)> NotSame { get; } = new HashSet<(AccountRef, AccountRef)>();

    /// <summary><see cref="NotSame"/> by account, each pair from both its ends.</summary>
    internal ILookup<AccountRef, AccountRef> Apart() =>
        NotSame.Concat(NotSame.Select(pair => (pair.Item2, pair.Item1))).ToLookup(pair => pair.Item1, pair => pair.Item2);
}
