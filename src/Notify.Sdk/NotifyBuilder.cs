using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using NodaTime.TimeZones;
using Notify.Sdk.Audience;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Planning;
using Notify.Sdk.Stores;
using Notify.Sdk.Tracking;

namespace Notify.Sdk;

/// <summary>
/// Composes the library: <c>AddX</c> adds one of many (topic, transport, gate), <c>UseX</c> picks the single one
/// (store, clock, parser). Returned by <c>services.AddNotify()</c>.
/// </summary>
public sealed partial class NotifyBuilder
{
    internal NotifyBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services that are being composed, for extension methods of satellites.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Registers a topic.</summary>
    /// <param name="name">Stable name, 1 to 100 characters of <c>a-z 0-9 - . _</c>; consents are recorded against it.</param>
    /// <param name="configure">Class, channels, templates.</param>
    /// <remarks>A malformed name, or a topic that contradicts itself, is a <see cref="NotifyException"/> at the first use.</remarks>
    public NotifyBuilder AddTopic(string name, Action<TopicBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var topic = new TopicBuilder(name);
        configure(topic);
        return AddTopic(topic.Build());
    }

    /// <summary>Registers a topic that was built elsewhere.</summary>
    public NotifyBuilder AddTopic(Topic topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        if (topic.Class == MessageClass.Answer)
            throw new NotifyException(
                $"Topic '{topic.Name}' is of class Answer, which passes opt-outs and is kept for the answers of AddReplies. Choose "
                + $"another class.");
        Services.AddSingleton(topic);
        return this;
    }

    /// <summary>Adds a gate of your own after the built-in ones; it is asked while planning and again at hand-over.</summary>
    public NotifyBuilder AddGate<T>() where T : class, ISendGate
    {
        Services.AddSingleton<ISendGate, T>();
        return this;
    }

    /// <summary>Adds a source of facts for gates of your own.</summary>
    public NotifyBuilder AddFacts<T>() where T : class, IFactSource
    {
        Services.AddSingleton<IFactSource, T>();
        return this;
    }

    /// <summary>
    /// Adds hours in which messages may leave; all matching rules must be open, so a rule can only make the hours stricter.
    /// </summary>
    public NotifyBuilder AddSendWindow(SendWindowRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        Services.Configure<PlanningOptions>(o => o.Windows.Add(rule));
        return this;
    }

    /// <summary>
    /// Adds hours of law from a JSON file or a folder of them, in the format of <c>law-pack.schema.json</c>. What the library
    /// brings stays in force, so a pack can only make the hours stricter.
    /// </summary>
    /// <exception cref="NotifyException">The pack cannot be read; the message names file, entry and field.</exception>
    public NotifyBuilder AddLawPack(string path) => AddLawPack(LegalPack.Load(path));

    /// <summary>Adds hours of law; see <see cref="AddLawPack(string)"/>.</summary>
    public NotifyBuilder AddLawPack(LegalPack pack)
    {
        ArgumentNullException.ThrowIfNull(pack);
        Services.Configure<PlanningOptions>(o => o.LawPacks.Add(pack));
        return this;
    }

    /// <summary>
    /// Adds a limit on how often people are told; all matching caps must have room, those of the law included, so a cap can only make
    /// it stricter.
    /// </summary>
    public NotifyBuilder AddFrequencyCap(FrequencyCap cap)
    {
        ArgumentNullException.ThrowIfNull(cap);
        Services.Configure<PermissionOptions>(o => o.Caps.Add(cap));
        return this;
    }

    /// <summary>
    /// Takes away rules that the library brings and the law does not ask for, by their names in <see cref="NotifyDefaults"/>.
    /// </summary>
    /// <exception cref="NotifyException">A name that is none of them: a rule of the law cannot be switched off.</exception>
    public NotifyBuilder SwitchOff(params string[] defaults)
    {
        ArgumentNullException.ThrowIfNull(defaults);
        if (defaults.FirstOrDefault(d => !NotifyDefaults.All.Contains(d)) is { } unknown)
            throw new NotifyException(
                $"'{unknown}' is no default that can be switched off. Those that can: {string.Join(", ", NotifyDefaults.All)}.");
        Services.Configure<PlanningOptions>(o => Remove(o.Windows, rule => defaults.Contains(rule.Id)));
        Services.Configure<PermissionOptions>(o =>
        {
            Remove(o.Caps, cap => defaults.Contains(cap.Id));
            o.MarketingNeedsConsent &= !defaults.Contains(NotifyDefaults.MarketingConsent);
        });
        return this;
    }

