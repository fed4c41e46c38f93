using Microsoft.Extensions.Hosting;

namespace Notify.Sdk.Http.Client;

/// <summary>Makes the client of each provider when the host starts, so that what must not be in it is an error then.</summary>
internal sealed class ProvidersOnStart(IEnumerable<IProviderCheck> providers) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var provider in providers)
            provider.Check();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
