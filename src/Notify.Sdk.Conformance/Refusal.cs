namespace Notify.Sdk.Conformance;

/// <summary>Asserts that a call is refused in words that help.</summary>
internal static class Refusal
{
    /// <summary>The call throws <typeparamref name="T"/>, and its message has the parts in this order.</summary>
    public static async Task ThrowsAsync<T>(Func<Task> call, params string[] parts) where T : Exception
    {
        var message = (await Assert.ThrowsAnyAsync<T>(call)).Message;
        var at = 0;
        foreach (var part in parts)
        {
            var found = message.IndexOf(part, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"'{part}' is missing in '{message}'.");
            at = found + part.Length;
        }
    }
}
