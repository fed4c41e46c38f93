using MimeKit;
using MimeKit.IO;
using Notify.Sdk.Email.Dkim;

namespace Notify.Sdk.Email.Composing;

/// <summary>
/// A message as it goes on the wire: fields that MimeKit writes, and a body whose octets are ready. So its size is known exactly
/// and every attempt sends the same octets. For one use at a time.
/// </summary>
internal sealed class ComposedMail
{
    // Never changed, so that all messages share them.
    private static readonly FormatOptions Ascii = Formatted(international: false);
    private static readonly FormatOptions Utf8 = Formatted(international: true);

    private ComposedMail(MimeMessage message, ReadyBody body, FormatOptions format) => (Message, Body, Format) = (message, body, format);

    /// <summary>The message, which has passed <see cref="MimeCheck"/>.</summary>
    public MimeMessage Message { get; }

    /// <summary>Its body.</summary>
    public ReadyBody Body { get; }

    /// <summary>Its octets, the signature among them, before dots are doubled.</summary>
    public long Size => field > 0 ? field : field = Measure();

    /// <summary>Whether its fields are UTF-8 (RFC 6532).</summary>
    public bool Utf8Headers => Format.International;

    /// <summary>How MimeKit writes it: CRLF, fields in ASCII unless they must be UTF-8.</summary>
    public FormatOptions Format { get; }

    /// <summary>Checks, composes and signs.</summary>
    /// <exception cref="MimeFormatException">The message cannot be written.</exception>
    public static ComposedMail Of(EmailMessage email, MailSigner? signer = null)
    {
        ArgumentNullException.ThrowIfNull(email);
        MimeCheck.Check(email);
        var format = email.RequiresSmtpUtf8 ? Utf8 : Ascii;
        var (message, body) = MailComposer.Compose(email, format);
        signer?.Sign(message, format, email.Date);
        return new(message, body, format);
    }

    /// <summary>Writes all of it.</summary>
    public Task WriteAsync(Stream output, CancellationToken cancellationToken) => Message.WriteToAsync(Format, output, cancellationToken);

    private static FormatOptions Formatted(bool international)
    {
        var format = FormatOptions.Default.Clone();
        (format.NewLineFormat, format.EnsureNewLine, format.International) = (NewLineFormat.Dos, true, international);
        return format;
    }

    private long Measure()
    {
        using var measure = new MeasuringStream();
        Message.WriteTo(Format, measure, headersOnly: true);
        return measure.Length + Body.Octets.Length;
    }
}
