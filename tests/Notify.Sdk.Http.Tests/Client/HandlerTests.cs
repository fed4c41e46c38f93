using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Notify.Sdk.Conformance;

namespace Notify.Sdk.Http.Tests.Client;

/// <summary>Handlers that hosts put into clients: what repeats or follows is refused at start, and never sends twice.</summary>
public sealed class HandlerTests
{
    private static readonly Uri Nowhere = new("https://provider.example/");

    [Fact]
    public async Task The_standard_resilience_of_a_host_is_refused_at_start_by_name()
    {
        var start = () => StartAsync(services => services.ConfigureHttpClientDefaults(client => client.AddStandardResilienceHandler()));
        (await start.Should().ThrowAsync<NotifyException>()).Which.Message.Should()
            .Contain("notify/acme").And.Contain("ResilienceHandler").And.Contain("RemoveAllResilienceHandlers");
    }

    [Fact]
    public async Task Hedging_is_refused_too()
    {
        var start = () => StartAsync(services => services.AddHttpClient("notify/acme").AddStandardHedgingHandler());
        await start.Should().ThrowAsync<NotifyException>();
    }

    [Fact]
    public async Task Resilience_that_was_taken_away_again_is_no_error()
    {
        await StartAsync(services =>
        {
            services.ConfigureHttpClientDefaults(client => client.AddStandardResilienceHandler());
#pragma warning disable EXTEXP0001 // the package calls it experimental; it is the only way out of what a host sets for all clients
            services.AddHttpClient("notify/acme").RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
        });
    }

    [Fact]
    public async Task Clients_of_the_host_itself_keep_theirs()
    {
        await StartAsync(services => services.AddHttpClient("catalogue").AddStandardResilienceHandler());
    }

    [Fact]
    public async Task A_primary_handler_that_follows_redirects_is_refused_at_start()
    {
        var start = () => StartAsync(services =>
            services.AddHttpClient("notify/acme").ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler()));
        (await start.Should().ThrowAsync<NotifyException>()).Which.Message.Should().Contain("AllowAutoRedirect");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_handler_that_repeats_under_any_name_sends_once(bool isPrimary)
    {
        await using LoopbackServer server = new(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
                await connection.AnswerAsync(new(500));
        });
        await using var services = TestHost.Acme(server.Address, services: all =>
        {
            var client = all.AddHttpClient("notify/acme");
            if (isPrimary)
                client.ConfigurePrimaryHttpMessageHandler(() =>
                    new Insisting { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false } });
            else
                client.AddHttpMessageHandler(() => new Insisting());
        });

        (await services.Transport().SendAsync(TestHost.Message(), default)).Kind.Should().Be(SendOutcomeKind.Unknown);

        server.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_request_that_a_handler_makes_anew_is_not_sent()
    {
        await using LoopbackServer server = new(connection => connection.StallAsync());
        await using var services = TestHost.Acme(server.Address, services: all =>
            all.AddHttpClient("notify/acme").AddHttpMessageHandler(() => new Cloning()));
        (await services.Transport().SendAsync(TestHost.Message(), default)).Kind.Should().Be(SendOutcomeKind.Deferred);
        server.Connections.Should().Be(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_handler_that_answers_in_place_of_the_provider_is_not_believed_and_may_have_sent_it(bool isThere)
    {
        await using LoopbackServer server = new(connection => connection.ReadRequestAsync());
        await using var services = TestHost.Acme(isThere ? server.Address : new($"http://127.0.0.1:{LoopbackServer.UnusedPort()}/"),
            services: all => all.AddHttpClient("notify/acme").AddHttpMessageHandler(() => new Soothing()));
        (await services.Transport().SendAsync(TestHost.Message(), default)).Kind.Should().Be(SendOutcomeKind.Unknown);
    }

    [Fact]
    public async Task A_handler_that_reads_the_body_first_changes_nothing()
    {
        await using var services = TestHost.Acme(new($"http://127.0.0.1:{LoopbackServer.UnusedPort()}/"), services: all =>
            all.AddHttpClient("notify/acme").AddHttpMessageHandler(() => new Reading()));
        (await services.Transport().SendAsync(TestHost.Message(), default)).Kind.Should().Be(SendOutcomeKind.Deferred, "nobody listens");
    }

    private static async Task StartAsync(Action<IServiceCollection> configure)
    {
        var builder = new HostApplicationBuilder();
        builder.Services.AddNotify().AddHttpProvider<AcmeProvider, AcmeOptions>("acme", o => o.BaseAddress = Nowhere);
        configure(builder.Services);
        using var host = builder.Build();
        await host.StartAsync();
        await host.StopAsync();
    }

    private sealed class Insisting : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            return answer.StatusCode == HttpStatusCode.InternalServerError ? await base.SendAsync(request, cancellationToken) : answer;
        }
    }

    private sealed class Soothing : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException)
            {
                return new(HttpStatusCode.ServiceUnavailable);
            }
        }
    }

    private sealed class Cloning : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using HttpRequestMessage clone = new(request.Method, request.RequestUri) { Content = request.Content };
            return await base.SendAsync(clone, cancellationToken);
        }
    }

    private sealed class Reading : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (await request.Content!.ReadAsStringAsync(cancellationToken)).Should().NotBeEmpty();
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
