using System.Globalization;
using System.Runtime.InteropServices;
using NodaTime;

namespace Notify.Sdk.Audience;

/// <summary>
/// The rows of a list by account. Of several rows with one account id the one confirmed last counts, then the one whose
/// text sorts first, so that the order of the rows has no say.
/// </summary>
internal sealed class RowTable
{
    private const int MaximumIdLength = 200;

    private readonly Dictionary<AccountRef, Row> _rows = [];
    private readonly List<RejectedRow> _rejected = [];
    private int _nulls;
    private int _unnamed;

    /// <summary>How many rows came in.</summary>
    public int Count { get; private set; }

    /// <summary>One account for each id.</summary>
    public IReadOnlyList<Account> Accounts => [.. _rows.Values.Select(r => r.Account)];

    /// <summary>The rows that are not used, ordered by account.</summary>
    public IReadOnlyList<RejectedRow> Rejected => [.. _rejected.OrderBy(r => r.Account)];

    /// <param name="contact">The row; null when the caller's list had a hole.</param>
    /// <param name="account">The row normalised; null for a hole.</param>
    public void Add(Contact? contact, Account? account)
    {
        Count++;
        if (contact is null || account is null)
            _rejected.Add(new(new($"null-row-{++_nulls}"), new(ReasonCodes.NullContact, "audience/row", "The row is null.")));
        else if (!IsUsable(contact.AccountId) || contact.Source is null || contact.Source.Any(char.IsControl) || contact.Source.Length > MaximumIdLength)
            _rejected.Add(new(new($"unnamed-row-{++_unnamed}"), new(ReasonCodes.InvalidAccountId, "audience/row", $"The account id must be 1 to {MaximumIdLength} characters without control characters, the source at most as many.")));
        else
            Keep(contact, account);
    }

    private void Keep(Contact contact, Account account)
    {
        ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(_rows, account.Ref, out var exists);
        if (exists)
        {
            _rejected.Add(new(account.Ref, new(ReasonCodes.DuplicateAccountId, "audience/row", "Another row of the list has the same account id and source; the one that was confirmed last is used.")));
            if (Compare(contact, row.Contact) >= 0)
                return;
        }

        row = new(contact, account);
    }

    private static int Compare(Contact a, Contact b)
    {
        var byConfirmed = (b.LastConfirmed ?? Instant.MinValue).CompareTo(a.LastConfirmed ?? Instant.MinValue);
        return byConfirmed != 0 ? byConfirmed : string.CompareOrdinal(Text(a), Text(b));
    }

    /// <summary>Everything that is said about the account, in a fixed order. Only for rows that share an id.</summary>
    private static string Text(Contact contact) => string.Join('\n',
    [
        contact.PersonId, contact.Name, contact.Language, contact.Country, contact.Region, contact.PostalCode, contact.TimeZone,
        FormattableString.Invariant($"{contact.QuietHours?.From.TickOfDay}-{contact.QuietHours?.To.TickOfDay}"), FormattableString.Invariant($"{contact.BirthDate:uuuu-MM-dd}"),
        .. (contact.Emails ?? []).Select(e => $"{e?.Value} {Ticks(e?.VerifiedAt)}"),
        .. (contact.Phones ?? []).Select(p => $"{p?.Value} {Ticks(p?.VerifiedAt)}"),
        .. (contact.Handles ?? []).Select(h => $"{h?.Network} {h?.Value} {Ticks(h?.VerifiedAt)}"),
        .. (contact.Attributes ?? Account.EmptyAttributes).OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key}={a.Value?.Value} {Ticks(a.Value?.AsOf)}"),
        .. (contact.ChannelOrder ?? Account.EmptyOrder).OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => $"{o.Key}={string.Join(',', o.Value ?? [])}"),
    ]);

    private static string Ticks(Instant? instant) => instant is { } at ? at.ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture) : "";

    private static bool IsUsable(string? id) => !string.IsNullOrWhiteSpace(id) && id.Length <= MaximumIdLength && !id.Any(char.IsControl);

    private readonly record struct Row(Contact Contact, Account Account);
}
