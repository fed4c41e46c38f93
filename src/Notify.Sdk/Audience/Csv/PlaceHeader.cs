using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Notify.Sdk.Audience;

/// <summary>Reads headers of a place that say whose place it is: <c>Billing Country</c>, <c>Postleitzahl privat</c>.</summary>
internal static partial class PlaceHeader
{
    private static readonly FrozenSet<string> Qualifiers = new[]
    {
        "home", "business", "work", "office", "mailing", "billing", "shipping", "delivery", "default", "primary", "main",
        "other", "address",
        "contact", "privat", "private", "geschäftlich", "dienstlich", "Rechnung", "Lieferung", "weitere", "Adresse", "domicile",
        "personnel",
        "bureau", "facturation", "livraison", "adresse", "particular", "trabajo", "casa", "dirección", "facturación", "envío", "abitazione",
        "ufficio", "indirizzo", "fatturazione", "spedizione", "residência", "comercial", "endereço", "cobrança", "entrega",
        "privé", "zakelijk",
        "adres", "factuur", "bezorg", "domowy", "służbowy", "de", "du", "del", "do", "di", "da", "of", "for",
    }.Select(HeaderKey.Of).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The field of a country, region or postcode; null for any other header.</summary>
    public static CsvField? Find(string header)
    {
        var words = CamelCase().Replace(header, " ").Split([' ', '_', '-', '.', '(', ')', ':'], StringSplitOptions.RemoveEmptyEntries);
        var rest = Array.FindAll(words, w => !Qualifiers.Contains(HeaderKey.Of(w)));
        if (rest.Length == 0 || rest.Length == words.Length)
            return null;
        var text = string.Join(' ', rest);
        var field = ContactColumns.Find(text);
        if (field is null)
            DoubleHeader.Read(text, out field);
        return field is { Type.Name: "country" or "region" or "postcode", Number: <= 1 } place ? place : null;
    }

    [GeneratedRegex(@"(?<=\p{Ll})(?=\p{Lu})")]
    private static partial Regex CamelCase();
}
