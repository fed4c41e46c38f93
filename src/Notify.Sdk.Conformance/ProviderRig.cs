namespace Notify.Sdk.Conformance;

/// <summary>A transport, and the provider that it speaks to in one test.</summary>
/// <param name="transport">The transport.</param>
/// <param name="received">
/// All messages that reached the provider whole, as they came (a request, an email), those that it refused included; called often.
/// </param>
public sealed class ProviderRig(ITransport transport, Func<IReadOnlyList<string>> received) : IAsyncDisposable
{
    /// <summary>The transport.</summary>
    public ITransport Transport { get; } = transport;

    /// <summary>What no text may show: keys, passwords, tokens.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Ends the provider and the transport.</summary>
    public Func<ValueTask>? End { get; init; }

    /// <summary>All messages that reached the provider whole.</summary>
    public IReadOnlyList<string> Received => received();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => End?.Invoke() ?? ValueTask.CompletedTask;
}
