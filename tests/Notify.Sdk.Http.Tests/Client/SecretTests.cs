using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Sdk.Conformance;

namespace Notify.Sdk.Http.Tests.Client;

public sealed class SecretTests
{
    [Fact]
    public async Task A_secret_that_is_rotated_in_the_configuration_is_used_with_the_next_message()
    {
        await using LoopbackServer server = Accepting();
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["BaseAddress"] = server.Address.ToString(),
            ["Secret"] = "first-4711",
        }).Build();
        await using var services = TestHost.Build(b => b.AddHttpProvider<AcmeProvider, AcmeOptions>("acme", settings));
        await services.Transport().SendAsync(TestHost.Message(), default);
        settings["Secret"] = "second-4712";
        settings.Reload();
        await services.Transport().SendAsync(TestHost.Message(), default);

        server.Requests.Should().HaveCount(2);
        server.Requests[0].Should().Contain("first-4711");
        server.Requests[1].Should().Contain("second-4712");
    }

    [Fact]
    public async Task Settings_that_became_wrong_defer_until_they_are_mended()
    {
        await using LoopbackServer server = Accepting();
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["BaseAddress"] = server.Address.ToString(),
        }).Build();
        await using var services = TestHost.Build(b => b.AddHttpProvider<AcmeProvider, AcmeOptions>("acme", settings));
        settings["BaseAddress"] = "ftp://provider.example/";
        settings.Reload();
        (await services.Transport().SendAsync(TestHost.Message(), default)).Kind.Should().Be(SendOutcomeKind.Deferred);
        settings["BaseAddress"] = server.Address.ToString();
        settings.Reload();
        (await services.Transport().SendAsync(TestHost.Message(), default)).Kind.Should().Be(SendOutcomeKind.Accepted);
    }

    [Fact]
    public async Task A_token_is_asked_for_with_each_message()
    {
        await using LoopbackServer server = Accepting();
        var tokens = 0;
        await using var services = TestHost.Acme(server.Address, o => o.AccessToken = _ => new($"token-{++tokens}"));
        await services.Transport().SendAsync(TestHost.Message(), default);
        await services.Transport().SendAsync(TestHost.Message(), default);
        server.Requests[0].Should().Contain("Authorization: Bearer token-1");
        server.Requests[1].Should().Contain("Authorization: Bearer token-2");
    }

    [Fact]
    public async Task No_secret_and_no_address_is_in_a_text_or_a_log()
    {
        Recorder log = new();
        await using LoopbackServer server = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.AnswerAsync(new(400, "no"));
        });
        await using var services = TestHost.Acme(server.Address, o =>
        {
            o.AccessToken = _ => new("t-4711-token");
            o.Judge = _ => SendOutcome.Rejected($"{AcmeReplies.Secret.ToUpperInvariant()} with t-4711-token is wrong");
        }, all => all.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log)));

        var outcome = await services.Transport().SendAsync(TestHost.Message(), default);

        outcome.Detail.Should().Be("[secret] with [secret] is wrong");
        services.GetRequiredService<IOptionsMonitor<AcmeOptions>>().Get("acme").ToString().Should().Be("AcmeOptions");
        string.Join('\n', log.Lines).Should().NotContainAny("4711", "2025550107", "messages", AcmeReplies.Secret);
    }

    [Fact]
    public void What_is_wrong_with_the_settings_is_said_at_once_and_without_values()
    {
        using var services = TestHost.Acme(new("http://provider.example/"), o =>
        {
            o.Secret = "line\nbreak-4711";
            o.Timeout = TimeSpan.FromHours(1);
            o.MaxAnswerOctets = 0;
            o.HttpVersion = new(3, 0);
        });
        var read = () => services.GetRequiredService<IOptionsMonitor<AcmeOptions>>().Get("acme");
        read.Should().Throw<OptionsValidationException>().Which.Failures.Should().HaveCount(5)
            .And.OnlyContain(f => f.Contains("AcmeOptions of 'acme'") && !f.Contains("4711"));
    }

    private static LoopbackServer Accepting() => new(async connection =>
    {
        while (await connection.ReadRequestAsync() is not null)
            await connection.AnswerAsync(new(200, """{"id":"1"}"""));
    });

    private sealed class Recorder : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            Lines.Enqueue(state.ToString()!);
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
