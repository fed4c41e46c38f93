using System.Reflection;

namespace Notify.Sdk.Conformance;

/// <summary>Runs all clauses of a suite on what is made wrong on purpose, and says which fail.</summary>
internal static class ClauseRun
{
    /// <summary>The names of the clauses that fail, in the order of the alphabet.</summary>
    /// <param name="suite">Makes the suite, anew for each clause.</param>
    public static async Task<IReadOnlyList<string>> FailuresAsync(Func<object> suite)
    {
        SortedSet<string> failed = new(StringComparer.Ordinal);
        var type = suite().GetType();
        var clauses = type.GetMethods(BindingFlags.Public | BindingFlags.Instance)
            .Where(m => m.GetCustomAttributes<FactAttribute>(inherit: true).Any()).ToList();
        Assert.NotEmpty(clauses);
        foreach (var clause in clauses)
        {
            var data = clause.GetCustomAttributes<InlineDataAttribute>().SelectMany(d => d.GetData(clause)).ToList();
            foreach (var arguments in clause.GetParameters().Length == 0 ? [[]] : data)
            {
                if (!await HoldsAsync(suite(), clause, arguments))
                    failed.Add(clause.Name);
            }
        }

        return [.. failed];
    }

    private static async Task<bool> HoldsAsync(object suite, MethodInfo clause, object?[] arguments)
    {
        var life = suite as IAsyncLifetime;
        try
        {
            await (life?.InitializeAsync() ?? Task.CompletedTask);
            await (Task)clause.Invoke(suite, arguments)!;
            return true;
        }
#pragma warning disable CA1031 // a clause fails by whatever it throws
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
        finally
        {
            await (life?.DisposeAsync() ?? Task.CompletedTask);
        }
    }
}
