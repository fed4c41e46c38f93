using System.Collections.Frozen;
using System.Diagnostics;
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
    public string? NameOf(Channel channel) => _transports.TryGetValue(channel, out var entry) ? entry.Transport.Name : null;

    /// <summary>
    /// Hands over. An open breaker counts as a deferral, so that a provider that stays down is given up for the next route.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="stopping">The worker stops: the transport is told when its grace is over.</param>
    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken stopping)
    {
        if (!_transports.TryGetValue(message.Channel, out var entry))
            return SendOutcome.Rejected($"no transport for {message.Channel} is registered in this process");
        // Networks know real time only: an application's clock that jumps must not make a message doubtful.
        using var timeout = new CancellationTokenSource(_timeout);
        var began = Stopwatch.GetTimestamp();
        using var stop = stopping.Register(() => timeout.CancelAfter(Shorter(_grace, _timeout - Stopwatch.GetElapsedTime(began))));
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
                static (state, token) => CallAsync(state.Transport, state.Message, token),
                (entry.Transport, Message: message),
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

    private static async ValueTask<SendOutcome> CallAsync(ITransport transport, OutgoingMessage message,
        CancellationToken cancellationToken)
    {
        // On a thread of its own: one that blocks it is left behind like one that never answers.
        var call = Task.Run(async () => await transport.SendAsync(message, cancellationToken), CancellationToken.None);
        using CancellationTokenSource last = new();
        using var told = cancellationToken.Register(() => last.CancelAfter(LastWord));
        try
        {
            return await call.WaitAsync(last.Token) ?? SendOutcome.Unknown("the transport gave no answer");
        }
        catch (OperationCanceledException) when (last.IsCancellationRequested && !call.IsCompleted)
        {
            return SendOutcome.Unknown("no answer in time");
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => other <= TimeSpan.Zero ? TimeSpan.Zero : one < other ? one : other;

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
