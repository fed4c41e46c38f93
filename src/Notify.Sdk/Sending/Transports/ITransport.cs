namespace Notify.Sdk;

/// <summary>
/// Hands one message to a provider. Called concurrently; must be thread-safe. Register with <c>AddTransport</c>.
/// </summary>
/// <remarks>
/// Answer <see cref="SendOutcome.Deferred"/> only when it is certain that nothing was sent, and
/// <see cref="SendOutcome.Unknown"/> whenever the last byte may have arrived and no answer came: this is what keeps
/// people from being told twice. Do not retry inside; the dispatcher does, after asking every gate again.
/// </remarks>
public interface ITransport
{
    /// <summary>Stable name of the provider, shown in explanations and receipts, for example <c>pickup</c>.</summary>
    string Name { get; }

    /// <summary>The channel that it serves.</summary>
    DeliveryChannel Channel { get; }

    /// <summary>Sends.</summary>
    /// <param name="message">What to send.</param>
    /// <param name="cancellationToken">
    /// Cancelled when <see cref="SendingOptions.HandOverTimeout"/> is used up, or <see cref="SendingOptions.StopGrace"/> after the worker
    /// was told to stop. What a transport still answers within five seconds is believed; after that the outcome is unknown.
    /// </param>
    ValueTask<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken);
}
