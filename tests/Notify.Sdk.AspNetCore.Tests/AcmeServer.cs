using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Notify.Sdk.AspNetCore.Tests;

/// <summary>Acme's side: takes messages, gives each an id, and remembers what it took.</summary>
internal sealed class AcmeServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _keys = new();

    private AcmeServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/messages", (HttpRequest request) =>
        {
            var key = request.Headers["Idempotency-Key"].ToString();
            _keys.Enqueue(key);
            return Results.Content($$"""{"id":"sms-{{key}}"}""", "application/json");
        });
    }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>The idempotency keys of the messages that came, in their order.</summary>
    public IReadOnlyList<string> Keys => [.. _keys];

    public static async Task<AcmeServer> OpenAsync()
    {
        AcmeServer server = new();
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
