using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Polly;
using Polly.CircuitBreaker;

namespace Notify.Sdk.Sending;

/// <summary>
/// Calls the transport of a channel within its time, behind a circuit breaker of its own, and turns whatever happens
/// into an outcome. A fault of the transport itself counts as unknown: it may have sent.
/// </summary>
internal sealed partial class TransportCaller
{
    private static readonly Duration BreakerPause = Duration.FromSeconds(30);

    // What a transport may still say after it was told to stop; one that does not even notice is left behind.
    private static readonly TimeSpan LastWord = TimeSpan.FromSeconds(5);

    private readonly FrozenDictionary<Channel, (ITransport Transport, ResiliencePipeline<SendOutcome> Breaker)> _transports;
    private readonly AttachmentOpener _attachments;
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly ILogger<TransportCaller> _logger;

    public TransportCaller(IEnumerable<ITransport> transports, TimeProvider time, IOptions<SendingOptions> options, AttachmentOpener attachments, ILogger<TransportCaller> logger)
    {
        _attachments = attachments;
        _time = time;
        _timeout = options.Value.HandOverTimeout;
        _logger = logger;
        _transports = transports
            .GroupBy(t => t.Channel)
            .ToFrozenDictionary(g => g.Key, g => (g.First(), Breaker(time)));
    }

    /// <summary>Name of the transport of a channel, or null.</summary>
    public string? NameOf(Channel channel) => _transports.TryGetValue(channel, out var entry) ? entry.Transport.Name : null;

    /// <summary>Hands over. An open breaker counts as a deferral, so that a provider that stays down is given up for the next route.</summary>
    public async Task<SendOutcome> SendAsync(OutgoingMessage message)
    {
        if (!_transports.TryGetValue(message.Channel, out var entry))
            return SendOutcome.Rejected($"no transport for {message.Channel} is registered in this process");
        using var timeout = new CancellationTokenSource(_timeout, _time);
        try
        {
            if (message.Attachments.Count > 0)
            {
                var (opened, refusal) = await _attachments.OpenAsync(message, timeout.Token);
                if (refusal is not null)
                    return refusal;
                message = opened;
            }
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return SendOutcome.Deferred("The attachments could not be read in time; the message was not sent.");
        }

        try
        {
            return await entry.Breaker.ExecuteAsync(
                static (state, token) => state.Caller.CallAsync(state.Transport, state.Message, token),
                (Caller: this, entry.Transport, Message: message),
                timeout.Token);
        }
        catch (BrokenCircuitException)
        {
            return SendOutcome.Deferred("not called: the provider has been failing");
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return SendOutcome.Unknown("no answer in time");
        }
#pragma warning disable CA1031 // a transport is foreign code; whatever it throws must end as an outcome, or the delivery is lost
        catch (Exception fault)
#pragma warning restore CA1031
        {
            // Only the type: a transport's text may quote the address.
            LogFault(entry.Transport.Name, message.Delivery.Value, fault.GetType().Name);
            return SendOutcome.Unknown($"the transport failed with {fault.GetType().Name}");
        }
    }

    private async ValueTask<SendOutcome> CallAsync(ITransport transport, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var call = transport.SendAsync(message, cancellationToken);
        var outcome = call.IsCompleted ? await call : await InTimeAsync(call.AsTask());
        return outcome ?? SendOutcome.Unknown("the transport gave no answer");
    }

    private async Task<SendOutcome> InTimeAsync(Task<SendOutcome> call)
    {
        try
        {
            return await call.WaitAsync(_timeout + LastWord, _time);
        }
        catch (TimeoutException) when (!call.IsCompleted)
        {
            return SendOutcome.Unknown("no answer in time");
        }
    }

    private static ResiliencePipeline<SendOutcome> Breaker(TimeProvider time) =>
        new ResiliencePipelineBuilder<SendOutcome> { TimeProvider = time }
            .AddCircuitBreaker(new()
            {
                FailureRatio = 0.5,
                MinimumThroughput = 20,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = BreakerPause.ToTimeSpan(),
                ShouldHandle = static args => new(args.Outcome.Exception is not null
                    || args.Outcome.Result is { Kind: SendOutcomeKind.Deferred or SendOutcomeKind.Unknown }),
            })
            .Build();

    [LoggerMessage(Level = LogLevel.Error, Message = "Transport {Transport} failed on delivery {Delivery} with {Fault}; the outcome is unknown")]
    private partial void LogFault(string transport, string delivery, string fault);
}
