using NodaTime;
using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Client;

public sealed class SmtpSinkTests
{
    [SkippableTheory]
    [InlineData("", SendOutcomeKind.Accepted)]
    [InlineData("-p", SendOutcomeKind.Accepted)]
    [InlineData("-e", SendOutcomeKind.Accepted)]
    [InlineData("-8", SendOutcomeKind.Accepted)]
    [InlineData("-r RCPT", SendOutcomeKind.Deferred)]
    [InlineData("-r MAIL", SendOutcomeKind.Deferred)]
    [InlineData("-r DATA", SendOutcomeKind.Deferred)]
    [InlineData("-r .", SendOutcomeKind.Deferred)]
    [InlineData("-r CONNECT", SendOutcomeKind.Deferred)]
    [InlineData("-f RCPT", SendOutcomeKind.Rejected)]
    [InlineData("-f MAIL", SendOutcomeKind.Rejected)]
    [InlineData("-f DATA", SendOutcomeKind.Rejected)]
    [InlineData("-f .", SendOutcomeKind.Rejected)]
    [InlineData("-f CONNECT", SendOutcomeKind.Deferred)]
    [InlineData("-Q MAIL", SendOutcomeKind.Deferred)]
    [InlineData("-Q RCPT", SendOutcomeKind.Deferred)]
    [InlineData("-Q DATA", SendOutcomeKind.Deferred)]
    [InlineData("-Q .", SendOutcomeKind.Deferred)]
    [InlineData("-q MAIL", SendOutcomeKind.Deferred)]
    [InlineData("-q RCPT", SendOutcomeKind.Deferred)]
    [InlineData("-q DATA", SendOutcomeKind.Deferred)]
    [InlineData("-q .", SendOutcomeKind.Unknown)]
    [InlineData("-q CONNECT", SendOutcomeKind.Deferred)]
    public async Task A_foreign_server_that_fails_at_a_step_gives_the_outcome_of_that_step(string flags, SendOutcomeKind kind)
    {
        foreach (var pipelining in new[] { true, false })
        {
            string[] more = pipelining || flags is "-p" or "-e" ? [] : ["-p"];
            await using var sink = await SmtpSink.StartAsync([.. flags.Split(' ', StringSplitOptions.RemoveEmptyEntries), .. more]);
            await using var transport = sink.Transport(o => o.Timeouts = Transports.Short(Duration.FromSeconds(3)));
            var outcome = await transport.SendAsync(Outgoing.Marketing, default);
            outcome.Kind.Should().Be(kind, outcome.Detail);
            outcome.Scope.Should().Be(RejectionScope.Message);
        }
    }

    /// <summary>Its 550 comes before the final dot; the reset that follows may destroy it, and then nobody knows.</summary>
    [SkippableFact]
    public async Task A_foreign_server_that_refuses_in_the_middle_of_the_message_is_not_taken_to_have_accepted()
    {
        await using var sink = await SmtpSink.StartAsync("-A", "0");
        await using var transport = sink.Transport();
        (await transport.SendAsync(Outgoing.Marketing, default)).Kind.Should().BeOneOf(SendOutcomeKind.Deferred, SendOutcomeKind.Unknown);
    }

    [SkippableTheory]
    [InlineData("-w", SendOutcomeKind.Deferred)]
    [InlineData("-H", SendOutcomeKind.Unknown)]
    public async Task A_foreign_server_that_hangs_is_left_in_time(string flag, SendOutcomeKind kind)
    {
        await using var sink = flag == "-w"
            ? await SmtpSink.StartAsync("-w", "5")
            : await SmtpSink.StartAsync("-H", "5");
        await using var transport = sink.Transport(o => o.Timeouts = Transports.Short(Duration.FromMilliseconds(400)));
        var outcome = await transport.SendAsync(Outgoing.Marketing, default);
        outcome.Kind.Should().Be(kind, outcome.Detail);
    }

    [SkippableFact]
    public async Task A_thousand_messages_over_four_connections_all_arrive()
    {
        await using var sink = await SmtpSink.StartAsync();
        await using var transport = sink.Transport(o => o.MaxMessagesPerConnection = 30);
        var accepted = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 1000), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, token) =>
        {
            var outcome = await transport.SendAsync(Outgoing.Marketing with { IdempotencyKey = $"d{i}.email" }, token);
            Interlocked.Add(ref accepted, outcome.Kind == SendOutcomeKind.Accepted ? 1 : 0);
        });
        accepted.Should().Be(1000);
        transport.RestingConnections.Should().BeLessThanOrEqualTo(4);
    }

    [SkippableFact]
    public async Task What_the_foreign_server_stored_is_what_was_written()
    {
        using var folder = new TempDirectory();
        Directory.CreateDirectory(folder.Path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_111_111);
        }

        await using var sink = await SmtpSink.StartAsync("-d", System.IO.Path.Combine(folder.Path, "m."));
        await using (var transport = sink.Transport())
        {
            var text = ".\n..\n.a\nfrom\n\n" + string.Join('\n', Enumerable.Range(0, 3000)
                .Select(i => $".{i} line {new string('.', i % 90)}"));
            (await transport.SendAsync(Outgoing.Marketing with { Content = new("en", "Dots", text, null) }, default)).Kind.Should()
                .Be(SendOutcomeKind.Accepted);
            var stored = File.ReadAllText(Directory.GetFiles(folder.Path).Single()).Replace("\r\n", "\n", StringComparison.Ordinal);
            var body = stored[(stored.IndexOf("\n\n", StringComparison.Ordinal) + 2)..];
            Decode(body).TrimEnd('\n').Should().Be(text);
        }
    }

    private static string Decode(string quotedPrintable) =>
        quotedPrintable.Replace("=\n", "", StringComparison.Ordinal).Replace("=20", " ", StringComparison.Ordinal)
            .Replace("=3D", "=", StringComparison.Ordinal);
}
