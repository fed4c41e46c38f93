using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Notify.Sdk.Sending;

/// <summary>
/// Looks at transports when the host starts: one for a channel that nobody registered is an error, a topic over a channel that none serves
/// is said, because another process may serve it. A process without any transport only plans, and is left in peace.
/// </summary>
internal sealed partial class TransportsOnStart(TopicCatalog topics, ChannelCatalog channels, IEnumerable<ITransport> transports,
    ILogger<TransportsOnStart> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var all = transports.ToList();
        List<string> faults = [.. all.Where(t => channels.Find(t.Channel.Name) is null).Select(t =>
            $"Transport '{t.Name}' serves channel '{t.Channel}', which is not registered. Register it with AddChannel.")];
        if (faults.Count > 0)
            throw new NotifyException(string.Join(' ', faults));
        var served = all.Select(t => t.Channel).ToHashSet();
        foreach (var topic in topics.All.Where(t => served.Count > 0 && t.Class != MessageClass.Answer).OrderBy(t => t.Name))
        {
            if (topic.Channels.Where(c => !served.Contains(c)).ToList() is { Count: > 0 } unserved)
                LogUnserved(topic.Name, string.Join(", ", unserved));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Topic '{Topic}' goes over {Channels}, which no transport of this process serves. Register one with AddTransport, or "
            + "leave the channel out of Over(...)")]
    private partial void LogUnserved(string topic, string channels);
}
