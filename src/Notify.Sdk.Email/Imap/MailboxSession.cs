using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;

namespace Notify.Sdk.Email.Imap;

/// <summary>One connection to a mailbox, and the few commands that are asked of it, each within its time. Used by one reader.</summary>
internal sealed class MailboxSession : IDisposable
{
    /// <summary>Marks messages that were taken (a keyword, RFC 9051 section 2.3.2), so that no restart takes them again.</summary>
    public const string Taken = "$NotifyTaken";

    /// <summary>Marks messages that could not be taken, for somebody to look at.</summary>
    public const string SetAside = "$NotifySetAside";

    private static readonly SearchQuery Untaken = SearchQuery.NotKeyword(Taken).And(SearchQuery.NotKeyword(SetAside))
        .And(SearchQuery.NotDeleted);

    private readonly ImapClient _client = new();
    private readonly BounceMailboxOptions _options;
    private IMailFolder? _folder;

    private MailboxSession(BounceMailboxOptions options) => _options = options;

    /// <summary>Whether commands can still be given.</summary>
    public bool IsOpen => _client.IsConnected && _folder is { IsOpen: true };

    /// <summary>Changes when the server has numbered its messages anew.</summary>
    public uint Validity => _folder!.UidValidity;

    /// <summary>Connects, logs in and opens the folder.</summary>
    public static async Task<MailboxSession> OpenAsync(BounceMailboxOptions options, CancellationToken cancellationToken)
    {
        MailboxSession session = new(options);
        try
        {
            await session.WithinAsync(session.ConnectAsync, cancellationToken);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>The numbers of what was neither taken nor set aside, oldest first.</summary>
    public async Task<IList<UniqueId>> FindAsync(CancellationToken cancellationToken)
    {
        IList<UniqueId> found = [];
        await WithinAsync(async stop =>
        {
            await _client.NoOpAsync(stop);
            found = await _folder!.SearchAsync(Untaken, stop);
        }, cancellationToken);
        return found;
    }

    /// <summary>The first octets of a message, as it lies there; null when somebody has taken it away.</summary>
    public async Task<byte[]?> FetchAsync(UniqueId id, CancellationToken cancellationToken)
    {
        byte[]? octets = null;
        await WithinAsync(async stop =>
        {
            try
            {
                await using var stream = await _folder!.GetStreamAsync(id, 0, _options.Inbound.MessageOctets, stop);
                using MemoryStream copy = new();
                await stream.CopyToAsync(copy, stop);
                octets = copy.ToArray();
            }
            catch (MessageNotFoundException)
            {
            }
        }, cancellationToken);
        return octets;
    }

    /// <summary>Marks a message, and says that it was seen, or leaves that to people.</summary>
    public Task MarkAsync(UniqueId id, string keyword, bool isSeen, CancellationToken cancellationToken) => WithinAsync(
        stop => _folder!.StoreAsync(id, new StoreFlagsRequest(StoreAction.Add, isSeen ? MessageFlags.Seen : MessageFlags.None, [keyword])
        {
            Silent = true,
        }, stop),
        cancellationToken);

    /// <summary>Returns when new mail came, where the server tells, or the time is over.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        if (!_client.Capabilities.HasFlag(ImapCapabilities.Idle))
        {
            await Task.Delay(longest, cancellationToken);
            return;
        }

        using CancellationTokenSource done = new(longest);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        over.CancelAfter(longest + _options.Timeout);
        void OnMail(object? sender, EventArgs e) => done.Cancel();
        _folder!.CountChanged += OnMail;
        try
        {
            await using (cancellationToken.Register(done.Cancel))
                await _client.IdleAsync(done.Token, over.Token);
        }
        finally
        {
            _folder.CountChanged -= OnMail;
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        if (_options.TrustedRoots is not null)
            _client.ServerCertificateValidationCallback = (_, certificate, _, errors) => IsTrusted(certificate, errors);
        _client.CheckCertificateRevocation = false; // as for SMTP: it needs the internet
        await _client.ConnectAsync(_options.Host, _options.EffectivePort, _options.Security switch
        {
            SmtpSecurity.ImplicitTls => SecureSocketOptions.SslOnConnect,
            SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
            SmtpSecurity.None => SecureSocketOptions.None,
            _ => throw new InvalidOperationException($"No connection is protected by {_options.Security}."),
        }, cancellationToken);
        if (_options.AccessToken is { } tokens)
            await _client.AuthenticateAsync(new SaslMechanismOAuth2(_options.UserName, await tokens(cancellationToken)), cancellationToken);
        else
            await _client.AuthenticateAsync(_options.UserName, _options.Password!, cancellationToken);
        _folder = _options.Folder.Equals("INBOX", StringComparison.OrdinalIgnoreCase)
            ? _client.Inbox : await _client.GetFolderAsync(_options.Folder, cancellationToken);
        await _folder!.OpenAsync(FolderAccess.ReadWrite, cancellationToken);
        if (!_folder.PermanentFlags.HasFlag(MessageFlags.UserDefined))
            throw new MailboxUnusableException(
                "the server keeps no keywords of its own in this folder, so that nobody could tell which messages were acted on. Have the "
                    + "mail "
                + "go to a mailbox of a server that does, such as Dovecot, Cyrus or Gmail");
    }

    private bool IsTrusted(X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
            return false;
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.AddRange(_options.TrustedRoots!);
        using X509Certificate2 own = new(certificate);
        return chain.Build(own);
    }

    /// <summary>MailKit has no clock of its own for what runs asynchronously.</summary>
    private async Task WithinAsync(Func<CancellationToken, Task> command, CancellationToken cancellationToken)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        time.CancelAfter(_options.Timeout);
        try
        {
            await command(time.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("The server of the mailbox did not answer in time.");
        }
    }
}
