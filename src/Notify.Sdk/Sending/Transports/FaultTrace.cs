using System.Text;

namespace Notify.Sdk.Sending;

/// <summary>Where an exception came from, without its texts, which may quote an address.</summary>
internal static class FaultTrace
{
    private const int MostExceptions = 10;

    /// <summary>The types of the exception and of those inside it, outermost first, each with its stack.</summary>
    public static string Of(Exception fault)
    {
        StringBuilder trace = new();
        var (next, left) = (fault, MostExceptions);
        for (; next is not null && left > 0; next = next.InnerException, left--)
            trace.Append(trace.Length > 0 ? "\nbecause of " : "").Append(next.GetType().FullName).Append('\n').Append(next.StackTrace);
        return trace.ToString();
    }
}
