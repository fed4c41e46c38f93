using System.Globalization;
using NodaTime;

namespace Notify.Sdk.Audience;

/// <summary>
/// Of several rows with one account id the one confirmed last counts, then the one whose text sorts first, so that the order of
/// the rows has no say.
/// </summary>
internal static class RowOrder
{
    /// <summary>Less than zero when <paramref name="a"/> is the row that counts; zero only when both say the same.</summary>
    public static int Compare(Contact a, Contact b)
    {
        var byConfirmed = (b.LastConfirmed ?? Instant.MinValue).CompareTo(a.LastConfirmed ?? Instant.MinValue);
        return byConfirmed != 0 ? byConfirmed : string.CompareOrdinal(Text(a), Text(b));
    }

    /// <summary>Everything that is said about the account, in a fixed order. Only for rows that share an id.</summary>
    private static string Text(Contact contact) => string.Join('\n',
    [
        contact.PersonId, contact.Name, contact.Language, contact.Country, contact.Region, contact.PostalCode, contact.TimeZone,
            contact.Kind.ToString(),
        FormattableString.Invariant($"{contact.QuietHours?.From.TickOfDay}-{contact.QuietHours?.To.TickOfDay}"),
            FormattableString.Invariant($"{contact.BirthDate:uuuu-MM-dd}"),
        .. (contact.Emails ?? []).Select(e => $"{e?.Value} {Ticks(e?.VerifiedAt)}"),
        .. (contact.Phones ?? []).Select(p => $"{p?.Value} {Ticks(p?.VerifiedAt)}"),
        .. (contact.Addresses ?? []).Select(h => $"{h?.Kind} {h?.Value} {Ticks(h?.VerifiedAt)}"),
        .. (contact.Attributes ?? Account.EmptyAttributes).OrderBy(a => a.Key, StringComparer.Ordinal)
            .Select(a => $"{a.Key}={a.Value?.Value} {Ticks(a.Value?.AsOf)}"),
        .. (contact.ChannelOrder ?? Account.EmptyOrder).OrderBy(o => o.Key, StringComparer.Ordinal)
            .Select(o => $"{o.Key}={string.Join(',', o.Value ?? [])}"),
    ]);

    private static string Ticks(Instant? instant) => instant is { } at ? at.ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture) : "";
}
