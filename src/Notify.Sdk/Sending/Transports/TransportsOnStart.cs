using Microsoft.Extensions.Hosting;

namespace Notify.Sdk.Sending;

/// <summary>
/// Looks at transports when the host starts and says all that is wrong at once and by name: one for a channel that nobody registered, two
/// that cannot be told apart, one that cannot be made, a name after <c>Via</c> that nobody has, and a topic whose channel or brand nobody
/// serves, unless the host says that another process does. A process without any transport only plans, and is left in peace.
/// </summary>
internal sealed class TransportsOnStart(IEnumerable<Topic> topics, ChannelCatalog channels, TransportTable transports,
    IEnumerable<ChannelElsewhere> elsewhere) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await FaultsAsync() is { Count: > 0 } faults)
            throw new NotifyException(string.Join(' ', faults));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>All that is wrong, a sentence each.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync()
    {
        var all = transports.All.ToList();
        List<string> faults =
        [
            .. all.Where(t => channels.Find(t.Channel.Name) is null).Select(t =>
                $"Transport '{t.Name}' serves channel '{t.Channel}', which is not registered. Register it with AddChannel."),
            .. elsewhere.Where(e => channels.Find(e.Channel.Name) is null).Select(e =>
                $"ServedElsewhere names channel '{e.Channel}', which is not registered. Register it with AddChannel."),
            .. all.GroupBy(t => t.Channel).SelectMany(Unclear),
            .. OneNameOnSeveral(all),
        ];
        foreach (var scoped in all.OfType<NamedTransport>().Select(t => t.Scoped).OfType<IScopedTransport>())
        {
            if (await scoped.FaultAsync() is { } fault)
                faults.Add(fault);
        }

        if (all.Count > 0)
            faults.AddRange(topics.OrderBy(t => t.Name, StringComparer.Ordinal).SelectMany(t => Unknown(t).Concat(Unserved(t))));
        return faults;
    }

    private static IEnumerable<string> Unclear(IGrouping<DeliveryChannel, ITransport> channel)
    {
        if (channel.Where(t => t is not NamedTransport).Select(t => $"'{t.Name}'").ToList() is { Count: > 1 } unnamed)
            yield return $"Transports {string.Join(" and ", unnamed)} both serve channel '{channel.Key}', and nothing says which is asked "
                + "first. Give each a name when it is registered; they are asked in that order, and a topic chooses with Via.";
        foreach (var name in channel.GroupBy(t => t.Name).Where(g => g.Count() > 1 && g.Any(t => t is NamedTransport)).Select(g => g.Key))
            yield return $"Two transports of channel '{channel.Key}' are named '{name}'. Receipts could not be told apart: rename one.";
    }

    private static IEnumerable<string> OneNameOnSeveral(List<ITransport> all) => all.OfType<NamedTransport>().GroupBy(t => t.Name)
        .Where(g => g.DistinctBy(t => t.Channel).Count() > 1)
        .Select(g => $"Transports of channels {string.Join(" and ", g.Select(t => $"'{t.Channel}'"))} are both named '{g.Key}'. Receipts "
            + "could not be told apart: rename one.");

    /// <summary>Names after <c>Via</c> that no transport of the topic's channels has, or only one that is for other brands.</summary>
    private IEnumerable<string> Unknown(Topic topic)
    {
        foreach (var name in topic.Transports)
        {
            var named = topic.Channels.Select(c => transports.Find(c, name)).OfType<ITransport>().ToList();
            if (named.Count == 0 && !topic.Channels.Any(transports.IsElsewhere))
                yield return $"Topic '{topic.Name}' goes via '{name}', but no transport of its channels has that name. Those that it could "
                    + $"name: {string.Join(", ", transports.All.Where(t => topic.Channels.Contains(t.Channel)).Select(t => t.Name))}.";
            else if (named.Find(t => !transports.ForAnywhere(t.Channel, topic).Contains(t)) is not null)
                yield return $"Topic '{topic.Name}' goes via '{name}', which does not serve its brand '{topic.Brand}'.";
        }
    }

    private IEnumerable<string> Unserved(Topic topic) => topic.Class == MessageClass.Answer ? [] : topic.Channels
        .Where(c => !transports.IsElsewhere(c) && transports.ForAnywhere(c, topic).Count == 0)
        .Select(c => transports.Serves(c)
            ? $"Topic '{topic.Name}' goes over {c}, but no transport for {c} serves its brand '{topic.Brand}'. Register one with "
                + $"ForBrands, or one for all brands; when another process has it, say so with ServedElsewhere."
            : $"Topic '{topic.Name}' goes over {c}, but no transport serves {c}. Register one with AddTransport, or leave the channel out "
                + $"of Over(...); when another process has it, say so with ServedElsewhere.");
}
