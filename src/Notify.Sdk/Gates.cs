using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Notify.Sdk.Permission;
using Notify.Sdk.Planning;
using Notify.Sdk.Rendering;
using Notify.Sdk.Sending;

namespace Notify.Sdk;

/// <summary>
/// What every message has to pass, twice: while it is planned and again at the hand-over. The order is that of explanations; those of an
/// application (<see cref="NotifyBuilder.AddGate{T}"/>) come after. docs/gates.md reads this list aloud.
/// </summary>
internal static class Gates
{
    public static void Add(IServiceCollection services)
    {
        // What the gates know: loaded once for a batch of people, in this order.
        AddFacts<SuppressionFactSource>(services);
        AddFacts<ConsentFactSource>(services); // after the registers: what was agreed before a number changed hands is none
        AddFacts<ReassignedFactSource>(services);
        AddFacts<SignUpFactSource>(services);
        AddFacts<DoubtFactSource>(services);
        AddFacts<HistoryFactSource>(services);

        // May we?
        AddGate<ConsentGate>(services); // did they agree, and did nobody say stop
        AddGate<SignUpGate>(services); // does a confirmation go only to who asked for it
        AddGate<SuppressionGate>(services); // is the address on no register
        AddGate<ReassignedGate>(services); // does the number still belong to who agreed
        AddGate<DoubtGate>(services); // is no reply of theirs waiting for somebody to understand it
        AddGate<AlreadyToldGate>(services); // were they not told the same already
        AddGate<FrequencyGate>(services); // do they not hear from us too often
        AddGate<DisclosedFrequencyGate>(services); // nor more often than they were told when they agreed

        // When?
        AddGate<ExpiryGate>(services); // is it still of use
        AddGate<LeadTimeGate>(services); // is there time left to act on it
        AddGate<WindowGate>(services); // is it an hour in which they may be disturbed

        // In which words, over what?
        AddGate<WordsGate>(services); // are there words for the channel, with fresh values
        AddGate<TransportGate>(services); // is there a transport that takes it
    }

    private static void AddGate<T>(IServiceCollection services) where T : class, ISendGate
    {
        services.TryAddSingleton<T>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ISendGate, T>(s => s.GetRequiredService<T>()));
    }

    private static void AddFacts<T>(IServiceCollection services) where T : class, IFactSource =>
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFactSource, T>());
}
