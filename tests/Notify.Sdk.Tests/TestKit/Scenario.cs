using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Stores;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Tests.TestKit;

/// <summary>The whole library with in-memory stores, a clock that stands still and providers that record.</summary>
internal sealed class Scenario : IDisposable
{
    /// <summary>A Monday, 10:00 in New York, 15:00 in London.</summary>
    public static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 15, 0);

    private readonly ServiceProvider _services;

    /// <summary>
    /// An application whose list reads English and lives in New York, that sets the caps itself, and of which the law asks for no
    /// consent of
    /// its own: so a test of one rule meets no other. What holds when an application sets nothing is in <see cref="OutOfTheBox"/>, what the
    /// law asks for in <see cref="UnderLaw"/>.
    /// </summary>
    public Scenario(Action<NotifyBuilder>? configure = null, Instant? at = null, FakeTimeProvider? time = null)
        : this(time ?? FakeTime.At(at ?? Monday), b => (configure ?? (_ => { }))(Plain(b).WithoutBases()))
    {
    }

    /// <summary>The same with what the law asks for.</summary>
    public static Scenario UnderLaw(Action<NotifyBuilder>? configure = null, Instant? at = null) =>
        new(FakeTime.At(at ?? Monday), b => (configure ?? (_ => { }))(Plain(b)));

    private static NotifyBuilder Plain(NotifyBuilder builder) => builder
        .ConfigureAudience(o => (o.ListLanguage, o.ListZone) = ("en", "America/New_York"))
        .SwitchOff(NotifyDefaults.MarketingPerDay, NotifyDefaults.MarketingPerWeek);

    private Scenario(FakeTimeProvider time, Action<NotifyBuilder>? configure)
    {
        Time = time;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        var builder = services.AddNotify().AddStandardTopics();
        builder.AddTransport(_ => Mail).AddTransport(_ => Texts);
        configure?.Invoke(builder);
        _services = services.BuildServiceProvider();
    }

    /// <summary>A new application that sets nothing but what it is given here.</summary>
    public static Scenario OutOfTheBox(Instant? at = null, Action<NotifyBuilder>? configure = null) =>
        new(FakeTime.At(at ?? Monday), configure);

    public FakeTimeProvider Time { get; }

    public RecordingTransport Mail { get; } = new(DeliveryChannel.Email);

    public RecordingTransport Texts { get; } = new(DeliveryChannel.Sms);

    public INotifier Notifier => Get<INotifier>();

    public IDispatcher Dispatcher => Get<IDispatcher>();

    public IOutbox Outbox => Get<IOutbox>();

    public IReceiptProcessor Receipts => Get<IReceiptProcessor>();

    public ISuppressionList Suppressions => Get<ISuppressionList>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public Task<SendReport> SendAsync(string topic, params Contact[] contacts) =>
        SendAsync(new Notification(topic, topic + "/1"), contacts);

    public Task<SendReport> SendAsync(Notification notification, params Contact[] contacts) => Notifier.SendAsync(notification, contacts);

    public Task<DispatchReport> DispatchAsync() => Dispatcher.DispatchDueAsync();

    public Task<DispatchReport> DispatchAfterAsync(Duration wait)
    {
        Time.Advance(wait);
        return DispatchAsync();
    }

    public async Task OptOutAsync(string email, string? topic = "outage", string id = "stop-1", ConsentStatus status =
        ConsentStatus.Withdrawn) =>
        await Get<IConsentLedger>().AppendAsync([Consent(Mailbox(email), topic, id, status)]);

    public async Task ConsentAsync(AddressKey address, string? topic = "offer", string id = "yes-1") =>
        await Get<IConsentLedger>().AppendAsync([Consent(address, topic, id, ConsentStatus.Granted)]);

    public async Task<DeliveryState> StateAsync(AccountOutcome outcome) => (await Outbox.FindAsync(outcome.Delivery!.Value))!.State;

    public async Task<Delivery> DeliveryAsync(string key, string account) =>
        (await Outbox.FindAsync((await Outbox.FindOutcomeAsync(key, new(account)))!.Delivery!.Value))!;

    public static AddressKey Mailbox(string email) => new(AddressKind.Email, email);

    public static AddressKey Number(string e164) => new(AddressKind.Phone, e164);

    public void Dispose() => _services.Dispose();

    private ConsentRecord Consent(AddressKey address, string? topic, string id, ConsentStatus status) =>
        new()
        {
            Id = id,
            Address = address,
            Scope = topic is null ? ConsentScope.Everything : ConsentScope.Of(topic),
            Status = status,
            Basis = ConsentBasis.ExpressWritten,
            OccurredAt = Time.Now,
            Disclosure = status == ConsentStatus.Granted ? Words(topic) : null,
        };

    /// <summary>What was shown to somebody who agreed to a topic, or to all of the standard ones.</summary>
    public static Disclosure Words(string? topic = null) =>
        new() { Text = "We may write to you.", Topics = topic is null ? ["offer", "outage", "bill"] : [topic] };
}

