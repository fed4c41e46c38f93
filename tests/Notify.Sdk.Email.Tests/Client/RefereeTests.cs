using NodaTime;
using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Client;

/// <summary>
/// The gate for each update of MailKit: whatever a server does at whatever step, protected or not, a message whose final dot may have
/// been seen is never called deferred, and one whose dot was not sent is never called unknown or accepted.
/// </summary>
public sealed class RefereeTests
{
    private const string Capabilities = "250-test.example\r\n250-PIPELINING\r\n250 SIZE 10000000";
    private static readonly string[] Steps = ["greeting", "EHLO", "MAIL", "RCPT", "DATA", "dot"];
    private static readonly string[] Deeds = ["fin", "rst", "421 4.3.2 bye", "451 4.3.0 later", "550 5.1.1 no", "garbage", "silence"];
    private static readonly SmtpSecurity[] Ways = [SmtpSecurity.None, SmtpSecurity.ImplicitTls, SmtpSecurity.StartTls];

    public static TheoryData<string, string, SmtpSecurity> Everything
    {
        get
        {
            TheoryData<string, string, SmtpSecurity> all = [];
            foreach (var (step, deed, way) in from step in Steps from deed in Deeds from way in Ways select (step, deed, way))
                all.Add(step, deed, way);
            return all;
        }
    }

    public static TheoryData<SmtpSecurity> AllWays => new(Ways);

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task What_a_server_does_at_a_step_is_told_as_what_it_means(string step, string deed, SmtpSecurity way)
    {
        await using var server = new ScriptedServer(Deed(Until(step, way), deed));
        await using var transport = Open(server, way, deed == "silence" ? Duration.FromMilliseconds(400) : Duration.FromSeconds(5));
        var outcome = await transport.SendAsync(Outgoing.Marketing, default);
        var condemned = deed.StartsWith('5') && step is "MAIL" or "RCPT" or "DATA" or "dot";
        outcome.Kind.Should().Be(
            deed.StartsWith('5') && condemned ? SendOutcomeKind.Rejected
            : deed.StartsWith('4') || step != "dot" ? SendOutcomeKind.Deferred
            : SendOutcomeKind.Unknown, outcome.Detail);
        (outcome.Scope == RejectionScope.Address).Should().Be(step == "RCPT" && deed.StartsWith('5'));
        outcome.Detail.Should().Contain($"127.0.0.1:{server.Port}").And.NotContain("ann");
    }

    [Theory]
    [MemberData(nameof(AllWays))]
    public async Task A_conversation_that_is_cut_at_any_octet_is_never_deferred_once_the_dot_was_seen(SmtpSecurity way)
    {
        var replies = Replies(way);
        var cuts = replies.Sum(reply => reply.Length + 2);
        var wrong = new List<string>();
        await Parallel.ForEachAsync(Enumerable.Range(0, cuts + 1), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (cut, _) =>
        {
            var dotSeen = false;
            await using var server = new ScriptedServer(Cut(way, replies, cut, () => dotSeen = true));
            await using var transport = Open(server, way, Duration.FromSeconds(10));
            var outcome = await transport.SendAsync(Outgoing.Marketing, default);
            var right = cut == cuts ? SendOutcomeKind.Accepted : dotSeen ? SendOutcomeKind.Unknown : SendOutcomeKind.Deferred;
            if (outcome.Kind != right)
            {
                lock (wrong)
                    wrong.Add($"cut after {cut} of {cuts} octets, dot seen {dotSeen}: {outcome.Kind} ({outcome.Detail})");
            }
        });
        wrong.Should().BeEmpty();
    }

