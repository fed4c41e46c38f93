namespace Notify.Sdk.Email.Inbound;

/// <summary>How a message arrived, where the mail server says so. Personal data.</summary>
/// <param name="MailFrom">
/// The sender of the envelope; empty for the null sender <c>&lt;&gt;</c> of reports. Null takes the <c>Return-Path</c> field.
/// </param>
/// <param name="RcptTo">The address at which it arrived, a VERP address perhaps. Null takes <c>Delivered-To</c> and the like.</param>
public sealed record InboundEnvelope(string? MailFrom = null, string? RcptTo = null)
{
    private static readonly string[] RecipientFields = ["Delivered-To", "X-Original-To", "Envelope-To", "To"];

    /// <summary>The word "envelope"; no address.</summary>
    public override string ToString() => "envelope";

    internal bool HasNullSender(InboundMessage message) =>
        (MailFrom ?? message.Header("Return-Path")) is { } sender && sender.Trim() is "" or "<>";

    internal IEnumerable<string?> Recipients(InboundMessage message) => RcptTo is not null
        ? [RcptTo]
        : message.Mime.Headers.Where(header => RecipientFields.Contains(header.Field, StringComparer.OrdinalIgnoreCase))
            .Select(InboundMessage.Value);
}
