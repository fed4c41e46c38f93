using Notify.Sdk.Audience;
using Notify.Sdk.Permission;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sending;

/// <summary>People of a batch as they are to be decided, after a look at what earlier calls of the key did with them.</summary>
/// <param name="People">The people; with their delivery where one is planned anew, without accounts that were cancelled.</param>
/// <param name="Facts">What is known about them.</param>
internal sealed record KnownPeople(IReadOnlyList<PersonToDecide> People, Facts Facts);

/// <summary>One person of a batch.</summary>
/// <param name="Listed">As the list has them.</param>
/// <param name="Person">As they are decided; null when every account was cancelled.</param>
/// <param name="Changes">The delivery that is planned anew with the data of this call, or null.</param>
/// <param name="Cancelled">The accounts that were cancelled.</param>
internal sealed record PersonToDecide(Person Listed, Person? Person, Delivery? Changes, IReadOnlyList<AccountRef> Cancelled)
{
    public static PersonToDecide Anew(Person person) => new(person, person, null, []);
}

/// <summary>
/// The same key sent again: whose accounts come with other data is planned anew in the delivery that they have, while nothing of it
/// is being handed over; cancelled accounts are left out.
/// </summary>
internal sealed class LookBack(IOutbox outbox)
{
    public async Task<PersonToDecide[]> AtAsync(SendContext send, IReadOnlyList<Person> people, CancellationToken cancellationToken)
    {
        var accounts = people.SelectMany(p => p.Accounts).Select(a => a.Ref).ToList();
        var cancelled = (await outbox.FindCancelledAsync(send.Notification.Key, accounts, cancellationToken)).ToHashSet();
        var marks = await outbox.FindMarksAsync([.. accounts.Select(a => new OnceKey(send.AccountContent, OnceSubject.Of(a)))],
            cancellationToken);
        var held = marks.ToDictionary(m => m.Key.Subject.Account!.Value);
        var known = new PersonToDecide[people.Count];
        for (var i = 0; i < known.Length; i++)
            known[i] = await AtAsync(people[i], cancelled, held, cancellationToken);
        return known;
    }

    private async Task<PersonToDecide> AtAsync(Person listed, HashSet<AccountRef> cancelled, Dictionary<AccountRef, OnceMark> held,
        CancellationToken cancellationToken)
    {
        var leftOut = listed.Accounts.Select(a => a.Ref).Where(cancelled.Contains).ToList();
        var person = leftOut.Count == 0 ? listed : Without(listed, leftOut);
        if (person is null)
            return new(listed, null, null, leftOut);
        var deliveries = person.Accounts.Select(a => held.TryGetValue(a.Ref, out var mark) ? mark : (OnceMark?)null).OfType<OnceMark>()
            .DistinctBy(m => m.Delivery).ToList();
        if (deliveries is not [{ Standing: OnceStanding.Planned } only]
            || await outbox.FindAsync(only.Delivery, cancellationToken) is not { } delivery
            || !OutboxRules.CanBeStopped(delivery.State)
            || Merged(delivery.Person, person) is not { } merged)
            return new(listed, person, null, leftOut);
        return new(listed, merged, delivery, leftOut);
    }

    private static Person? Without(Person person, List<AccountRef> cancelled)
    {
        Account[] left = [.. person.Accounts.Where(a => !cancelled.Contains(a.Ref))];
        return left.Length == 0 ? null : person with
        {
            Accounts = left,
            Links =
            [.. person.Links.Where(l => !cancelled.Contains(l.From) && !cancelled.Contains(l.To))]
        };
    }

    /// <summary>
    /// The accounts that the delivery tells, with the data of now where they came again, and those that came new; null when nothing
    /// changed.
    /// </summary>
    private static Person? Merged(Person planned, Person now)
    {
        var fresh = now.Accounts.ToDictionary(a => a.Ref);
        if (planned.Accounts.All(a => !fresh.TryGetValue(a.Ref, out var again) || IsSame(a, again)))
            return null;
        return now with
        {
            Accounts = [.. now.Accounts.Concat(planned.Accounts.Where(a => !fresh.ContainsKey(a.Ref))).OrderBy(a => a.Ref)],
            Links = [.. now.Links.Union(planned.Links)],
        };
    }

    /// <summary>By what a store would keep: collections of equal content are equal.</summary>
    private static bool IsSame(Account before, Account now) =>
        ReferenceEquals(before, now) || OutboxJson.WriteValue(before).AsSpan().SequenceEqual(OutboxJson.WriteValue(now));
}
