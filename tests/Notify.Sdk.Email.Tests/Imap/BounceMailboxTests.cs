using System.Text;
using MailKit;
using Microsoft.Extensions.Configuration;
using Notify.Sdk.Consents;
using Notify.Sdk.Email.Tests.Inbound;

namespace Notify.Sdk.Email.Tests.Imap;

/// <summary>A mailbox in a real server, read while bounces and replies come.</summary>
public sealed class BounceMailboxTests(DovecotServer server) : IClassFixture<DovecotServer>
{
    private const string Taken = "$NotifyTaken", SetAside = "$NotifySetAside";

    [SkippableFact]
    public async Task What_lies_there_and_what_comes_is_taken_once()
    {
        server.Require();
        await server.DeliverAsync("ann", Bounce(1));
        // IDLE tells of the second.
        await using var host = await MailboxHost.OpenAsync(server, "ann", o => o.PollInterval = TimeSpan.FromMinutes(25));
        await UntilAsync(host, 1);
        await server.DeliverAsync("ann", Bounce(2));
        await UntilAsync(host, 2);
        await UntilMarkedAsync("ann", Taken, 2);
        (await server.FlagsAsync("ann")).Should().OnlyContain(m => m.Flags.HasFlag(MessageFlags.Seen));
        host.Receipts.All.Select(r => r.IdempotencyKey).Should().Equal("d1", "d1");
    }

    [SkippableFact]
    public async Task The_next_process_takes_what_is_new_and_nothing_again()
    {
        server.Require();
        await server.DeliverAsync("bob", Bounce(1));
        await using (var host = await MailboxHost.OpenAsync(server, "bob"))
            await UntilMarkedAsync("bob", Taken, 1);
        await server.DeliverAsync("bob", Bounce(2));
        await using var next = await MailboxHost.OpenAsync(server, "bob");
        await UntilMarkedAsync("bob", Taken, 2);
        next.Receipts.All.Should().ContainSingle();
    }

    [SkippableFact]
    public async Task A_stop_by_mail_is_written_down_and_the_mail_stays_unseen_for_people()
    {
        server.Require();
        await server.DeliverAsync("cleo", Octets(Samples.Reply("STOP")));
        await using var host = await MailboxHost.OpenAsync(server, "cleo");
        await UntilMarkedAsync("cleo", Taken, 1);
        (await host.Ledger.FindAsync([new(AddressKind.Email, "ann@example.com")], "news")).Should().ContainSingle()
            .Which.Status.Should().Be(ConsentStatus.Withdrawn);
        (await server.FlagsAsync("cleo")).Should().ContainSingle().Which.Flags.Should().NotHaveFlag(MessageFlags.Seen);
    }

    [SkippableFact]
    public async Task What_fails_is_tried_again_and_in_the_end_set_aside_and_keeps_no_other_waiting()
    {
        server.Require();
        await server.DeliverAsync("dora", Bounce(1));
        await server.DeliverAsync("dora", Bounce(2, "4.2.2"));
        await using MailboxHost host = new(b => b.AddBounceMailbox("returns", o => Plain(o, "dora")));
        var failures = 0;
        host.Receipts.Fails = receipt => receipt.Kind == Tracking.ReceiptKind.Bounced && Interlocked.Increment(ref failures) > 0;
        await host.StartAsync();
        await UntilMarkedAsync("dora", SetAside, 1);
        await server.UntilAsync(() => Task.FromResult(host.Log.All.Contains("set aside", StringComparison.Ordinal)), "it should be said");
        host.Receipts.All.Should().ContainSingle();
        failures.Should().Be(12);
        host.Log.All.Should().Contain("set aside").And.Contain("$NotifySetAside").And.NotContain("ann@example.com");
    }

    [SkippableFact]
    public async Task A_message_is_fetched_up_to_its_bound()
    {
        server.Require();
        var large = Encoding.UTF8.GetString(Bounce(1)) + string.Concat(Enumerable.Repeat("and more of the message\r\n", 100_000));
        await server.DeliverAsync("eve", Encoding.UTF8.GetBytes(large));
        await using var host = await MailboxHost.OpenAsync(server, "eve", o => o.Inbound = new() { MessageOctets = 20_000 });
        await UntilAsync(host, 1);
    }

    [SkippableFact]
    public async Task A_server_that_knows_itself_by_its_certificate_is_trusted_and_no_other()
    {
        server.Require();
        await server.DeliverAsync("finn", Bounce(1));
        await using (var host = await MailboxHost.OpenAsync(server, "finn", o => Tls(o, trusted: false)))
            await server.UntilAsync(() => Task.FromResult(host.Log.All.Contains("SslHandshakeException", StringComparison.Ordinal)),
                "the certificate should be refused");
        (await server.FlagsAsync("finn")).Should().ContainSingle().Which.Keywords.Should().BeEmpty();
        await using var trusting = await MailboxHost.OpenAsync(server, "finn", o => Tls(o, trusted: true));
        await UntilAsync(trusting, 1);
    }

    [SkippableFact]
    public async Task A_password_that_is_changed_is_used_without_a_restart_and_never_shown()
    {
        server.Require();
        await server.DeliverAsync("gina", Bounce(1));
        ConfigurationManager settings = new();
        settings["Password"] = "wrong-4711";
        await using MailboxHost host = new(b => b.AddBounceMailbox("returns", settings, o => Plain(o, "gina", o.Password)));
        await host.StartAsync();
        await server.UntilAsync(() => Task.FromResult(host.Log.All.Contains("AuthenticationException", StringComparison.Ordinal)),
            "the password should be refused");
        settings["Password"] = DovecotServer.Password;
        ((IConfigurationRoot)settings).Reload();
        await UntilAsync(host, 1);
        host.Log.All.Should().NotContain("4711").And.NotContain("gina");
    }

    private void Plain(BounceMailboxOptions options, string user, string? password = DovecotServer.Password)
    {
        (options.Host, options.Port, options.Security) = ("localhost", server.Port, SmtpSecurity.None);
        (options.UserName, options.Password, options.AllowAuthenticationWithoutTls) = (user, password, true);
        (options.FirstRetry, options.LongestRetry) = (TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(100));
    }

    private void Tls(BounceMailboxOptions options, bool trusted)
    {
        (options.Port, options.Security, options.AllowAuthenticationWithoutTls) = (server.TlsPort, SmtpSecurity.ImplicitTls, false);
        options.TrustedRoots = trusted ? [server.Certificate] : null;
    }

    private Task UntilAsync(MailboxHost host, int receipts) =>
        server.UntilAsync(() => Task.FromResult(host.Receipts.All.Count >= receipts), $"{receipts} receipts should come: {host.Log.All}");

    private Task UntilMarkedAsync(string user, string keyword, int count) => server.UntilAsync(
        async () => (await server.FlagsAsync(user)).Count(m => m.Keywords.Contains(keyword)) == count, $"{count} should have {keyword}");

    private static byte[] Bounce(int number, string status = "5.1.1") => Octets(Samples.Postfix(status)
        .Replace("4F2C11F00B@mx", $"4F2C11F00B{number}@mx", StringComparison.Ordinal));

    private static byte[] Octets(string message) => Encoding.UTF8.GetBytes(message);
}
