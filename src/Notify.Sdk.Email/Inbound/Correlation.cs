namespace Notify.Sdk.Email.Inbound;

/// <summary>
/// Finds which message of ours an inbound one is about. What only we can make comes first: a return path with a MAC; then the
/// <c>Message-ID</c> of the message that a report encloses or an answer names; then the <c>ENVID</c>.
/// </summary>
internal sealed class Correlation
{
    private readonly InboundOptions _options;
    private readonly string? _key;

    public Correlation(InboundMessage message, InboundEnvelope envelope, InboundOptions options)
    {
        Message = message;
        _options = options;
        HasNullSender = envelope.HasNullSender(message);
        _key = OfReturnPath(envelope);
        IsVerified = _key is not null;
        _key ??= OfMessage();
    }

    public InboundMessage Message { get; }

    public bool HasNullSender { get; }

    public bool IsVerified { get; }

    public InboundResult Result(InboundKind kind) => new()
    {
        Kind = kind,
        Message = Message,
        IdempotencyKey = _key,
        IsVerified = IsVerified,
        NeedsVerification = _options.Verp is not null,
    };

    private string? OfReturnPath(InboundEnvelope envelope)
    {
        if (_options.Verp is not { } verp)
            return null;
        string?[] reported = [ReportedMessage.WithoutBrackets(Message.Reported("Original-Mail-From")),
            ReportedMessage.WithoutBrackets(ReportedMessage.Header(Message, "Return-Path"))];
        foreach (var address in envelope.Recipients(Message).Concat(reported))
        {
            if (verp.TryVerify(address, out var key))
                return key;
        }

        return null;
    }

    private string? OfMessage()
    {
        var report = ReportedMessage.MessageId(Message) ?? Message.Reported("Original-Message-ID");
        var answered = (Message.Header("In-Reply-To") ?? "").Split(' ', 20)
            .Concat((Message.Header("References") ?? "").Split(' ', 100).Reverse());
        var ofReport = MessageKey.OfMessageId(report, _options)
            ?? MessageKey.OfEnvelopeId(Message.Reported("Original-Envelope-Id"));
        var ofAnswer = answered.Select(id => MessageKey.OfMessageId(id, _options)).FirstOrDefault(key => key is not null);
        return (Message.MediaType == "multipart/report" ? ofReport ?? ofAnswer : ofAnswer ?? ofReport)
            ?? MessageKey.OfMessageId(PlainBounce.MessageId(Message), _options);
    }
}
