namespace Notify.Sdk.Audience;

/// <summary>
/// Reads headers that speak of permission by the words in them, in English, German, French, Spanish, Italian, Portuguese, Dutch and
/// Polish: what is done (accept or refuse), of what (advertising), and over which channel. A header that seems to speak of permission and
/// is not understood is asked for, never left out: whoever has such a column means something by it.
/// </summary>
internal static class PermissionHeader
{
    // Parts of folded headers, so that compounds are found too.
    private static readonly string[] Refuses =
    [
        "optout", "optedout", "unsub", "abgemeld", "abmeld", "abbestell", "widerspr", "widerruf", "ablehn", "abgelehnt", "sperr",
        "unerwunsch",
        "desabon", "desinscri", "opposition", "refus", "desuscri", "dadodebaja", "rechaz", "disiscri", "rifiut", "descadastr", "recus",
        "afgemeld", "afmeld", "uitschr", "uitgeschr", "geweigerd", "wypis", "rezygn", "sprzeciw", "odmow",
    ];

    private static readonly string[] Accepts =
    [
        "accept", "agree", "allow", "permission", "consent", "optin", "optedin", "subscri", "einwillig", "zustimm", "erlaub", "einverst",
        "angemeld", "abonn", "inscri", "acept", "autoriz", "autoris", "consiente", "suscri", "accett", "consens", "iscri", "aceit",
        "toestemming", "akkoord", "aangemeld", "ingeschr", "zgod", "zapisan",
    ];

    private static readonly string[] Advertising =
    [
        "marketing", "promo", "offer", "advert", "werb", "angebot", "reklam", "publicit", "prospection", "offre", "publicid", "ofert",
        "pubblicit", "offert", "reclame", "aanbieding",
    ];

    private static readonly string[] Newsletters =
        ["newsletter", "infolettre", "lettreinfo", "boletin", "boletim", "nieuwsbrief", "biuletyn"];

    private static readonly (string Channel, string[] Words)[] Channels =
    [
        ("email", ["mail", "courriel", "correo", "poczt"]),
        ("sms", ["sms", "textmess", "textos"]),
        ("voice", ["call", "phone", "anruf", "telefon", "appel", "llamad", "chiamat", "ligac", "dzwon", "telefoon"]),
    ];

    // Whole words that turn what stands beside them.
    private static readonly string[] Denials =
        [
            "no", "not", "dont", "never", "kein", "keine", "keinen", "nicht", "ne", "pas", "non", "nao", "sin", "sem", "niet",
            "geen", "nie", "bez"
        ];

    // What is no answer by itself: why, when it changed, where it came from.
    private static readonly string[] Circumstances =
    [
        "reason", "link", "url", "campaign", "source", "method", "level", "updated", "changed", "version", "wording", "policy", "privacy",
        "grund", "quelle", "datenschutz", "motif", "motivo", "reden", "bron", "powod", "zrodlo",
    ];

    // Speak of permission in ways that only the sender can explain.
    private static readonly string[] Doubtful =
    [
        "donot", "dont", "nocontact", "nomail", "noemail", "nocall", "nosms", "suppress", "blacklist", "blocklist", "blocked", "bounce",
        "gdpr", "dsgvo", "rgpd", "mailinglist", "receives", "erhalt", "recibe", "riceve", "recebe", "ontvang", "otrzym",
        "wants", "maywe", "okto", "contactable", "baja", "robinson", "kontaktverbot", "nicht", "nepas",
    ];

    /// <summary>The field that a header means, such as <c>opt_in:marketing/email</c>; null where its words do not say.</summary>
    public static CsvField? Read(string header)
    {
        var key = HeaderKey.Of(header);
        if (Has(key, Circumstances) || Has(key, Doubtful))
            return null;
        var newsletter = Has(key, Newsletters);
        var advertising = newsletter || Has(key, Advertising);
        var channel = newsletter ? "email" : Array.Find(Channels, c => Has(key, c.Words)).Channel;
        var (refuses, accepts, isDenied) = (Has(key, Refuses), Has(Without(key, Refuses), Accepts), IsDenied(header));
        var isOne = (refuses ? 1 : 0) + (accepts ? 1 : 0) + (isDenied ? 1 : 0) == 1;
        if (!isOne || (!advertising && (isDenied || channel is null)))
            return null;
        // A newsletter that was left counts as mail: people who leave it want no mail.
        var reach = (accepts || (advertising && !newsletter) ? "marketing" : "everything") + (channel is null ? "" : "/" + channel);
        return ContactColumns.Find($"{(accepts ? "opt_in" : "opt_out")}:{reach}");
    }

    /// <summary>Whether a header that names no field seems to say what somebody allowed.</summary>
    public static bool IsDoubtful(string header)
    {
        var key = HeaderKey.Of(header);
        return key is "dnc" or "dnd" or "mailings" || Has(key, Refuses) || Has(key, Accepts) || Has(key, Doubtful) || Has(key, Advertising)
            || Has(key, Newsletters);
    }

    private static bool IsDenied(string header) =>
        header.Split([' ', '_', '-', '/', '.', '('], StringSplitOptions.RemoveEmptyEntries).Any(w => Denials.Contains(HeaderKey.Of(w)));

    private static bool Has(string key, string[] parts) => Array.Exists(parts, p => key.Contains(p, StringComparison.Ordinal));

    private static string Without(string key, string[] parts) =>
        parts.Aggregate(key, (rest, part) => rest.Replace(part, "", StringComparison.Ordinal));
}
