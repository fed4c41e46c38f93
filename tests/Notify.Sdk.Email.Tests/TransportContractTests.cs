using Microsoft.Extensions.Options;
using Notify.Sdk.Conformance;
using Notify.Sdk.Email.Tests.Client;
using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests;

/// <summary>SMTP keeps the contract of transports.</summary>
public sealed class SmtpTransportContractTests : TransportContract
{
    private const string Password = "p-4711-secret";

    private static int _ids;

    protected override ValueTask<ProviderRig> ArrangeAsync(ProviderBehavior behavior)
    {
        LoopbackServer server = new(connection => ServeAsync(connection, behavior));
        var transport = new SmtpTransport(Options.Create(Transports.Configured(
            behavior == ProviderBehavior.IsUnreachable ? LoopbackServer.UnusedPort() : server.Port, o =>
            {
                (o.UserName, o.Password, o.AllowAuthenticationWithoutTls) = ("shop", Password, true);
                o.Timeouts = Transports.Short(NodaTime.Duration.FromSeconds(50));
            })), TimeProvider.System, new LogSink());
        return new(new ProviderRig(transport, () => server.Requests)
        {
            Secrets = [Password, Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"\0shop\0{Password}"))],
            End = async () =>
            {
                await server.DisposeAsync();
                await transport.DisposeAsync();
            },
        });
    }

    private static async Task ServeAsync(LoopbackConnection connection, ProviderBehavior behavior)
    {
        await connection.WriteAsync("220 test.example ESMTP\r\n");
        while (await connection.ReadLineAsync() is { } line && Answer(line, behavior) is { } answer)
        {
            await connection.WriteAsync(answer + "\r\n");
            if (answer.StartsWith("354", StringComparison.Ordinal) && !await TakeAsync(connection, behavior))
                return;
        }
    }

    /// <summary>What is said to a command; servers like to quote.</summary>
    private static string? Answer(string line, ProviderBehavior behavior) => (line.Split(' ', ':')[0].ToUpperInvariant(), behavior) switch
    {
        ("EHLO", _) => "250-test.example\r\n250-AUTH PLAIN\r\n250 SIZE 10000000",
        ("AUTH", ProviderBehavior.RefusesAccount) => $"535 5.7.8 Wrong credentials: {line}",
        ("AUTH", _) => "235 2.7.0 Welcome",
        ("MAIL", ProviderBehavior.NotNow) => "451 4.3.2 Later, please",
        ("RCPT", ProviderBehavior.RejectsAddress) => $"550 5.1.1 No such user in {line}",
        ("DATA", _) => "354 Go on",
        ("QUIT", _) => "221 2.0.0 Bye",
        _ => "250 2.0.0 Ok",
    };

    private static async Task<bool> TakeAsync(LoopbackConnection connection, ProviderBehavior behavior)
    {
        List<string> message = [];
        while (await connection.ReadLineAsync() is { } line && line != ".")
            message.Add(line);
        connection.Receive(string.Join("\r\n", message));
        switch (behavior)
        {
            case ProviderBehavior.LosesTheAnswer:
                connection.Reset();
                return false;
            case ProviderBehavior.NeverAnswers:
                await connection.StallAsync();
                return false;
            default:
                await connection.WriteAsync(behavior switch
                {
                    ProviderBehavior.AnswersGarbage => "HTTP/1.1 200 OK\r\n",
                    ProviderBehavior.RejectsMessage =>
                        $"554 5.7.1 Spam: {message.Find(l => l.StartsWith("To:", StringComparison.Ordinal))}\r\n",
                    _ => $"250 2.0.0 Ok: queued as Q{Interlocked.Increment(ref _ids)}\r\n",
                });
                return true;
        }
    }
}

/// <summary>
/// The pickup directory keeps the contract of transports; a folder refuses nobody, answers at once, or cannot be written to.
/// </summary>
public sealed class PickupDirectoryContractTests : TransportContract
{
    protected override IReadOnlyCollection<ProviderBehavior> Impossible =>
        [.. Enum.GetValues<ProviderBehavior>().Except([ProviderBehavior.Accepts, ProviderBehavior.IsUnreachable])];

    protected override ValueTask<ProviderRig> ArrangeAsync(ProviderBehavior behavior)
    {
        TempDirectory folder = new();
        PickupDirectoryTransport transport =
            new(Options.Create(new PickupDirectoryOptions { Directory = folder.Path, From = "shop@shop.example" }));
        if (behavior == ProviderBehavior.IsUnreachable)
            File.WriteAllText(folder.Path, "a file stands where the folder should be");
        return new(new ProviderRig(transport, () => [.. folder.Files.Select(folder.Read)])
        {
            End = () =>
            {
                if (behavior == ProviderBehavior.IsUnreachable)
                    File.Delete(folder.Path);
                folder.Dispose();
                return ValueTask.CompletedTask;
            },
        });
    }
}
