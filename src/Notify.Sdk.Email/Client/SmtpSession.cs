using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Notify.Sdk.Email.Client;

/// <summary>The reply that decided about a message, and the step that it answers.</summary>
internal readonly record struct Decision(SmtpStep Step, SmtpReply Reply);

/// <summary>
/// An open connection that takes one message after the other: MailKit's client, which here knows how far each got. Not thread-safe.
/// </summary>
internal sealed class SmtpSession : SmtpClient
{
    private readonly SmtpOptions _options;
    private readonly ServerStream _stream;
    private readonly Socket _socket;
    private readonly StepDeadline _deadline;
    private Envelope? _envelope;

    public SmtpSession(SmtpOptions options, ServerStream stream, Socket socket, StepDeadline deadline)
    {
        (_options, _stream, _socket, _deadline) = (options, stream, socket, deadline);
        LocalDomain = options.LocalName ?? LocalAddress(socket);
        DeliveryStatusNotificationType = options.Reports is null
            ? DeliveryStatusNotificationType.Unspecified : DeliveryStatusNotificationType.HeadersOnly;
    }

    /// <summary>Whether the server takes addresses beyond ASCII (RFC 6531).</summary>
    public bool TakesUtf8 { get; private set; }

    /// <summary>Whether this connection is for such messages alone, which it is only where the server takes them.</summary>
    public bool IsInternational { get; private set; }

    /// <summary>RFC 1870: the largest message in octets; null when the server names no limit.</summary>
    public long? SizeLimit => Capabilities.HasFlag(SmtpCapabilities.Size) && MaxSize > 0 ? MaxSize : null;

    public SmtpStep Step => _deadline.Step;

    /// <summary>Messages that were begun here.</summary>
    public int Messages { get; private set; }

    public bool IsUsable { get; private set; } = true;

    /// <summary>Whether the caller's token, not a slow server, ended the step.</summary>
    public bool CallerCancelled => _deadline.CallerCancelled;

    public bool Ended => _stream.Ended;

    /// <summary>Whether the server has closed, or said something that nobody asked for, since the last reply. No octet is sent.</summary>
    public bool LooksStale =>
        !IsConnected || _stream.Speaks || !_socket.Connected || _socket.Poll(TimeSpan.Zero, SelectMode.SelectRead);

    /// <summary>When it was last put away, by the clock of the pool; null when it never was. What has rested may have died.</summary>
    public long? IdleSince { get; set; }

    public bool Fits(bool international) => !TakesUtf8 || IsInternational == international;

    /// <summary>Greeting, EHLO, STARTTLS and EHLO again, login. No step is skipped because the server does not offer it.</summary>
    public async Task GreetAsync(bool international)
    {
        var security = _options.Security == SmtpSecurity.StartTls ? SecureSocketOptions.StartTls : SecureSocketOptions.None;
        await ConnectAsync(_stream, _options.Host, _options.EffectivePort, security, _deadline.Begin(SmtpStep.Greeting));
        if (_options.UserName is not null)
            await new SmtpLogin(_options).LoginAsync(this, _deadline);

        TakesUtf8 = Capabilities.HasFlag(SmtpCapabilities.UTF8 | SmtpCapabilities.EightBitMime);
        IsInternational = international && TakesUtf8;
        // Every message is 7-bit with short lines. SMTPUTF8 is hidden from the others, because with it MailKit writes domains in letters.
        Capabilities &= ~(SmtpCapabilities.BinaryMime | SmtpCapabilities.Chunking);
        Capabilities &= IsInternational ? Capabilities : ~(SmtpCapabilities.UTF8 | SmtpCapabilities.EightBitMime);
    }