    /// <summary>
    /// Honours a suppression register. Until a copy is imported with <see cref="RegisterImport"/>, and when the copy is older
    /// than it may be, everything that the register governs is suppressed.
    /// </summary>
    /// <param name="register">For example <see cref="KnownRegisters.UsDoNotCall"/>, or one of your own.</param>
    public NotifyBuilder AddSuppressionRegister(SuppressionRegister register)
    {
        ArgumentNullException.ThrowIfNull(register);
        Services.AddSingleton(register);
        return this;
    }

    /// <summary>Says how long inferred consents last, and how confirmations (double opt-in) are signed.</summary>
    public NotifyBuilder ConfigureConsent(Action<ConsentOptions> configure)
    {
        Services.Configure(configure);
        return this;
    }

    /// <summary>Says how accounts are read and when they are one person.</summary>
    public NotifyBuilder ConfigureAudience(Action<AudienceOptions> configure)
    {
        Services.Configure(configure);
        return this;
    }

    /// <summary>Says when bounces that may pass suppress an address after all.</summary>
    public NotifyBuilder ConfigureSoftBounces(Action<SoftBounceOptions> configure)
    {
        Services.Configure(configure);
        return this;
    }

    /// <summary>Says how the inbox of hooks is filled and emptied.</summary>
    public NotifyBuilder ConfigureHooks(Action<HookOptions> configure)
    {
        Services.Configure(configure);
        return this;
    }

    /// <summary>Says how long personal data are kept that nobody asked to erase. Default: until somebody does.</summary>
    public NotifyBuilder ConfigureRetention(Action<RetentionOptions> configure)
    {
        Services.Configure(configure);
        return this;
    }

    /// <summary>
    /// Uses another clock, for tests and what-if plans. Default: the registered <see cref="TimeProvider"/>, or the system's.
    /// </summary>
    public NotifyBuilder UseClock(IClock clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        Services.Replace(ServiceDescriptor.Singleton(clock));
        return this;
    }

    /// <summary>
    /// Uses other time zone data than those inside NodaTime, for example newer ones from nodatime.org:
    /// <c>UseTimeZones(TzdbDateTimeZoneSource.FromStream(file))</c>. Their version is named on every decision.
    /// </summary>
    public NotifyBuilder UseTimeZones(TzdbDateTimeZoneSource source)
    {
        Services.Replace(ServiceDescriptor.Singleton(new TimeZoneData(source)));
        return this;
    }

    /// <summary>Uses another rule for when two names can be one person's.</summary>
    public NotifyBuilder UseNameMatcher<T>() where T : class, INameMatcher => Use<INameMatcher, T>();

    /// <summary>Uses another phone number engine.</summary>
    public NotifyBuilder UsePhoneNumberParser<T>() where T : class, IPhoneNumberParser => Use<IPhoneNumberParser, T>();

    /// <summary>Uses another outbox; it is also where the history is read from.</summary>
    public NotifyBuilder UseOutbox<T>() where T : class, IOutbox => Use<IOutbox, T>();

    /// <summary>Uses another consent ledger.</summary>
    public NotifyBuilder UseConsentLedger<T>() where T : class, IConsentLedger => Use<IConsentLedger, T>();

    /// <summary>Uses another suppression list.</summary>
    public NotifyBuilder UseSuppressionList<T>() where T : class, ISuppressionList => Use<ISuppressionList, T>();

    /// <summary>Asks a database of reassigned numbers before marketing and calls leave. Default: none is asked.</summary>
    public NotifyBuilder UseReassignedNumbers<T>() where T : class, IReassignedNumbers => Use<IReassignedNumbers, T>();

    /// <summary>Uses another receipt store.</summary>
    public NotifyBuilder UseReceiptStore<T>() where T : class, IReceiptStore => Use<IReceiptStore, T>();

    /// <summary>Uses another memory of soft bounces.</summary>
    public NotifyBuilder UseBounceLedger<T>() where T : class, IBounceLedger => Use<IBounceLedger, T>();

    /// <summary>Uses another inbox of hooks.</summary>
    public NotifyBuilder UseHookInbox<T>() where T : class, IHookInbox => Use<IHookInbox, T>();

    private static void Remove<T>(IList<T> list, Func<T, bool> unwanted)
    {
        for (var i = list.Count - 1; i >= 0; i--)
        {
            if (unwanted(list[i]))
                list.RemoveAt(i);
        }
    }

    private NotifyBuilder Use<TService, T>() where TService : class where T : class, TService
    {
        Services.Replace(ServiceDescriptor.Singleton<TService, T>());
        return this;
    }
}
