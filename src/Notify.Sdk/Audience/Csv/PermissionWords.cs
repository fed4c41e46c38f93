using System.Collections.Frozen;

namespace Notify.Sdk.Audience;

/// <summary>What a word of a header does.</summary>
[Flags]
internal enum Speech
{
    Acceptance = 1,
    Refusal = 2,

    /// <summary>An acceptance that was taken back, or was never given.</summary>
    Withdrawal = 4,
    Denial = 8,
    Wish = 16,
    Advertising = 32,
    Newsletter = 64,

    /// <summary>To write or to speak to somebody, over whatever channel.</summary>
    Contact = 128,

    /// <summary>How, where or why something was said: no answer by itself.</summary>
    Circumstance = 256,

    /// <summary>Speaks of permission in a way that only the sender can explain.</summary>
    Doubtful = 512,

    /// <summary>Says nothing of it.</summary>
    Filler = 1024,
}

/// <summary>The words of headers that speak of permission, folded as by <see cref="HeaderKey"/>.</summary>
internal static class PermissionWords
{
    /// <summary>What may be left of a word when its known parts are gone: endings, and letters between the parts.</summary>
    public const int LongestInflection = 5;

    // Several words that are one: of one language what is one word in another, and what must not be read word by word.
    private static readonly string[] Together =
    [
        "opt in", "opt out", "opted in", "opted out", "opt-in", "opt-out", "opted-in", "opted-out", "e mail", "e-mail", "dado de baja",
        "dada de baja", "bel me niet", "bel-me-niet", "no tel", "no tél", "text message", "robo call", "mailing list",
        "do not mail", "dont mail", "no phone", "no mobile", "no cell",
    ];

    /// <summary>Words that stand alone.</summary>
    public static readonly FrozenDictionary<string, Speech> WholeWords = Table(
        (Speech.Denial, "no not dont never kein keine keinen nicht niemals pas jamais non niente nunca nao sin sem niet geen nooit nie "
            + "nigdy bez ohne sans senza without missing brak ne"),
        (Speech.Wish, "want wants wish wishes send receive receives mochte erhalten empfangen souhaite desire recevoir desea "
            + "quiere recibir "
            + "vuole desidera ricevere deseja quer receber wil wenst ontvangen chce otrzymywac can may darf mag peut puede puo ok okay"),
        (Speech.Contact, "contact contacted contactar contatar contattare contacte contactee contacter contactez kontakt "
            + "kontaktowac kontaktieren kontaktiert "
            + "kontaktiere benaderen disturb disturbare molestar perturbe deranger storen pub"),
        (Speech.Doubtful, "dnc dnd dne dnm tps ctps mps bloctel rodo remove removed exclude excluded stop objection "
            + "objected complained complaint spam opposizione opposizioni baja emailable callable contactable mailings donotmail dontmail "
            + "nophone nomobile nocell deceased verstorben"),
        (Speech.Circumstance, "ip url"),
        (Speech.Filler, "nein do is are has have was were be been being of on at to from for by via per the a an am le la "
            + "les l du de des el los "
            + "las del al di da das dos alla allo na van voor op te ich wir mir mich me my us auf zu von zum zur y n si o i z ze za w e ja "
            + "c date time datum fecha data yes we you or und et mehr plus mas piu mais meer wiecej any all more customer kunde given "
            + "werden worden etre ser essere agreement enviar envie inviare envoyer schicken senden sturen verzenden wysylac"));

    /// <summary>Parts of words, the longest of a kind first, so that compounds are found; with the channel that one names.</summary>
    public static readonly (string Part, Speech Speech, string? Channel)[] Parts =
    [
        .. Of(Speech.Refusal, "optout optedout abbestell widerspr widerruf ablehn abgelehnt sperr "
            + "unerwunsch oppos refus rechaz rifiut recus weiger rezygn sprzeciw odmow zakaz disallow"),
        .. Of(Speech.Refusal, "unsubscri unsub abgemeld abmeld desabon desinscri desuscri dadodebaja dadadebaja disiscri "
            + "descadastr afgemeld "
            + "afmeld uitgeschr uitschr wypis", "email"),
        .. Of(Speech.Withdrawal, "withdr revok declin denied deny expir remov cancel ended entzog zuruckgez zuruckgenom retir "
            + "resili revoc negat ritir annull revog ingetrok cofn wycof"),
        .. Of(Speech.Acceptance, "accept agree allow permission permit consentiment consentement consent optin optedin "
            + "subscription subscri einwillig zustimm erlaub "
            + "einverst angemeld abonnement abonn inscription inscri acept autoriz autoris consiente suscripcion suscri accett consens "
            + "iscrizion iscri aceit toestemming akkoord aangemeld ingeschr zgod zapisan"),
        .. Of(Speech.Wish, "gewunsch erwunsch wunsch"),
        .. Of(Speech.Newsletter, "newsletter infolettre boletin boletim nieuwsbrief biuletyn"),
        .. Of(Speech.Advertising, "marketing promo offer advert werbe werbung werb angebot reklam publicit prospection demarchage offre "
            + "publicid ofert pubblicit offert reclame aanbieding"),
        .. Of(Speech.Circumstance, "reason link campaign source method level updated changed version wording policy privacy "
            + "grund quelle datenschutz motif motivo reden bron powod zrodlo"),
        .. Of(Speech.Doubtful, "suppress blacklist blocklist blocked bounce belmeniet notel gdpr dsgvo rgpd mailinglist "
            + "robinson kontaktverbot"),
        .. Of(Speech.Contact, "textmessage", "sms"),
        .. Of(Speech.Contact, "email mailen mail courriel correo poczt", "email"),
        .. Of(Speech.Contact, "sms", "sms"),
        .. Of(Speech.Contact, "robocall call phone anruf angeruf telefon telephon appel llamad llamar chiamat chiamare ligar dzwon bellen "
            + "gebeld", "voice"),
    ];

    /// <summary>Writes words that belong together as one.</summary>
    public static string Joined(string header)
    {
        header = header.Replace('_', ' ');
        foreach (var pair in Together)
            header = header.Replace(pair, pair.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal),
                StringComparison.OrdinalIgnoreCase);
        return header;
    }

    private static IEnumerable<(string, Speech, string?)> Of(Speech speech, string words, string? channel = null) =>
        words.Split(' ').OrderByDescending(w => w.Length).Select(w => (w, speech, channel));

    private static FrozenDictionary<string, Speech> Table(params (Speech Speech, string Words)[] lists)
    {
        Dictionary<string, Speech> table = new(StringComparer.Ordinal);
        foreach (var (speech, words) in lists)
        {
            foreach (var word in words.Split(' '))
                table.TryAdd(word, speech);
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
