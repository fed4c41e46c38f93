namespace Notify.Sdk.Sending;

/// <summary>A transport under the name that the host gave it, for the messages of its scope. Ends with what it wraps.</summary>
internal sealed class NamedTransport(string name, ITransport inner, TransportScope scope) : ITransport, IAsyncDisposable, IDisposable
{
    public string Name => name;

    public DeliveryChannel Channel => inner.Channel;

    public TransportScope Scope => scope;

    /// <summary>How many messages a second it takes; null for as many as come.</summary>
    public TurnQueue? Rate { get; } = scope.Rate is { } rate ? new(rate) : null;

    /// <summary>What it wraps, where that is made for each hand-over.</summary>
    public IScopedTransport? Scoped => inner as IScopedTransport;

    public ValueTask<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
        inner.SendAsync(message, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        Rate?.Dispose();
        if (inner is IAsyncDisposable asynchronous)
            await asynchronous.DisposeAsync();
        else
            (inner as IDisposable)?.Dispose();
    }

    public void Dispose()
    {
        Rate?.Dispose();
        if (inner is IDisposable disposable)
            disposable.Dispose();
        else if (inner is IAsyncDisposable asynchronous)
            asynchronous.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
