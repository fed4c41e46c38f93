using Microsoft.Extensions.Options;

namespace Notify.Sdk.Permission;

/// <summary>Loads the once-only marks of a batch with one look-up, and the cap places with another where caps apply.</summary>
internal sealed class HistoryFactSource(IDeliveryHistory history, IOptions<PermissionOptions> options) : IFactSource
{
    public async ValueTask LoadAsync(FactRequest request, Facts facts, CancellationToken cancellationToken) =>
        facts.Set(new HistoryFacts(
            await history.FindMarksAsync(Keys(request), cancellationToken),
            await UsesAsync(request, cancellationToken)));

    private static HashSet<OnceKey> Keys(FactRequest request)
    {
        HashSet<OnceKey> keys = new(request.People.Count * 3);
        var accountContent = ContentKeys.ForAccounts(request.Notification);
        foreach (var person in request.People)
        {
            var addressContent = ContentKeys.ForAddress(request.Topic, request.Notification, person);
            foreach (var account in person.Accounts)
            {
                keys.Add(new(accountContent, OnceSubject.Of(account.Ref)));
                foreach (var address in account.Addresses)
                    keys.Add(new(addressContent, OnceSubject.Of(address.Key)));
            }
        }

        return keys;
    }

    private async ValueTask<IReadOnlyList<CapUse>> UsesAsync(FactRequest request, CancellationToken cancellationToken)
    {
        var caps = options.Value.Caps.Where(c => CapBuckets.Counts(c, request.Topic)).ToList();
        if (caps.Count == 0)
            return [];
        HashSet<CapBucket> buckets = [];
        foreach (var cap in caps)
        {
            foreach (var channel in request.Topic.Channels)
            {
                if (!CapBuckets.Counts(cap, request.Topic, channel))
                    continue;
                foreach (var person in request.People)
                {
                    foreach (var address in person.Accounts.SelectMany(a => a.Addresses))
                        buckets.UnionWith(CapBuckets.Of(cap, request.Topic, channel, person, address.Key));
                }
            }
        }

        return await history.FindUsesAsync(buckets, request.Now - caps.Max(c => c.Window), cancellationToken);
    }
}
