using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Permission;

/// <summary>
/// Loads the once-only marks of a batch with one look-up, and the cap places with another where caps or promises apply. Asked after the
/// consents.
/// </summary>
internal sealed class HistoryFactSource(IDeliveryHistory history, IOptions<PermissionOptions> options, IWhereabouts where) : IFactSource
{
    public async ValueTask LoadAsync(FactRequest request, Facts facts, CancellationToken cancellationToken) =>
        facts.Set(new HistoryFacts(
            Keys(request) is { Count: > 0 } keys ? await history.FindMarksAsync(keys, cancellationToken) : [],
            await UsesAsync(request, facts.Consents, cancellationToken),
            request.Now,
            await AgainAsync(request, cancellationToken)));

    private static HashSet<OnceKey> Keys(FactRequest request)
    {
        HashSet<OnceKey> keys = new(request.Held is null ? request.People.Count * 3 : 0);
        var accountContent = ContentKeys.ForAccounts(request.Notification);
        for (var p = 0; p < request.People.Count; p++)
        {
            var (person, held) = (request.People[p], request.Held?[p]);
            string? content = null;
            void Add(AddressKey key)
            {
                if (key != held)
                    keys.Add(new(content ??= ContentKeys.ForAddress(request.Topic, request.Notification, person), OnceSubject.Of(key)));
            }

            for (var i = 0; i < person.Accounts.Count; i++)
            {
                var account = person.Accounts[i];
                if (held is null)
                    keys.Add(new(accountContent, OnceSubject.Of(account.Ref)));
                for (var j = 0; j < account.Addresses.Count; j++)
                {
                    var address = account.Addresses[j];
                    Add(address.Key);
                    if (address.KeyFor(DeliveryChannel.Sms) is var texted && texted != address.Key) // texts go to the number alone
                        Add(texted);
                }
            }
        }

        return keys;
    }

    /// <summary>Who of the batch was told under another account in another call, by label.</summary>
    private async ValueTask<IReadOnlyDictionary<AccountRef, IReadOnlyList<StandingTrace>>> AgainAsync(
        FactRequest request, CancellationToken cancellationToken)
    {
        Dictionary<AccountRef, IReadOnlyList<StandingTrace>> again = [];
        if (request.Codes is not { } codes)
            return again;
        var content = ContentKeys.ForAccounts(request.Notification);
        var coming = request.People.Select(p => codes.Of(content, request.Run, p)).ToArray();
        var standing = await history.FindTracesAsync(content, coming.SelectMany(c => c.Places).ToHashSet(), cancellationToken);
        if (standing.Count == 0)
            return again;
        var byPlace = standing.ToLookup(s => s.Trace.At);
        for (var i = 0; i < coming.Length; i++)
        {
            if (TraceRules.Joined([.. coming[i].Places.SelectMany(at => byPlace[at])], coming[i], self: null) is { Count: > 0 } joined)
                again[request.People[i].Label] = joined;
        }

        return again;
    }

    private async ValueTask<IReadOnlyList<CapUse>> UsesAsync(
        FactRequest request, ConsentFacts consents, CancellationToken cancellationToken)
    {
        HashSet<CapBucket> buckets = [];
        var longest = AddCaps(request, buckets);
        longest = Duration.Max(longest, AddDisclosedFrequencies(request, consents, buckets));
        return buckets.Count == 0 ? [] : await history.FindUsesAsync(buckets, request.Now - longest, cancellationToken);
    }

    private Duration AddCaps(FactRequest request, HashSet<CapBucket> buckets)
    {
        var longest = Duration.Zero;
        foreach (var cap in options.Value.AllCaps)
        {
            foreach (var channel in request.Topic.Channels)
            {
                if (CapBuckets.Counts(cap, request.Topic, channel) && AddCap(cap, channel, request, buckets))
                    longest = Duration.Max(longest, cap.Window);
            }
        }

        return longest;
    }

    private bool AddCap(FrequencyCap cap, DeliveryChannel channel, FactRequest request, HashSet<CapBucket> buckets)
    {
        var any = false;
        foreach (var person in request.People)
        {
            foreach (var address in person.Accounts.SelectMany(a => a.Addresses))
            {
                if (!address.Reaches(channel) || !CapBuckets.Holds(cap, where, person, address))
                    continue;
                buckets.UnionWith(CapBuckets.Of(cap, request.Topic, channel, person, address.Key));
                any = true;
            }
        }

        return any;
    }

    private static Duration AddDisclosedFrequencies(FactRequest request, ConsentFacts consents, HashSet<CapBucket> buckets)
    {
        var longest = Duration.Zero;
        if (!consents.HasDisclosedFrequencies || request.Topic.Class != MessageClass.Marketing)
            return longest;
        foreach (var consent in request.Addresses.SelectMany(consents.Promises))
        {
            var (cap, bucket) = DisclosedFrequencyBuckets.Of(consent)!.Value;
            longest = Duration.Max(longest, cap.Window);
            buckets.Add(bucket);
        }

        return longest;
    }
}