/// <summary>The topics that most tests use.</summary>
internal static class StandardTopics
{
    /// <summary>
    /// <c>outage</c> (transactional, the same for everyone), <c>offer</c> (marketing), <c>bill</c> (about one person),
    /// <c>alarm</c> (emergency), each by email and then by text.
    /// </summary>
    public static NotifyBuilder AddStandardTopics(this NotifyBuilder builder) => builder
        .AddTopic("outage", t => t.Transactional().Over(DeliveryChannel.Email, DeliveryChannel.Sms)
            .Email("en", "Outage", "Dear {{recipient.name}}, no power.").Sms("en", "No power."))
        .AddTopic("offer", t => t.Marketing().Over(DeliveryChannel.Email, DeliveryChannel.Sms)
            .Email("en", "Offer", "Dear {{recipient.name}}, cheap.")
            .Sms("en", "Cheap."))
        .AddTopic("bill", t => t.Transactional().Personal().Over(DeliveryChannel.Email, DeliveryChannel.Sms)
            .Email("en", "Bill", "Dear {{recipient.name}}, pay.").Sms("en", "Pay."))
        .AddTopic("alarm", t => t.Emergency(new() { MayDeclare = ["duty-officer"] }).OnUnknown(UnknownOutcomePolicy.ResendOnUnknown)
            .Over(DeliveryChannel.Email, DeliveryChannel.Sms).Email("en", "Leave now", "Leave now.").Sms("en", "Leave now."));

    /// <summary>A topic of one channel, for a template or a policy of its own.</summary>
    public static NotifyBuilder AddText(this NotifyBuilder builder, string name, Action<TopicBuilder>? configure = null) =>
        builder.AddTopic(name, t =>
        {
            t.Transactional().Over(DeliveryChannel.Sms).Sms("en", "Hello.");
            configure?.Invoke(t);
        });
}

/// <summary>Reads reports.</summary>
internal static class Reports
{
    public static AccountOutcome Of(this SendReport report, string account) => report.Outcomes.Single(o => o.Account.Id == account);

    public static IEnumerable<string> Codes(this AccountOutcome outcome) => outcome.Reasons.Select(r => r.Code);

    /// <summary>Everything that a report says, as text that can be compared.</summary>
    public static string Text(this SendReport report) => string.Join('\n',
    [
        report.ToString(),
        string.Join(", ", report.Reasons.Select(r => $"{r.Key}={r.Value}")),
        string.Join(", ", report.HeldUntil.Select(h => $"{h.Key.ToUnixTimeSeconds()}={h.Value}")),
        string.Join('\n', report.Warnings),
        .. report.Outcomes.Select(Text),
    ]);

    public static string Text(this AccountOutcome o) =>
        $"{o.Account} {o.Kind} by {o.CoveredBy} {o.Channel} {o.Due?.ToUnixTimeTicks()} {o.Zone} {o.ZoneSource} {o.Delivery} "
            + $"{string.Join(" / ", o.Reasons)}";
}

/// <summary>Options that tests turn.</summary>
internal static class Turning
{
    /// <summary>The law asks for no consent of its own.</summary>
    public static NotifyBuilder WithoutBases(this NotifyBuilder builder)
    {
        builder.Services.PostConfigure<PermissionOptions>(o => o.LawRules = []);
        return builder;
    }

    public static void AddOneAtATime(this IServiceCollection services) => services.Configure<SendingOptions>(o => o.Concurrency = 1);

    /// <summary>Two processes over one store.</summary>
    public static IServiceCollection AddOutbox(this IServiceCollection services, IOutbox outbox) => services.AddSingleton(outbox);

    public static void RemoveTransports(this IServiceCollection services)
    {
        foreach (var transport in services.Where(s => s.ServiceType == typeof(ITransport)).ToList())
            services.Remove(transport);
    }

    public static void AddBatches(this IServiceCollection services, int size) => services.Configure<NotifyOptions>(o => o.BatchSize = size);
}
