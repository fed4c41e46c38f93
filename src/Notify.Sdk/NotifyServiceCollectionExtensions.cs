using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk;
using Notify.Sdk.Audience;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Planning;
using Notify.Sdk.Rendering;
using Notify.Sdk.Sending;
using Notify.Sdk.Stores;
using Notify.Sdk.Tracking;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers Notify.Sdk in an application.</summary>
public static class NotifyServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="INotifier"/> and everything it needs, with in-memory stores; replace them with <c>UseSqlite</c>
    /// or a store of your own. Sends nothing by itself: see <see cref="NotifyBuilderExtensions"/>.
    /// </summary>
    public static NotifyBuilder AddNotify(this IServiceCollection services, Action<NotifyOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        UnicodeSupport.EnsureAvailable();
        services.AddLogging();
        services.AddOptions<NotifyOptions>().Configure(configure ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<AudienceOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<PermissionOptions>()
            .Configure<IOptions<PlanningOptions>, IOptions<ConsentOptions>>((permission, planning, consent) =>
            {
                permission.LawRules = [.. planning.Value.AllPacks.SelectMany(p => p.ConsentRules)];
                permission.LawCaps =
                [
                    .. planning.Value.AllPacks.SelectMany(p => p.FrequencyCaps),
                    .. permission.LawRules.Where(r => consent.Value.Exemptions.Contains(r.Id)).SelectMany(r => r.Caps),
                ];
            })
            .ValidateOnStart();
        services.AddOptions<ConsentOptions>().ValidateOnStart();
        services.AddOptions<PlanningOptions>().ValidateOnStart();
        services.AddOptions<SendingOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ReceiptOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ReceiptOptions>, ReceiptOptionsValidator>());
        services.AddOptions<RetentionOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RetentionOptions>, RetentionOptionsValidator>());
        services.AddOptions<HookOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HookOptions>, HookOptionsValidator>());
        services.AddOptions<SoftBounceOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SoftBounceOptions>, SoftBounceOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AudienceOptions>, AudienceOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NotifyOptions>, ChannelsOnStart>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NotifyOptions>, DefaultsOnStart>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PermissionOptions>, PermissionOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PermissionOptions>, KnownPartsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ConsentOptions>, ConsentOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PlanningOptions>, PlanningOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SendingOptions>, SendingOptionsValidator>());

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IClock>(s => new TimeProviderClock(s.GetRequiredService<TimeProvider>()));
        AddStores(services);
        AddStages(services);
        Gates.Add(services);
        services.TryAddSingleton<NotificationPipeline>();
        services.TryAddSingleton<NoticeLog>();
        services.TryAddSingleton<INotifier, Notifier>();
        return new(services);
    }

    private static void AddStores(IServiceCollection services)
    {
        services.TryAddSingleton<IConsentLedger, InMemoryConsentLedger>();
        services.TryAddSingleton<ISuppressionList, InMemorySuppressionList>();
        services.TryAddSingleton<IOutbox, InMemoryOutbox>();
        services.TryAddSingleton<IDeliveryHistory>(s => s.GetRequiredService<IOutbox>());
        services.TryAddSingleton<IReceiptStore, InMemoryReceiptStore>();
        services.TryAddSingleton<IBounceLedger, InMemoryBounceLedger>();
        services.TryAddSingleton<IHookInbox, InMemoryHookInbox>();
    }

    private static void AddStages(IServiceCollection services)
    {
        services.TryAddSingleton(s => new ChannelCatalog(s.GetServices<DeliveryChannel>()));
        services.TryAddSingleton<TopicCatalog>();
        services.TryAddSingleton<IPhoneNumberParser, DefaultPhoneNumberParser>();
        services.TryAddSingleton<INameMatcher, TokenNameMatcher>();
        services.TryAddSingleton<ContactNormalizer>();
        services.TryAddSingleton(s => new AddressIntake(s.GetRequiredService<ContactNormalizer>()));
        services.TryAddSingleton(s => new ConsentIntake(s.GetRequiredService<AddressIntake>(), s.GetRequiredService<TopicCatalog>().All));
        services.TryAddSingleton<ConsentDesk>();
        services.TryAddSingleton(
            s => new PersonCollapser(s.GetRequiredService<IOptions<AudienceOptions>>().Value, s.GetRequiredService<INameMatcher>()));
        services.TryAddSingleton<AudienceReader>();
        services.TryAddSingleton<ConsentConfirmation>();
        services.TryAddSingleton<ConsentImport>();
        services.TryAddSingleton<RegisterImport>();
        services.TryAddSingleton(s => new PermissionImport(
            s.GetRequiredService<IConsentLedger>(), s.GetRequiredService<ISuppressionList>(), s.GetRequiredService<IDeliveryHistory>(),
            s.GetRequiredService<ContactNormalizer>(), s.GetRequiredService<IClock>()));
        services.TryAddSingleton<ReassignedImport>();
        services.TryAddSingleton<FactLoader>();
        services.TryAddSingleton(TimeZoneData.Default);
        services.TryAddSingleton<TimeZoneCheck>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<NotifyOptions>, TimeZoneCheck.OnStart>());
        services.TryAddSingleton<PlaceResolver>();
        services.TryAddSingleton<IWhereabouts>(s => s.GetRequiredService<PlaceResolver>());
        services.TryAddSingleton<WindowRules>();
        services.TryAddSingleton<ConsentLaw>();
        services.TryAddSingleton<LawGrounds>();
        services.TryAddSingleton<Planner>();
        services.TryAddSingleton(
            s => new TemplateLibrary(s.GetServices<Topic>(), s.GetRequiredService<IOptions<AudienceOptions>>().Value.ListLanguage));
        services.TryAddSingleton<LawfulWords>();
        services.TryAddSingleton<MessageRenderer>();
        services.TryAddSingleton<SendOpening>();
        services.TryAddSingleton<ListedPermissions>();
        services.TryAddSingleton<OutcomeWriter>();
        services.TryAddSingleton<SendFacts>();
        services.TryAddSingleton<AttemptLaw>();
        services.TryAddSingleton<CapSlots>();
        services.TryAddSingleton<CapOutlook>();
        services.TryAddSingleton<PersonDecider>();
        services.TryAddSingleton<PlanRecorder>();
        services.TryAddSingleton<ConfirmationKeeper>();
        services.TryAddSingleton<TransportTable>();
        services.TryAddSingleton<ProviderChoice>();
        services.TryAddSingleton<AnswerTurns>();
        services.TryAddSingleton<SecondLook>();
        services.TryAddSingleton<TransportsOnStart>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IHostedService, TransportsOnStart>(s => s.GetRequiredService<TransportsOnStart>()));
        services.TryAddSingleton<AttachmentOpener>();
        services.TryAddSingleton<TransportCaller>();
        services.TryAddSingleton(s => new ProviderStops(
            s.GetRequiredService<IConsentLedger>(), s.GetServices<ReplySender>().Select(sender => sender.Brand)));
        services.TryAddSingleton<LearntRefusals>();
        services.TryAddSingleton<OutcomeRecorder>();
        services.TryAddSingleton<IDispatcher, Dispatcher>();
        services.TryAddSingleton<SoftBounceCounter>();
        services.TryAddSingleton<ReceiptLessons>();
        services.TryAddSingleton<ParkedReceipts>();
        services.TryAddSingleton<IReceiptProcessor, ReceiptProcessor>();
        services.TryAddSingleton<HookRoom>();
        services.TryAddSingleton<HookBell>();
        services.TryAddSingleton<PeopleBell>();
        services.TryAddSingleton<IHookProcessor, HookProcessor>();
        services.TryAddSingleton<RetentionKeeper>();
        services.TryAddSingleton<PersonalDataDesk>();
    }
}
