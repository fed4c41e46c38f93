namespace Notify.Sdk.Conformance;

/// <summary>
/// What every transport must do, whatever its provider does. Derive, and arrange the provider for each
/// <see cref="ProviderBehavior"/>; over HTTP derive from <see cref="HttpTransportContract"/>, which brings the server.
/// </summary>
public abstract partial class TransportContract : IAsyncLifetime
{
    private readonly List<ProviderRig> _rigs = [];

    /// <summary>A provider that behaves so, and a transport that speaks to it. Called at most once in a test for each behaviour.</summary>
    protected abstract ValueTask<ProviderRig> ArrangeAsync(ProviderBehavior behavior);

    /// <summary>
    /// What this kind of provider cannot do; never <see cref="ProviderBehavior.Accepts"/>. A folder, for example, refuses nobody.
    /// </summary>
    protected virtual IReadOnlyCollection<ProviderBehavior> Impossible => [];

    /// <summary>What is waited for at most, 60 seconds; a transport that keeps to the contract needs a fraction of it.</summary>
    protected virtual TimeSpan Patience => TimeSpan.FromSeconds(60);

    /// <summary>
    /// The address of a message: by default a fictional mailbox, number or web hook; the last two digits tell them apart.
    /// </summary>
    protected virtual Address To(DeliveryChannel channel, int number) =>
        channel == DeliveryChannel.Email ? Samples.Email($"person{number:00}")
        : channel.AddressKind == AddressKind.Phone ? Samples.Phone(number)
        : new() { Key = new(channel.AddressKind!, $"person-{number:00}"), Deliverable = $"person-{number:00}" };

    /// <summary>A message to the address of a number, with words and a key that no other has.</summary>
    protected OutgoingMessage Message(DeliveryChannel channel, int number) => new()
    {
        IdempotencyKey = $"dConformance{number:00}x.0",
        Delivery = new($"dConformance{number:00}x"),
        Channel = channel,
        To = To(channel, number),
        Content = new("en", channel == DeliveryChannel.Email ? "It is there" : null, WordOf(number), null),
        Topic = "parcel",
        Class = MessageClass.Transactional,
        ValidUntil = Samples.Now + NodaTime.Duration.FromHours(6),
        At = Samples.Now,
    };

    /// <summary>The words of a message, of letters and digits alone, so that they stand in any encoding.</summary>
    private static string WordOf(int number) => $"Parcel47{number:00}Arrived";

    /// <inheritdoc/>
    public virtual Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public virtual async Task DisposeAsync()
    {
        foreach (var rig in _rigs)
            await rig.DisposeAsync();
    }

    /// <summary>Keeps what must be ended with the test.</summary>
    protected ProviderRig Keep(ProviderRig rig)
    {
        _rigs.Add(rig);
        return rig;
    }

    /// <summary>Sends one message; the outcome is data, and it comes in time.</summary>
    protected async Task<SendOutcome> SendAsync(ProviderRig rig, int number = 7, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rig);
        var sending = rig.Transport.SendAsync(Message(rig.Transport.Channel, number), cancellationToken).AsTask();
        var outcome = await sending.WaitAsync(Patience, CancellationToken.None);
        Assert.NotNull(outcome);
        return outcome;
    }

    private async Task<(ProviderRig Rig, SendOutcome Outcome)?> TryAsync(ProviderBehavior behavior)
    {
        if (Impossible.Contains(behavior))
            return null;
        var rig = Keep(await ArrangeAsync(behavior));
        return (rig, await SendAsync(rig));
    }

    /// <summary>The same for a clause about something else; what is thrown has a clause of its own, and counts as unknown here.</summary>
    private async Task<(ProviderRig Rig, SendOutcome Outcome)?> TryQuietlyAsync(ProviderBehavior behavior)
    {
        if (Impossible.Contains(behavior))
            return null;
        var rig = Keep(await ArrangeAsync(behavior));
#pragma warning disable CA1031 // a transport is foreign code
        try
        {
            return (rig, await SendAsync(rig));
        }
        catch (Exception)
        {
            return (rig, SendOutcome.Unknown(""));
        }
#pragma warning restore CA1031
    }

    /// <summary>Waits for an event, bounded by patience.</summary>
    private async Task UntilAsync(Func<bool> happened, string what)
    {
        using CancellationTokenSource limit = new(Patience);
        while (!happened())
        {
            Assert.False(limit.IsCancellationRequested, $"Within {Patience} {what}.");
            await Task.Delay(5, CancellationToken.None);
        }
    }
}