    [Theory]
    [InlineData(SmtpSecurity.None)]
    [InlineData(SmtpSecurity.ImplicitTls)]
    public async Task A_250_in_the_packet_of_the_354_is_no_answer_to_the_message(SmtpSecurity way)
    {
        await using var server = new ScriptedServer(Until("DATA", way).Say("354 go\r\n250 2.0.0 Ok: queued as EARLY").Hang());
        await using var transport = Open(server, way, Duration.FromSeconds(5));
        var outcome = await transport.SendAsync(Outgoing.Marketing, default);
        outcome.Kind.Should().Be(SendOutcomeKind.Deferred);
        outcome.Detail.Should().Contain("spoke before");
        server.Heard.Should().NotContain(line => line.StartsWith("MESSAGE", StringComparison.Ordinal));
        transport.RestingConnections.Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(AllWays))]
    public async Task A_hundred_megabytes_of_reply_are_left_at_the_bound(SmtpSecurity way)
    {
        var line = $"250-{new string('x', 996)}\r\n";
        var before = GC.GetTotalAllocatedBytes();
        await using var server = new ScriptedServer(Until("RCPT", way).Then(async c =>
        {
            for (var i = 0; i < 100_000; i++)
                await c.SayAsync(line);
        }));
        await using var transport = Open(server, way, Duration.FromSeconds(10));
        (await transport.SendAsync(Outgoing.Marketing, default)).Kind.Should().Be(SendOutcomeKind.Deferred);
        (GC.GetTotalAllocatedBytes() - before).Should().BeLessThan(40_000_000);
    }

    [Theory]
    [MemberData(nameof(AllWays))]
    public async Task A_cancellation_behind_the_dot_is_unknown_and_before_it_deferred(SmtpSecurity way)
    {
        foreach (var step in Steps)
        {
            var there = new TaskCompletionSource();
            await using var server = new ScriptedServer(Until(step, way).Then(c =>
            {
                there.SetResult();
                return c.HangAsync();
            }));
            await using var transport = Open(server, way, Duration.FromMinutes(5));
            using var cancel = new CancellationTokenSource();
            var sending = transport.SendAsync(Outgoing.Marketing, cancel.Token).AsTask();
            await there.Task.WaitAsync(TimeSpan.FromMinutes(1));
            await cancel.CancelAsync();
            var outcome = await sending.WaitAsync(TimeSpan.FromMinutes(1));
            outcome.Kind.Should().Be(step == "dot" ? SendOutcomeKind.Unknown : SendOutcomeKind.Deferred, step);
        }
    }

    private static SmtpTransport Open(ScriptedServer server, SmtpSecurity way, Duration limit) => Transports.To(server, o =>
    {
        o.Timeouts = Transports.Short(limit);
        if (way == SmtpSecurity.None)
            o.Security = way;
        else
            o.Trust(way, Certificates.Good);
    });

    private static Script Begin(SmtpSecurity way) => way == SmtpSecurity.ImplicitTls ? new Script().Tls(Certificates.Good) : new Script();

    private static Script Until(string step, SmtpSecurity way)
    {
        var script = Begin(way);
        if (step == "greeting") return script;
        script.Say("220 x").Hear("EHLO");
        if (way == SmtpSecurity.StartTls)
            script.Say("250-x\r\n250 STARTTLS").Hear("STARTTLS", "220 go").Tls(Certificates.Good).Hear("EHLO");
        if (step == "EHLO") return script;
        script.Say(Capabilities).Hear("MAIL");
        if (step == "MAIL") return script;
        script.Say("250 ok").Hear("RCPT");
        if (step == "RCPT") return script;
        script.Say("250 ok").Hear("DATA");
        return step == "DATA" ? script : script.Say("354 go").Message(null);
    }

    private static Script Deed(Script script, string deed) => deed switch
    {
        "fin" => script.Close(),
        "rst" => script.Then(c => c.ResetAsync()),
        "silence" => script.Hang(),
        // After the refusal of a step RSET or HELO comes; the server answers whatever comes with what it said.
        _ => script.Say(deed).Then(async c =>
        {
            while (await c.NextAsync() != "QUIT")
                await c.SayAsync(deed[0] == '4' || deed[0] == '5' ? deed + "\r\n" : "250 ok\r\n");
        }),
    };

    // One reply a step, in order; what is heard before each is fixed.
    private static string[] Replies(SmtpSecurity way) => way == SmtpSecurity.StartTls
        ? ["220 x", "250-x\r\n250 STARTTLS", "220 go", Capabilities, "250 2.1.0 ok", "250 2.1.5 ok", "354 go",
            "250 2.0.0 Ok: queued as ABC123"]
        : ["220 x", Capabilities, "250 2.1.0 ok", "250 2.1.5 ok", "354 go", "250 2.0.0 Ok: queued as ABC123"];

    private static Script Cut(SmtpSecurity way, string[] replies, int cut, Action dotSeen)
    {
        var script = Begin(way);
        string[] heard = way == SmtpSecurity.StartTls
            ? ["", "EHLO", "STARTTLS", "EHLO", "MAIL", "RCPT", "DATA", "."] : ["", "EHLO", "MAIL", "RCPT", "DATA", "."];
        for (var i = 0; i < replies.Length; i++)
        {
            if (heard[i] == ".")
            {
                script.Message(null).Then(_ =>
                {
                    dotSeen();
                    return Task.CompletedTask;
                });
            }
            else if (heard[i].Length > 0)
            {
                script.Hear(heard[i]);
            }

            var reply = replies[i] + "\r\n";
            if (cut < reply.Length)
                return script.SayRaw(reply[..cut]).Close();
            script.SayRaw(reply);
            cut -= reply.Length;
            if (way == SmtpSecurity.StartTls && heard[i] == "STARTTLS")
                script.Tls(Certificates.Good);
        }

        return script.Hang();
    }
}
