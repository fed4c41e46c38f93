using System.Text;

namespace Notify.Sdk.Email.Client;

/// <summary>What the server is told about a message besides the message: one sender, one recipient. Immutable.</summary>
internal sealed record Envelope
{
    /// <summary>Where bounces go; empty for the null sender.</summary>
    public required string ReturnPath { get; init; }

    /// <summary>The one recipient, domain in A-labels.</summary>
    public required string Recipient { get; init; }

    /// <summary>Comes back in bounces (RFC 3461 section 4.4): the id of the delivery.</summary>
    public required string EnvelopeId { get; init; }

    /// <summary>An upper bound of the message's octets.</summary>
    public required long Size { get; init; }

    /// <summary>Which reports are wanted.</summary>
    public required SmtpDeliveryReports Reports { get; init; }

    /// <summary>Whether the headers are UTF-8.</summary>
    public required bool Utf8Headers { get; init; }

    /// <summary>Whether only a server with SMTPUTF8 can take it.</summary>
    public bool NeedsSmtpUtf8 => Utf8Headers || !Ascii.IsValid(Recipient) || !Ascii.IsValid(ReturnPath);

    /// <summary>The id; no address.</summary>
    public override string ToString() => EnvelopeId;
}
