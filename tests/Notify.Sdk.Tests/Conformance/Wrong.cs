using System.Reflection;

namespace Notify.Sdk.Tests.Conformance;

/// <summary>Does one call of a store wrongly.</summary>
/// <param name="method">The call.</param>
/// <param name="arguments">Its arguments.</param>
/// <param name="right">Does it right.</param>
internal delegate object? Mistake(MethodInfo method, object?[] arguments, Func<object?[], object?> right);

/// <summary>A right store with one mistake.</summary>
public class Wrong : DispatchProxy
{
    private object _right = null!;
    private Mistake _mistake = null!;

    /// <summary>Makes the mistake in front of a store that is right.</summary>
    internal static T In<T>(T right, Mistake mistake) where T : class
    {
        var store = Create<T, Wrong>();
        (((Wrong)(object)store)._right, ((Wrong)(object)store)._mistake) = (right, mistake);
        return store;
    }

    /// <summary>No mistake.</summary>
    internal static Mistake Nowhere => static (_, arguments, right) => right(arguments);

    /// <summary>The call does nothing and answers what nothing is.</summary>
    internal static Mistake Forgets(string name) => (method, arguments, right) =>
        method.Name == name ? Activator.CreateInstance(method.ReturnType) : right(arguments);

    /// <summary>What is wrong is taken without a word.</summary>
    internal static Mistake SaysNothing(string name) => (method, arguments, right) =>
    {
        try
        {
            return right(arguments);
        }
        catch (Exception) when (method.Name == name)
        {
            return Activator.CreateInstance(method.ReturnType);
        }
    };

    /// <summary>The call is done with another argument of a type.</summary>
    internal static Mistake Takes<T>(string name, Func<T, T> change) => (method, arguments, right) => right(
        method.Name == name ? [.. arguments.Select(a => a is T given ? change(given) : a)] : arguments);

    /// <summary>The call is done, and answers something else.</summary>
    internal static Mistake Answers<T>(string name, Func<T, T> change) => (method, arguments, right) =>
        method.Name == name && method.ReturnType == typeof(ValueTask<T>) ? new ValueTask<T>(ChangeAsync(right(arguments)!, change))
            : right(arguments);

    /// <summary>The call goes on when its caller has cancelled it.</summary>
    internal static Mistake GoesOn(string name) => Takes<CancellationToken>(name, _ => CancellationToken.None);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        _mistake(targetMethod!, args!, a => targetMethod!.Invoke(_right, BindingFlags.DoNotWrapExceptions, binder: null, a, culture: null));

    private static async Task<T> ChangeAsync<T>(object right, Func<T, T> change) => change(await (ValueTask<T>)right);
}
