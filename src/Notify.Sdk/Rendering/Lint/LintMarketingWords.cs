using System.Text.RegularExpressions;

namespace Notify.Sdk.Rendering;

/// <summary>
/// Finds words of advertising. In a topic that is not marketing they make the message advertising all the same, without the consent
/// that it needs. Phrases rather than words, since a quote is an offer too; a hint, not proof.
/// </summary>
internal static partial class LintMarketingWords
{
    /// <summary>The first phrase with where it stands, or null.</summary>
    public static (string Phrase, int At)? Find(string text) =>
        Phrases().Match(text) is { Success: true } match ? (match.Value.Trim(), match.Index) : null;

    // English, German, French, Spanish, Italian, Portuguese, Dutch.
    [GeneratedRegex("""
        %\s?(off|discount|rabatt|günstiger|de\s(remise|réduction|descuento|desconto|dto)|di\ssconto|korting|menos)\b
        |\b(special|exclusive|limited(-|\s)time|introductory|unbeatable)\s(offer|deal|price)s?\b
        |\b(offer|sale|deal)s?\s(ends?|expires?)\b
        |\b(flash|summer|winter|spring|clearance|big)\ssale\b|\bon\ssale\snow\b|\bblack\sfriday\b|\bcyber\smonday\b
        |\b(buy|shop|order)\s(now|today)\b|\bbuy\sone\b|\bdon'?t\smiss\s(out|this)\b|\bhurry\b|\bwhile\s(stocks?|supplies)\slast
        |\b(promo|discount|coupon|voucher)\s?codes?\b|\bsave\s(up\sto|big)\b|\bupgrade\s(now|today)\b|\brefer\sa\sfriend\b
        |\b(sonderangebot|rabattaktion|rabattcode|gutscheincode|schnäppchen|nur\snoch\sheute
            |jetzt\s(kaufen|bestellen|sparen|zugreifen|sichern))\w*
        |\b(offre\s(spéciale|exclusive)|code\spromo|soldes|profitez-en|achetez\smaintenant|en\spromotion)\b
        |\b(oferta\s(especial|exclusiva)|rebajas|código\s(promocional|de\sdescuento)|compra\sahora|aprovecha)\b
        |\b(offerta\s(speciale|esclusiva)|saldi|codice\ssconto|acquista\sora|approfitta)\b
        |\b(promoção|código\sde\sdesconto|compre\s(já|agora)|aproveite)\b
        |\b(aanbieding|kortingscode|uitverkoop|koop\snu|bestel\snu)\b
        """, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Phrases();
}
