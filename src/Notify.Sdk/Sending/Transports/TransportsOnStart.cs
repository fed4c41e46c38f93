using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Notify.Sdk.Sending;

/// <summary>
/// Looks at transports when the host starts: one for a channel that nobody registered, two that cannot be told apart, and a name after
/// <c>Via</c> that nobody has are errors, all said at once; a topic over a channel that none serves is said, because another process may
/// serve it. A process without any transport only plans, and is left in peace.
/// </summary>
internal sealed partial class TransportsOnStart(TopicCatalog topics, ChannelCatalog channels, TransportTable transports,
    ILogger<TransportsOnStart> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var all = transports.All.ToList();
        List<string> faults =
        [
            .. all.Where(t => channels.Find(t.Channel.Name) is null).Select(t =>
                $"Transport '{t.Name}' serves channel '{t.Channel}', which is not registered. Register it with AddChannel."),
            .. all.GroupBy(t => t.Channel).SelectMany(Unclear),
            .. all.OfType<NamedTransport>().GroupBy(t => t.Name).Where(g => g.DistinctBy(t => t.Channel).Count() > 1).Select(g =>
                $"Transports of channels {string.Join(" and ", g.Select(t => $"'{t.Channel}'"))} are both named '{g.Key}'. Receipts could "
                    + $"not "
                    + "be told apart: rename one."),
            .. transports.IsEmpty ? [] : topics.All.OrderBy(t => t.Name).SelectMany(Unknown),
        ];
        if (faults.Count > 0)
            throw new NotifyException(string.Join(' ', faults));
        foreach (var topic in topics.All.Where(t => all.Count > 0 && t.Class != MessageClass.Answer).OrderBy(t => t.Name))
        {
            if (topic.Channels.Where(c => transports.For(c, topic).Count == 0).ToList() is { Count: > 0 } unserved)
                LogUnserved(topic.Name, string.Join(", ", unserved));
        }

        return Task.CompletedTask;
    }

    private static IEnumerable<string> Unclear(IGrouping<DeliveryChannel, ITransport> channel)
    {
        if (channel.Where(t => t is not NamedTransport).Select(t => $"'{t.Name}'").ToList() is { Count: > 1 } unnamed)
            yield return $"Transports {string.Join(" and ", unnamed)} both serve channel '{channel.Key}', and nothing says which is asked "
                + "first. Give each a name when it is registered; they are asked in that order, and a topic chooses with Via.";
        foreach (var name in channel.GroupBy(t => t.Name).Where(g => g.Count() > 1 && g.Any(t => t is NamedTransport)).Select(g => g.Key))
            yield return $"Two transports of channel '{channel.Key}' are named '{name}'. Receipts could not be told apart: rename one.";
    }

    /// <summary>A name is wrong when every channel of its topic is served here; else another process may have it.</summary>
    private IEnumerable<string> Unknown(Topic topic)
    {
        if (!topic.Channels.All(transports.Serves))
            yield break;
        foreach (var name in topic.Transports)
        {
            if (topic.Channels.All(c => transports.Find(c, name) is null))
                yield return $"Topic '{topic.Name}' goes via '{name}', but no transport of its channels has that name. Those that it could "
                    + $"name: {string.Join(", ", transports.All.Where(t => topic.Channels.Contains(t.Channel)).Select(t => t.Name))}.";
            else if (topic.Channels.Any(c => transports.Find(c, name) is { } named && !transports.For(c, topic).Contains(named)))
                yield return $"Topic '{topic.Name}' goes via '{name}', which does not serve its brand '{topic.Brand}'.";
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Topic '{Topic}' goes over {Channels}, which no transport of this process serves for its brand. Register one with "
            + "AddTransport, or "
            + "leave the channel out of Over(...)")]
    private partial void LogUnserved(string topic, string channels);
}
