using System.Reflection;
using Notify.Sdk.Stores;

namespace Notify.Sdk.CrashWorker;

/// <summary>An outbox that comes to the named steps before, during and after its calls, and changes nothing else.</summary>
public class SteppingOutbox : DispatchProxy
{
    private static readonly MethodInfo Call = typeof(SteppingOutbox).GetMethod(nameof(CallAsync), BindingFlags.NonPublic
        | BindingFlags.Instance)!;

    private IOutbox _outbox = null!;
    private Victim _victim = null!;

    /// <summary>Wraps an outbox.</summary>
    public static IOutbox Around(IOutbox outbox, Victim victim)
    {
        var proxy = Create<IOutbox, SteppingOutbox>();
        ((SteppingOutbox)(object)proxy)._outbox = outbox;
        ((SteppingOutbox)(object)proxy)._victim = victim;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var method = targetMethod!;
        return method.ReturnType.IsGenericType
            ? Call.MakeGenericMethod(method.ReturnType.GetGenericArguments()).Invoke(this, [method, args])
            : Run(method, args);
    }

    private async ValueTask<T> CallAsync<T>(MethodInfo method, object?[]? args)
    {
        var (before, during, after) = StepsOf(method.Name);
        await _victim.ReachAsync(before);
        T result;
        var answers = method.Name == nameof(IOutbox.StepAsync) && args is [IReadOnlyCollection<Delivery> { Count: > 0 }, ..];
        using (await _victim.EnterStoreAsync(during, answers ? Step.Acknowledging : Step.None))
            result = await (ValueTask<T>)Run(method, args)!;
        // A lease of nothing is none.
        if (after != Step.Leased || result is IReadOnlyCollection<Delivery> { Count: > 0 })
            await _victim.ReachAsync(after);
        if (answers)
            await _victim.ReachAsync(Step.Acknowledged);
        return result;
    }

    private object? Run(MethodInfo method, object?[]? args) =>
        method.Invoke(_outbox, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);

    private static (Step Before, Step During, Step After) StepsOf(string method) => method switch
    {
        nameof(IOutbox.AddAsync) => (Step.None, Step.Planning, Step.Planned),
        nameof(IOutbox.LeaseAsync) => (Step.None, Step.Leasing, Step.Leased),
        nameof(IOutbox.StepAsync) => (Step.BeforeBegin, Step.Beginning, Step.Begun),
        nameof(IOutbox.UpdateAsync) => (Step.None, Step.Acknowledging, Step.Acknowledged),
        _ => default,
    };
}
