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

    private readonly FrozenDictionary<DeliveryChannel, (ITransport Transport, ResiliencePipeline<SendOutcome> Breaker)> _transports;
    private readonly AttachmentOpener _attachments;
    private readonly TimeSpan _timeout;
    private readonly TimeSpan _grace;
    private readonly ILogger<TransportCaller> _logger;

    public TransportCaller(IEnumerable<ITransport> transports, TimeProvider time, IOptions<SendingOptions> options,
        AttachmentOpener attachments, ILogger<TransportCaller> logger)
    {
        _attachments = attachments;
        (_timeout, _grace) = (options.Value.HandOverTimeout, options.Value.StopGrace);
        _logger = logger;
        _transports = transports
            .GroupBy(t => t.Channel)
            .ToFrozenDictionary(g => g.Key, g => (g.First(), Breaker(time)));
    }

    /// <summary>Name of the transport of a channel, or null.</summary>
    public string? NameOf(DeliveryChannel channel) => _transports.TryGetValue(channel, out var entry) ? entry.Transport.Name : null;

    /// <summary>Begins the time of hand-overs.</summary>
    /// <param name="stopping">The worker stops: transports are told when their grace is over.</param>
    public HandOverTime Begin(CancellationToken stopping) => new(_timeout, _grace, stopping);

    /// <summary>
    /// Hands over. An open breaker counts as a deferral, so that a provider that stays down is given up for the next route.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="time">The time that it has.</param>
    public async ValueTask<SendOutcome> SendAsync(OutgoingMessage message, HandOverTime time)
    {
        if (!_transports.TryGetValue(message.Channel, out var entry))
            return SendOutcome.Rejected($"no transport for {message.Channel} is registered in this process");
        var told = time.Token();
        try
        {
            if (message.Attachments.Count > 0)
            {
                var (opened, refusal) = await _attachments.OpenAsync(message, told);
                if (refusal is not null)
                    return refusal;
                message = opened;
            }
        }
        catch (OperationCanceledException) when (told.IsCancellationRequested)
        {
            return SendOutcome.Deferred("The attachments could not be read in time; the message was not sent.");
        }

        // The breaker has no token: it would refuse what begins late, and only the transport knows that nothing was sent.
        var context = ResilienceContextPool.Shared.Get(CancellationToken.None);
        var outcome = await entry.Breaker.ExecuteOutcomeAsync(
            static (_, state) => CallAsync(state.Transport, state.Message, state.Told, state.Last), context,
            (entry.Transport, Message: message, Told: told, time.Last));
        ResilienceContextPool.Shared.Return(context);
        return outcome.Exception is { } fault ? OutcomeOf(fault, entry.Transport, message, told) : outcome.Result!;
    }

    /// <summary>A transport that was called blocks its thread still, when its time and the last word are over.</summary>
    public void LeftBehind(OutgoingMessage message)
    {
        if (_transports.TryGetValue(message.Channel, out var entry))
            entry.Breaker.Execute(static () => SendOutcome.Unknown("no answer in time"));
    }

    private SendOutcome OutcomeOf(Exception fault, ITransport transport, OutgoingMessage message, CancellationToken told)
    {
        switch (fault)
        {
            case BrokenCircuitException:
                return SendOutcome.Deferred("not called: the provider has been failing");
            case OperationCanceledException when told.IsCancellationRequested:
                return SendOutcome.Unknown("no answer in time");
            default:
                // Only the type: a transport's text may quote the address.
                LogFault(transport.Name, message.Delivery.Value, fault.GetType().Name);
                return SendOutcome.Unknown($"the transport failed with {fault.GetType().Name}");
        }
    }

    private static async ValueTask<Outcome<SendOutcome>> CallAsync(ITransport transport, OutgoingMessage message, CancellationToken told,
        CancellationToken last)
    {
        Task<SendOutcome>? call = null;
        try
        {
            var answer = transport.SendAsync(message, told);
            return Outcome.FromResult((answer.IsCompletedSuccessfully ? answer.Result : await (call = answer.AsTask()).WaitAsync(last))
                ?? SendOutcome.Unknown("the transport gave no answer"));
        }
        catch (OperationCanceledException) when (last.IsCancellationRequested && call is { IsCompleted: false })
        {
            return Outcome.FromResult(SendOutcome.Unknown("no answer in time"));
        }
#pragma warning disable CA1031 // a transport is foreign code; whatever it throws must end as an outcome, or the delivery is lost
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return Outcome.FromException<SendOutcome>(fault);
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

    [LoggerMessage(
        Level = LogLevel.Error, Message = "Transport {Transport} failed on delivery {Delivery} with {Fault}; the outcome is unknown")]
    private partial void LogFault(string transport, string delivery, string fault);
}
