using System.Text;
using Notify.Sdk.Email.Inbound;
using Notify.Sdk.Email.Tests.Inbound;

namespace Notify.Sdk.Email.Tests.Imap;

/// <summary>One message that the server cannot give, and a store that is away, keep no other message from being read.</summary>
public sealed class SpoiltMailTests(DovecotServer server) : IClassFixture<DovecotServer>
{
    [SkippableTheory]
    [InlineData("nora", false)]
    [InlineData("olga", true)]
    public async Task A_mail_that_cannot_be_fetched_is_set_aside_and_the_others_are_taken(string user, bool hangsUp)
    {
        server.Require();
        for (var i = 0; i < 4; i++)
            await server.DeliverAsync(user, Encoding.UTF8.GetBytes(Samples.Postfix()));
        using SpoiltServer front = new(server.Port, uid: 1, hangsUp);
        await using var host = await MailboxHost.OpenAsync(server, user, o => o.Port = front.Port);
        await server.UntilAsync(() => Task.FromResult(host.Receipts.All.Count == 3), "the three others should be taken");
        await server.UntilAsync(async () => (await server.FlagsAsync(user)).Count(m => m.Keywords.Contains("$NotifySetAside")) == 1,
            "it should be set aside");
        (await server.FlagsAsync(user)).Count(m => m.Keywords.Contains("$NotifyTaken")).Should().Be(3);
    }

    [SkippableFact]
    public async Task A_store_that_is_away_for_a_while_sets_nothing_aside()
    {
        server.Require();
        for (var i = 0; i < 3; i++)
            await server.DeliverAsync("petra", Encoding.UTF8.GetBytes(Samples.Postfix()));
        var failed = 0;
        await using MailboxHost host = new(b => b.AddBounceMailbox("returns", o =>
        {
            (o.Host, o.Port, o.Security) = ("localhost", server.Port, SmtpSecurity.None);
            (o.UserName, o.Password, o.AllowAuthenticationWithoutTls) = ("petra", DovecotServer.Password, true);
            (o.FirstRetry, o.LongestRetry) = (TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(2));
        }));
        // Twelve tries at one pause would be over after this many; waits that double are not.
        host.Receipts.Fails = _ => Interlocked.Increment(ref failed) <= 24;
        await host.StartAsync();
        await server.UntilAsync(() => Task.FromResult(host.Receipts.All.Count == 3), "all should be taken when the store is back");
        (await server.FlagsAsync("petra")).Should().OnlyContain(m => !m.Keywords.Contains("$NotifySetAside"));
    }

    [Theory]
    [InlineData("mx.shop.example; spf=pass; dkim=pass; dmarc=pass header.from=example.com", true)]
    [InlineData("mx.shop.example; dmarc=fail header.from=example.com", false)]
    [InlineData("mx.shop.example; spf=pass; dkim=pass", false)]
    [InlineData("mx.elsewhere.example; dmarc=pass header.from=example.com", false)]
    [InlineData("mx.shop.example", false)]
    [InlineData(";;; dmarc=pass", false)]
    public void A_sender_is_verified_by_our_own_server_alone(string results, bool verified)
    {
        var mail = Encoding.UTF8.GetBytes($"Authentication-Results: {results}\r\n{Samples.Reply("START")}");
        InboundMail.Classify(mail, envelope: null, new() { AuthenticationServer = "mx.shop.example" }).IsSenderVerified.Should().Be(verified);
        InboundMail.Classify(mail).IsSenderVerified.Should().BeFalse("nobody said whom to believe");
    }

    [Fact]
    public void What_somebody_else_wrote_below_counts_for_nothing()
    {
        var mail = Encoding.UTF8.GetBytes("Authentication-Results: mx.shop.example; dmarc=fail\r\n"
            + $"Authentication-Results: mx.shop.example; dmarc=pass\r\n{Samples.Reply("START")}");
        InboundMail.Classify(mail, envelope: null, new() { AuthenticationServer = "mx.shop.example" }).IsSenderVerified.Should().BeFalse();
    }
}
