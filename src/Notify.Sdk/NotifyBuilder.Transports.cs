using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Notify.Sdk.Sending;

namespace Notify.Sdk;

// Channels, and who serves them.
public sealed partial class NotifyBuilder
{
    /// <summary>
    /// Adds a channel that the library does not bring, and the kind of its addresses. Topics, rules, lists, rows and transports may name it
    /// from then on.
    /// </summary>
    /// <remarks>Two different channels, or kinds, of one name are a <see cref="NotifyException"/> at start.</remarks>
    public NotifyBuilder AddChannel(DeliveryChannel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        Services.AddSingleton(channel);
        return this;
    }

    /// <summary>
    /// Says that other processes over the same store have transports for these channels, all or some of them. Then a topic may name them
    /// here without an error at start, people are planned over them, and this process's worker leaves them to the others; without this,
    /// a message whose transport is gone takes a later route that is served.
    /// </summary>
    /// <exception cref="ArgumentException">No channel.</exception>
    public NotifyBuilder ServedElsewhere(params DeliveryChannel[] channels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        if (channels.Length == 0)
            throw new ArgumentException("Name the channels that other processes serve.", nameof(channels));
        foreach (var channel in channels)
            Services.AddSingleton(new ChannelElsewhere(channel));
        return this;
    }

    /// <summary>
    /// Adds a transport under the name that it has itself. Several for one channel need names of their own: two without one are an error at
    /// start.
    /// </summary>
    public NotifyBuilder AddTransport<T>() where T : class, ITransport
    {
        Services.AddSingleton<ITransport, T>();
        return this;
    }

    /// <summary>Adds a transport made by a factory.</summary>
    public NotifyBuilder AddTransport(Func<IServiceProvider, ITransport> factory)
    {
        Services.AddSingleton(factory);
        return this;
    }

    /// <summary>
    /// Adds a transport under a name, one of several for its channel. They are asked in the order in which they were registered, those of a
    /// topic's brand first; a topic may choose another order with <see cref="TopicBuilder.Via"/>. What one certainly did not take, the next
    /// one is asked for, after all gates were asked again; what may have arrived stays with it.
    /// </summary>
    /// <param name="name">
    /// Shown in explanations, and what receipts name as the provider. 1 to 100 characters. Keep it: messages on their way know their
    /// provider by it.
    /// </param>
    /// <param name="factory">Makes it; it is disposed with the container.</param>
    /// <param name="scope">For which messages it is used; null for all of its channel.</param>
    /// <exception cref="ArgumentException">No name, or one of more than 100 characters.</exception>
    public NotifyBuilder AddTransport(string name, Func<IServiceProvider, ITransport> factory, Action<TransportScope>? scope = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, 100, nameof(name));
        ArgumentNullException.ThrowIfNull(factory);
        TransportScope serves = new();
        scope?.Invoke(serves);
        return AddTransport(services => new NamedTransport(name, factory(services), serves));
    }

    /// <summary>The same with a transport whose constructor asks the container for what it needs.</summary>
    public NotifyBuilder AddTransport<T>(string name, Action<TransportScope>? scope = null) where T : class, ITransport =>
        AddTransport(name, static services => ActivatorUtilities.CreateInstance<T>(services), scope);

    /// <summary>
    /// The same with a scoped service: each hand-over has a scope of its own, which ends with it, so that the transport may use what is
    /// made for one piece of work, such as a database context.
    /// </summary>
    /// <param name="name">As above.</param>
    /// <param name="channel">The channel that it serves. One that says another itself is a <see cref="NotifyException"/> at start.</param>
    /// <param name="scope">For which messages it is used; null for all of its channel.</param>
    public NotifyBuilder AddScopedTransport<T>(string name, DeliveryChannel channel, Action<TransportScope>? scope = null)
        where T : class, ITransport
    {
        ArgumentNullException.ThrowIfNull(channel);
        Services.TryAddScoped<T>();
        return AddTransport(name,
            services => new ScopedTransport<T>(name, channel, services.GetRequiredService<IServiceScopeFactory>()), scope);
    }
}
