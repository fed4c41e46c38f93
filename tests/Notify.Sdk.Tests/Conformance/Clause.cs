using System.Reflection;
using Xunit.Sdk;

namespace Notify.Sdk.Tests.Conformance;

/// <summary>Clauses of a suite, run by hand.</summary>
internal static class Clause
{
    /// <summary>The names of all clauses of a suite.</summary>
    public static IReadOnlyList<string> NamesOf(Type contract) =>
        [.. contract.GetMethods().Where(m => m.GetCustomAttribute<FactAttribute>() is not null).Select(m => m.Name)];

    /// <summary>Whether the clause fails for at least one of its cases; each is run on a suite of its own.</summary>
    public static async Task<bool> FailsAsync(Type contract, string clause, Func<object> suite)
    {
        var method = contract.GetMethod(clause)!;
        object?[][] cases = [.. method.GetCustomAttributes<DataAttribute>().SelectMany(a => a.GetData(method))];
        foreach (var arguments in cases.Length == 0 ? [[]] : cases)
        {
            try
            {
                await (Task)method.Invoke(suite(), BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null)!;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                return true;
            }
        }

        return false;
    }
}
