namespace Notify.Sdk.Tracking;

/// <summary>
/// Takes in what people write back. Call it from a web hook or a mailbox reader, before anything else looks at the message:
/// an opt-out is in force when the call returns. The same message twice changes nothing more. Thread-safe.
/// </summary>
public interface IInboundProcessor
{
    /// <summary>
    /// Reads and acts: an opt-out is recorded for the address, and confirmed once; an opt-in lifts a stop where it was given;
    /// help is answered to anyone; a doubtful message holds what is planned, and the person is asked once.
    /// </summary>
    /// <exception cref="ArgumentException">Provider or message id is empty.</exception>
    Task<InboundOutcome> ReceiveAsync(InboundReply reply, CancellationToken cancellationToken = default);

    /// <summary>Settles a doubtful message by the judgement of a person.</summary>
    /// <param name="reply">The message as it was received.</param>
    /// <param name="isOptOut">Whether it is an opt-out; otherwise what was held goes on.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    Task<InboundOutcome> SettleAsync(InboundReply reply, bool isOptOut, CancellationToken cancellationToken = default);
}
