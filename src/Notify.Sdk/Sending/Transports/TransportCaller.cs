using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;

namespace Notify.Sdk.Sending;

/// <summary>
/// Calls a transport within its time, behind a circuit breaker of its own, and turns whatever happens
/// into an outcome. A fault of the transport itself counts as unknown: it may have sent.
/// </summary>
internal sealed partial class TransportCaller
{
    private readonly TransportTable _table;
    private readonly FrozenDictionary<ITransport, Breaker> _breakers;
    private readonly AttachmentOpener _attachments;
    private readonly TimeSpan _timeout;
    private readonly TimeSpan _grace;
    private readonly ILogger<TransportCaller> _logger;

    public TransportCaller(TransportTable table, TimeProvider time, IOptions<SendingOptions> options,
        AttachmentOpener attachments, ILogger<TransportCaller> logger)
    {
        _attachments = attachments;
        (_timeout, _grace) = (options.Value.HandOverTimeout, options.Value.StopGrace);
        _logger = logger;
        _table = table;
        _breakers = table.All.ToFrozenDictionary(t => t, _ => new Breaker(time));
    }

    /// <summary>Whether the provider is not called for a while, because it has been failing.</summary>
    public bool IsResting(ITransport transport) => _breakers[transport].IsOpen;

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
        var transport = _table.Find(message.Channel, message.Provider)
            ?? throw new InvalidOperationException($"No transport for {message.Channel} is registered in this process.");
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
        var outcome = await _breakers[transport].Pipeline.ExecuteOutcomeAsync(
            static (_, state) => CallAsync(state.Transport, state.Message, state.Told, state.Last), context,
            (Transport: transport, Message: message, Told: told, time.Last));
        ResilienceContextPool.Shared.Return(context);
        return outcome.Exception is { } fault ? OutcomeOf(fault, transport, message, told) : outcome.Result!;
    }

    /// <summary>A transport that was called blocks its thread still, when its time and the last word are over.</summary>
    public void LeftBehind(OutgoingMessage message)
    {
        if (_table.Find(message.Channel, message.Provider) is { } transport)
            _breakers[transport].Pipeline.Execute(static () => SendOutcome.Unknown("no answer in time"));
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

    [LoggerMessage(
        Level = LogLevel.Error, Message = "Transport {Transport} failed on delivery {Delivery} with {Fault}; the outcome is unknown")]
    private partial void LogFault(string transport, string delivery, string fault);

    /// <summary>Half of twenty calls or more within half a minute failed: the provider rests for half a minute.</summary>
    private sealed class Breaker
    {
        private readonly TimeProvider _time;
        private long _restsUntil; // UTC ticks

        public Breaker(TimeProvider time)
        {
            _time = time;
            Pipeline = new ResiliencePipelineBuilder<SendOutcome> { TimeProvider = time }
                .AddCircuitBreaker(new()
                {
                    FailureRatio = 0.5,
                    MinimumThroughput = 20,
                    SamplingDuration = TimeSpan.FromSeconds(30),
                    BreakDuration = TimeSpan.FromSeconds(30),
                    OnOpened = args =>
                    {
                        Volatile.Write(ref _restsUntil, (time.GetUtcNow() + args.BreakDuration).UtcTicks);
                        return default;
                    },
                    OnClosed = _ =>
                    {
                        Volatile.Write(ref _restsUntil, 0);
                        return default;
                    },
                    ShouldHandle = static args => new(args.Outcome.Exception is not null
                        || args.Outcome.Result is { Kind: SendOutcomeKind.Deferred or SendOutcomeKind.Unknown }),
                })
                .Build();
        }

        public ResiliencePipeline<SendOutcome> Pipeline { get; }

        // The state of the circuit stays "open" after its pause, until a call is tried; who asks first must not wait for one.
        public bool IsOpen => _time.GetUtcNow().UtcTicks < Volatile.Read(ref _restsUntil);
    }
}
