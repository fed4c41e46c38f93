using System.Collections.Frozen;

namespace Notify.Sdk.Audience;

/// <summary>
/// The rules of the few large mailbox providers that publish which spellings reach the same mailbox. Thread-safe.
/// </summary>
/// <remarks>
/// A false rule merges two people and one of them is never told; a missing rule tells one person twice. So a domain that
/// is not listed gets no rule at all: not a cut at <c>+</c>, not a dropped dot. Company domains hosted by the same
/// providers are not listed either, because there the administrator decides (Google: dots do change such an address).
/// </remarks>
public static class EmailProviderRules
{
    /// <summary>
    /// The version of this table. Store it beside an <see cref="EmailAddress.Identity"/> that is kept, and compute the
    /// identity anew when it differs.
    /// </summary>
    public const int Version = 1;

    /// <summary>Every rule of the table.</summary>
    public static IReadOnlyList<EmailProviderRule> All { get; } =
    [
        new()
        {
            Name = "Gmail",
            Domains = ["gmail.com", "googlemail.com"],
            TagSeparator = '+',
            IgnoredCharacters = ".",
            CanonicalDomain = "gmail.com",
            Evidence = "Strong: Google Account Help 7436150 (dots do not matter in Gmail addresses); agreed by every normaliser looked at.",
        },
        new()
        {
            Name = "Outlook.com",
            Domains =
            [
                "outlook.com", "outlook.at", "outlook.be", "outlook.cl", "outlook.co.il", "outlook.co.nz", "outlook.co.th",
                "outlook.com.ar", "outlook.com.au", "outlook.com.br", "outlook.com.gr", "outlook.com.pe", "outlook.com.tr",
                "outlook.com.vn", "outlook.cz", "outlook.de", "outlook.dk", "outlook.es", "outlook.fr", "outlook.hu",
                "outlook.id", "outlook.ie", "outlook.in", "outlook.it", "outlook.jp", "outlook.kr", "outlook.lv",
                "outlook.my", "outlook.ph", "outlook.pt", "outlook.sa", "outlook.sg", "outlook.sk",
                "hotmail.com", "hotmail.at", "hotmail.be", "hotmail.ca", "hotmail.cl", "hotmail.co.il", "hotmail.co.nz",
                "hotmail.co.th", "hotmail.co.uk", "hotmail.com.ar", "hotmail.com.au", "hotmail.com.br", "hotmail.com.gr",
                "hotmail.com.mx", "hotmail.com.pe", "hotmail.com.tr", "hotmail.com.vn", "hotmail.cz", "hotmail.de",
                "hotmail.dk", "hotmail.es", "hotmail.fr", "hotmail.hu", "hotmail.id", "hotmail.ie", "hotmail.in",
                "hotmail.it", "hotmail.jp", "hotmail.kr", "hotmail.lv", "hotmail.my", "hotmail.ph", "hotmail.pt",
                "hotmail.sa", "hotmail.sg", "hotmail.sk",
                "live.com", "live.be", "live.co.uk", "live.com.ar", "live.com.mx", "live.de", "live.es", "live.eu",
                "live.fr", "live.it", "live.nl",
                "msn.com", "passport.com",
            ],
            TagSeparator = '+',
            Evidence = "Strong: plus addressing, list of domains as in validator.js and gmr/email-normalize. Dots matter; one name at two "
                + "of the domains may be two people.",
        },
        new()
        {
            Name = "iCloud",
            Domains = ["icloud.com", "me.com", "mac.com"],
            TagSeparator = '+',
            CanonicalDomain = "icloud.com",
            Evidence = "Medium: gmr/email-normalize folds the three domains; validator.js cuts the tag and does not fold.",
        },
        new()
        {
            Name = "Yahoo",
            Domains =
            [
                "yahoo.com", "yahoo.ca", "yahoo.co.uk", "yahoo.de", "yahoo.fr", "yahoo.in", "yahoo.it", "ymail.com", "rocketmail.com",
            ],
            TagSeparator = '-',
            Evidence = "Medium: disposable addresses are nickname-keyword and the nickname alone receives nothing (Yahoo Help SLN28815), "
                + "so the result is a key only; a name cannot have a hyphen. Plus is not a tag. Not yahoo.co.jp, another company.",
        },
        new()
        {
            Name = "Fastmail",
            Domains =
            [
                "fastmail.com", "fastmail.cn", "fastmail.co.uk", "fastmail.com.au", "fastmail.de", "fastmail.es",
                "fastmail.fm", "fastmail.fr", "fastmail.im", "fastmail.in", "fastmail.jp", "fastmail.mx", "fastmail.net",
                "fastmail.nl", "fastmail.org", "fastmail.se", "fastmail.to", "fastmail.tw", "fastmail.uk", "fastmail.us",
            ],
            TagSeparator = '+',
            SubdomainIsMailbox = true,
            Evidence = "Medium: plus and subdomain addressing per gabrola/email-normalizer and gmr/email-normalize. The domains are "
                + "separate name spaces.",
        },
        new()
        {
            Name = "Proton",
            Domains = ["proton.me", "protonmail.com", "protonmail.ch", "pm.me"],
            TagSeparator = '+',
            IgnoredCharacters = "._-",
            Evidence = "Medium: proton.me/support on addresses and aliases; irondome/mail-canon. Names at the other Proton domains are "
                + "reserved to the account only in part, so the domains are not folded.",
        },
        new()
        {
            Name = "Yandex",
            Domains = ["yandex.ru", "yandex.com", "yandex.by", "yandex.kz", "yandex.ua", "ya.ru"],
            TagSeparator = '+',
            CanonicalDomain = "yandex.ru",
            Evidence = "Strong for the domains: Yandex support (every mailbox has aliases in the other domains), validator.js. Dot and "
                + "hyphen are said to be the same, without a source at hand: not applied.",
        },
    ];

    private static readonly FrozenDictionary<string, EmailProviderRule> ByDomain = All
        .SelectMany(rule => rule.Domains, (rule, domain) => KeyValuePair.Create(domain, rule))
        .ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, EmailProviderRule>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        ByDomain.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The rule for a domain, or null: most domains have none. Does not allocate.</summary>
    /// <param name="domain">A domain in lower-case A-labels, such as <see cref="EmailAddress.Domain"/>.</param>
    public static EmailProviderRule? Find(ReadOnlySpan<char> domain) =>
        BySpan.TryGetValue(domain, out var rule) ? rule : null;
}
