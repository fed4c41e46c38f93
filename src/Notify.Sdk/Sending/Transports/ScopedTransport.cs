using Microsoft.Extensions.DependencyInjection;

namespace Notify.Sdk.Sending;

/// <summary>What the table needs to know of a transport that is made for each hand-over.</summary>
internal interface IScopedTransport
{
    /// <summary>Makes one as for a hand-over, and says what is wrong with it; null when nothing is.</summary>
    ValueTask<string?> FaultAsync();
}

/// <summary>A transport that is a scoped service: each hand-over has one of its own.</summary>
internal sealed class ScopedTransport<T>(string name, DeliveryChannel channel, IServiceScopeFactory scopes) : ITransport, IScopedTransport
    where T : class, ITransport
{
    public string Name => name;

    public DeliveryChannel Channel => channel;

    public async ValueTask<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        try
        {
            return Make(scope, out var fault) is { } transport ? await transport.SendAsync(message, cancellationToken)
                : SendOutcome.Deferred($"The transport was not called: {typeof(T).Name} could not be made ({fault}).");
        }
        finally
        {
            await EndAsync(scope);
        }
    }

#pragma warning disable CA1031 // constructors and ends of scopes are foreign code, and what they throw says nothing about the message
    private static T? Make(AsyncServiceScope scope, out string? fault)
    {
        try
        {
            fault = null;
            return scope.ServiceProvider.GetRequiredService<T>();
        }
        catch (Exception thrown)
        {
            fault = thrown.GetType().Name;
            return null;
        }
    }

    /// <summary>What the transport answered counts, whatever its scope says when it ends.</summary>
    private static async ValueTask EndAsync(AsyncServiceScope scope)
    {
        try
        {
            await scope.DisposeAsync();
        }
        catch (Exception)
        {
        }
    }
#pragma warning restore CA1031

    public async ValueTask<string?> FaultAsync()
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var made = scope.ServiceProvider.GetRequiredService<T>().Channel;
            return made == channel ? null
                : $"Transport '{name}' was registered for channel '{channel}', but {typeof(T).Name} serves '{made}'. Register it for that.";
        }
#pragma warning disable CA1031 // whatever the container or a constructor throws is said at start, together with what else is wrong
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return $"Transport '{name}' cannot be made: {typeof(T).Name} needs what the container does not give ({fault.GetType().Name}).";
        }
    }
}
