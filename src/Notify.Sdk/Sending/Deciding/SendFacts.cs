using Notify.Sdk.Audience;
using Notify.Sdk.Permission;
using Notify.Sdk.Planning;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sending;

/// <summary>
/// Loads what must be known about a batch of people, and who was planned at their addresses by an earlier call: they are
/// covered by that delivery while it can still be sent, as if it were one call.
/// </summary>
internal sealed class SendFacts(FactLoader facts, IOutbox outbox)
{
    private readonly LookBack _lookBack = new(outbox);

    public async Task<KnownPeople> LoadAsync(SendContext send, IReadOnlyList<Person> people, CancellationToken cancellationToken)
    {
        PersonToDecide[] decided = send.LooksBack
            ? await _lookBack.AtAsync(send, people, cancellationToken) : [.. people.Select(PersonToDecide.Anew)];
        var request = send.FactsFor(send.LooksBack ? [.. decided.Select(d => d.Person).OfType<Person>()] : people);
        var known = await facts.LoadAsync(request, cancellationToken);
        if (send.Listed is { } listed)
            ListedPermissions.AddTo(known, listed, request.Addresses);
        if (send.Topic.Content == TopicContent.Shared)
            send.Holders.Earlier(await EarlierAsync(known.History, send, cancellationToken));
        send.Holders.SetAside(known);
        return new(decided, known);
    }

    private async Task<Dictionary<AddressKey, SharedAddressHolder>> EarlierAsync(
        HistoryFacts history, SendContext send, CancellationToken cancellationToken)
    {
        Dictionary<AddressKey, SharedAddressHolder> holders = [];
        foreach (var mark in history.PlannedAtAddresses())
        {
            var address = mark.Key.Subject.Address!.Value;
            if (!send.Holders.IsOwn(mark.Delivery) && await outbox.FindAsync(mark.Delivery, cancellationToken) is { } delivery
                && OutboxRules.CanBeStopped(delivery.State))
                holders[address] = new(delivery.Person.Label, delivery.Route.Account, delivery.Id);
        }

        return holders;
    }
}
