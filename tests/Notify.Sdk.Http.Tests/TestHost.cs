using Microsoft.Extensions.DependencyInjection;

namespace Notify.Sdk.Http.Tests;

/// <summary>Services with providers, and the transports that came of them.</summary>
internal static class TestHost
{
    /// <summary>Services in which the host is not started.</summary>
    public static ServiceProvider Build(Action<NotifyBuilder> compose)
    {
        ServiceCollection services = new();
        compose(services.AddNotify());
        return services.BuildServiceProvider();
    }

    /// <summary>Acme at an address.</summary>
    public static ServiceProvider Acme(Uri provider, Action<AcmeOptions>? configure = null, Action<IServiceCollection>? services = null) =>
        Build(builder =>
        {
            builder.AddHttpProvider<AcmeProvider, AcmeOptions>("acme", options =>
            {
                options.BaseAddress = provider;
                options.Secret = AcmeReplies.Secret;
                configure?.Invoke(options);
            });
            services?.Invoke(builder.Services);
        });

    public static ITransport Transport(this IServiceProvider services) => services.GetServices<ITransport>().Single();

    /// <summary>A message as an application would send it.</summary>
    public static OutgoingMessage Message(string key = "dAcme7x.0", string text = "It is there") => new()
    {
        IdempotencyKey = key,
        Delivery = new("dAcme7x"),
        Channel = DeliveryChannel.Sms,
        To = Conformance.Samples.Phone(7),
        Content = new("en", null, text, null),
        Topic = "parcel",
        Class = MessageClass.Transactional,
        ValidUntil = Conformance.Samples.Now + NodaTime.Duration.FromHours(6),
        At = Conformance.Samples.Now,
    };
}

/// <summary>A transport that ends the services that it came from.</summary>
internal sealed class OwningTransport(ServiceProvider services) : ITransport, IAsyncDisposable
{
    private readonly ITransport _inner = services.Transport();

    public string Name => _inner.Name;

    public DeliveryChannel Channel => _inner.Channel;

    public ValueTask<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
        _inner.SendAsync(message, cancellationToken);

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