    /// <summary>Sends one message to one recipient.</summary>
    /// <returns>The reply that decided. Anything else is an exception; <see cref="Step"/> tells how far it got.</returns>
    public async ValueTask<Decision> HandOverAsync(Envelope envelope, CancellationToken cancellationToken)
    {
        var mail = envelope.Mail;
        var (sender, recipient) = (Envelope.Box(envelope.ReturnPath), Envelope.Box(envelope.Recipient));
        IsUsable = false;
        _envelope = envelope;
        _deadline.Attach(cancellationToken);
        mail.Body.Beginning = () => _deadline.Begin(SmtpStep.Body);
        mail.Body.Ended = EndBody;
        Decision decision;
        try
        {
            var words = await SendAsync(mail.Format, mail.Message, sender, [recipient], _deadline.Begin(SmtpStep.Mail));
            decision = new(SmtpStep.FinalDot, new(250, words));
        }
        catch (SmtpCommandException refusal)
        {
            decision = new(Step, new((int)refusal.StatusCode, refusal.Message));
        }
        catch (ServiceNotAuthenticatedException refusal)
        {
            decision = new(Step, new(530, refusal.Message));
        }

        _deadline.Release();
        Messages++;
        IsUsable = IsConnected && !decision.Reply.SaysGoodbye && !_deadline.IsCancellationRequested;
        return decision;
    }

    /// <summary>Says goodbye within a limit, whatever the server does, and closes.</summary>
    public async Task QuitAsync(TimeSpan limit)
    {
        using var stop = new CancellationTokenSource(limit);
        try
        {
            await DisconnectAsync(quit: true, stop.Token);
        }
#pragma warning disable CA1031 // the connection goes away in any case, and nothing depends on how
        catch (Exception)
#pragma warning restore CA1031
        {
        }
        finally
        {
            Dispose();
        }
    }

    protected override void OnSenderAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) =>
        _deadline.Begin(SmtpStep.Rcpt);

    // In a group of commands the answer to RCPT is looked at also where MAIL was refused.
    protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        if ((int)response.StatusCode < 200)
            OnRecipientNotAccepted(message, mailbox, response);
        else if (_deadline.Step == SmtpStep.Rcpt)
            _deadline.Begin(SmtpStep.Data);
    }

    protected override string? GetEnvelopeId(MimeMessage message) => _envelope is { Reports: not null } known ? known.EnvelopeId : null;

    // MailKit writes the original recipient of an international address in a form that RFC 6533 does not know; so none is given.
    protected override DeliveryStatusNotification? GetDeliveryStatusNotifications(MimeMessage message, MailboxAddress mailbox) =>
        _envelope is { IsInternational: false } known ? known.Reports : null;

    // The octets are counted once, when they are made.
    protected override Task<long> GetSizeAsync(FormatOptions options, MimeMessage message, CancellationToken cancellationToken) =>
        Task.FromResult(_envelope!.Mail.Size);

    protected override void Prepare(FormatOptions options, MimeMessage message, EncodingConstraint constraint, int maxLineLength)
    {
    }

    protected override SslClientAuthenticationOptions GetSslClientAuthenticationOptions(
        string host, RemoteCertificateValidationCallback remoteCertificateValidationCallback) =>
        _options.Tls();

    /// <summary>Closes without a word. A message whose final dot was not sent is discarded by the server.</summary>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _stream.Dispose();
        _socket.Dispose();
        _deadline.Dispose();
    }

    // Cancelled before this line: certainly not sent. After it nobody can say until the reply is here. What the server has said before
    // it has seen the dot is no answer to the message.
    private void EndBody()
    {
        _deadline.Token.ThrowIfCancellationRequested();
        if (_stream.Speaks)
            throw new SmtpConversationException(SmtpStep.Body, "the server spoke before it had the whole message");

        _deadline.Begin(SmtpStep.FinalDot);
    }

    // As EHLO wants it, MailKit puts it into brackets (RFC 5321 section 4.1.3).
    private static string LocalAddress(Socket socket)
    {
        var address = (socket.LocalEndPoint as IPEndPoint)?.Address ?? IPAddress.Loopback;
        return (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new IPAddress(address.GetAddressBytes())).ToString();
    }
}
