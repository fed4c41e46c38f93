using MimeKit.IO;
using Notify.Sdk.Email.Dkim;

namespace Notify.Sdk.Email.Composing;

/// <summary>A message as it goes on the wire; every attempt sends the same octets. For one use at a time.</summary>
internal sealed class ComposedMail : IDisposable
{
    /// <summary>Checks, composes and signs.</summary>
    public ComposedMail(EmailMessage email, MailSigner? signer = null)
    {
        (Message, Body, Format) = MailComposer.Compose(email);
        signer?.Sign(Message, Format, email.Date);
    }

    public MimeMessage Message { get; }

    public MailBody Body { get; }

    /// <summary>How MimeKit writes it: CRLF, fields in ASCII unless they must be UTF-8.</summary>
    public FormatOptions Format { get; }

    /// <summary>Its octets, the signature among them, before dots are doubled.</summary>
    public long Size => field > 0 ? field : field = Measure();

    /// <summary>Writes all of it.</summary>
    public Task WriteAsync(Stream output, CancellationToken cancellationToken) => Message.WriteToAsync(Format, output, cancellationToken);

    /// <summary>Lets go of it; what MimeKit makes would else burden the garbage collector with finalizers.</summary>
    public void Dispose() => Message.Dispose();

    private long Measure()
    {
        using var measure = new MeasuringStream();
        Message.WriteTo(Format, measure, headersOnly: true);
        return measure.Length + Body.Octets.Length;
    }
}
