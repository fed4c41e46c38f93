using MailKit;
using Notify.Sdk.Email.Composing;

namespace Notify.Sdk.Email.Client;

/// <summary>A message and what the server is told about it besides: one sender, one recipient. Immutable.</summary>
/// <param name="Mail">The message.</param>
/// <param name="ReturnPath">Where bounces go; empty for the null sender.</param>
/// <param name="Recipient">The one recipient, domain in A-labels.</param>
/// <param name="EnvelopeId">Comes back in bounces (RFC 3461 section 4.4): the id of the delivery.</param>
/// <param name="Reports">Which reports are wanted; null asks for nothing.</param>
internal sealed record Envelope(ComposedMail Mail, string ReturnPath, string Recipient, string EnvelopeId,
    DeliveryStatusNotification? Reports)
{
    /// <summary>Whether the recipient has letters beyond ASCII.</summary>
    public bool IsInternational => !Ascii.IsValid(Recipient);

    /// <summary>Whether only a server with SMTPUTF8 can take it.</summary>
    public bool NeedsSmtpUtf8 => Mail.Format.International || IsInternational || !Ascii.IsValid(ReturnPath);

    /// <summary>
    /// An address in MailKit's form. CR, LF and NUL are refused here too, whoever checked before: they could become a command.
    /// </summary>
    public static MailboxAddress Box(string address)
    {
        if (address.AsSpan().ContainsAny('\r', '\n', '\0'))
            throw new FormatException("A command argument holds a line break or a NUL character.");

        try
        {
            return new("", address);
        }
        catch (ParseException)
        {
            throw new FormatException("An address of the envelope cannot be read.");
        }
    }

    /// <summary>The id; no address.</summary>
    public override string ToString() => EnvelopeId;
}
