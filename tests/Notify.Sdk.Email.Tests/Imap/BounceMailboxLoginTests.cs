using System.Text;
using NodaTime;
using Notify.Sdk.Email.Tests.Inbound;

namespace Notify.Sdk.Email.Tests.Imap;

/// <summary>How a mailbox is opened: TLS after a greeting without, and tokens in place of passwords.</summary>
public sealed class BounceMailboxLoginTests(DovecotServer server) : IClassFixture<DovecotServer>
{
    [SkippableFact]
    public async Task Starttls_protects_the_login_and_a_certificate_that_nobody_vouches_for_ends_it()
    {
        server.Require();
        await server.DeliverAsync("ann", Bounce);
        await using (var host = await MailboxHost.OpenAsync(server, "ann", o => StartTls(o, trusted: false)))
            await server.UntilAsync(() => Task.FromResult(host.Log.All.Contains("SslHandshakeException", StringComparison.Ordinal)),
                "the certificate should be refused");
        (await server.FlagsAsync("ann")).Should().ContainSingle().Which.Keywords.Should().BeEmpty();
        await using var trusting = await MailboxHost.OpenAsync(server, "ann", o => StartTls(o, trusted: true));
        await UntilTakenAsync(trusting);
        (await server.LogAsync()).Should().MatchRegex("Login: user=<ann>.*TLS");
    }

    [SkippableFact]
    public async Task A_token_of_oauth2_opens_it_and_one_that_is_over_is_asked_for_anew_and_never_shown()
    {
        server.Require();
        await server.DeliverAsync("bob", Bounce);
        var (asked, over) = (0, DovecotServer.Token("bob", good: Duration.FromHours(-1)));
        await using var host = await MailboxHost.OpenAsync(server, "bob", o =>
        {
            StartTls(o, trusted: true);
            (o.Password, o.AccessToken) = (null, _ => ValueTask.FromResult(
                Interlocked.Increment(ref asked) <= 2 ? over : DovecotServer.Token("bob", good: Duration.FromHours(1))));
        });
        await UntilTakenAsync(host);
        asked.Should().Be(3, "a token is asked for with every connection");
        host.Log.All.Should().Contain("AuthenticationException").And.NotContain(over).And.NotContain(over.Split('.')[1])
            .And.NotContain("bob");
        (await server.LogAsync()).Should().Contain("method=XOAUTH2");
    }

    private void StartTls(BounceMailboxOptions options, bool trusted)
    {
        (options.Port, options.Security, options.AllowAuthenticationWithoutTls) = (server.Port, SmtpSecurity.StartTls, false);
        options.TrustedRoots = trusted ? [server.Certificate] : null;
    }

    private Task UntilTakenAsync(MailboxHost host) =>
        server.UntilAsync(() => Task.FromResult(host.Receipts.All.Count > 0), $"a receipt should come: {host.Log.All}");

    private static byte[] Bounce => Encoding.UTF8.GetBytes(Samples.Postfix());
}

/// <summary>A server without IDLE is looked at every now and then; one without TLS gets no password.</summary>
public sealed class BounceMailboxSparseServerTests(SparseDovecotServer server) : IClassFixture<SparseDovecotServer>
{
    [SkippableFact]
    public async Task Without_idle_the_folder_is_looked_at_again_and_again()
    {
        server.Require();
        await server.AsAsync("ann", (client, _) =>
        {
            client.Capabilities.HasFlag(MailKit.Net.Imap.ImapCapabilities.Idle).Should().BeFalse();
            return Task.CompletedTask;
        });
        await using var host = await MailboxHost.OpenAsync(server, "ann", o => o.PollInterval = TimeSpan.FromMilliseconds(20));
        foreach (var (bounce, count) in new[] { (Samples.Postfix(), 1), (Samples.Sendmail, 2) })
        {
            await server.DeliverAsync("ann", Encoding.UTF8.GetBytes(bounce));
            await server.UntilAsync(() => Task.FromResult(host.Receipts.All.Count == count), $"{count} should be taken: {host.Log.All}");
        }

        host.Log.All.Should().NotContain("cannot be read now", "one connection is enough");
    }

    [SkippableFact]
    public async Task A_server_without_starttls_gets_no_password()
    {
        server.Require();
        await server.DeliverAsync("bob", Encoding.UTF8.GetBytes(Samples.Postfix()));
        await using var host = await MailboxHost.OpenAsync(server, "bob", o =>
            (o.Security, o.AllowAuthenticationWithoutTls) = (SmtpSecurity.StartTls, false));
        await server.UntilAsync(() => Task.FromResult(host.Log.All.Contains("NotSupportedException", StringComparison.Ordinal)),
            "it should be said");
        (await server.FlagsAsync("bob")).Should().ContainSingle().Which.Keywords.Should().BeEmpty();
    }
}
