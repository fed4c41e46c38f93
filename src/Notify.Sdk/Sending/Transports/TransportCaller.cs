using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Polly;
using Polly.CircuitBreaker;

namespace Notify.Sdk.Sending;

/// <summary>
/// Calls a transport within its time, behind a circuit breaker, and turns whatever happens into an outcome. A fault of the transport
/// itself counts as unknown: it may have sent.
/// </summary>
internal sealed partial class TransportCaller
{
    private const string TextsAreOff = "Its words are in the explanation of the delivery, and here with SendingOptions.LogTransportErrors.";

    private readonly TransportTable _table;
    private readonly ProviderBreakers _breakers;
    private readonly AttachmentOpener _attachments;
    private readonly TimeSpan _timeout;
    private readonly TimeSpan _grace;
    private readonly bool _logsTexts;
    private readonly ILogger<TransportCaller> _logger;

    public TransportCaller(TransportTable table, TimeProvider time, IOptions<SendingOptions> options,
        AttachmentOpener attachments, ILogger<TransportCaller> logger)
    {
        _attachments = attachments;
        (_timeout, _grace, _logsTexts) = (options.Value.HandOverTimeout, options.Value.StopGrace, options.Value.LogTransportErrors);
        _logger = logger;
        _table = table;
        _breakers = new(table.All, time);
    }

    /// <summary>How long the provider is not called for an address, because it has been failing; zero when it is.</summary>
    public Duration RestOf(ITransport transport, Address address) => _breakers.Of(transport, address).Rest;

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

        var breaker = _breakers.Of(transport, message.To);
        if (breaker.IsOpen)
            return NotCalled();
        // The breaker has no token: it would refuse what begins late, and only the transport knows that nothing was sent.
        var context = ResilienceContextPool.Shared.Get(CancellationToken.None);
        var outcome = await breaker.Pipeline.ExecuteOutcomeAsync(
            static (_, state) => CallAsync(state.Transport, state.Message, state.Told, state.Last), context,
            (Transport: transport, Message: message, Told: told, time.Last));
        ResilienceContextPool.Shared.Return(context);
        if (outcome.Exception is { } fault)
            return OutcomeOf(fault, transport, message, told);
        if (outcome.Result!.Kind == SendOutcomeKind.Accepted)
            breaker.Took();
        else if (outcome.Result is { Kind: SendOutcomeKind.Rejected, Scope: RejectionScope.Account } refused)
            RestForAccount(breaker, transport, message, refused);
        return outcome.Result;
    }

    /// <summary>Nobody can be told over an account that is refused: it rests, and somebody must hear of it.</summary>
    private void RestForAccount(ProviderBreaker breaker, ITransport transport, OutgoingMessage message, SendOutcome refused)
    {
        // What was known without asking, such as a template of one topic, says nothing of the others.
        if ((!refused.WasAsked || breaker.RefuseAccount()) && breaker.IsTimeToTell())
            LogAccount(transport.Name, message.Delivery.Value, _logsTexts ? refused.WithoutAddress(message.To).Detail : TextsAreOff);
    }

    /// <summary>A transport that was called blocks its thread still, when its time and the last word are over.</summary>
    public void LeftBehind(OutgoingMessage message)
    {
        if (_table.Find(message.Channel, message.Provider) is not { } transport)
            return;
        try
        {
            _breakers.Of(transport, message.To).Pipeline.Execute(static () => SendOutcome.Unknown("no answer in time"));
        }
        catch (BrokenCircuitException)
        {
            // It rests already.
        }
    }

    private SendOutcome OutcomeOf(Exception fault, ITransport transport, OutgoingMessage message, CancellationToken told)
    {
        switch (fault)
        {
            case BrokenCircuitException:
                return NotCalled();
            case OperationCanceledException when told.IsCancellationRequested:
                return SendOutcome.Unknown("no answer in time");
            default:
                // A text may quote the address; where it was thrown never does.
                LogFault(transport.Name, message.Delivery.Value, fault.GetType().Name, _logsTexts
                    ? fault.ToString() : FaultTrace.Of(fault));
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

    private static SendOutcome NotCalled() => SendOutcome.Deferred("not called: the provider has been failing");

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Transport {Transport} failed on delivery {Delivery} with {Fault}; the outcome is unknown. {Trace}")]
    private partial void LogFault(string transport, string delivery, string fault, string trace);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "The provider of transport {Transport} refuses the account of this application, for instance its login, key or template, "
            + "last for delivery {Delivery}. It is not called for half a minute at a time; this is said once an hour. {Detail}")]
    private partial void LogAccount(string transport, string delivery, string detail);
}
