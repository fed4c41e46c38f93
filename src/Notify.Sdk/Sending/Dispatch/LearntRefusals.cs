using Microsoft.Extensions.Logging;
using NodaTime;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Sending;

/// <summary>
/// Learns from what a provider refused for good: an address where nobody is goes on its register, and a stop that the person told the
/// provider goes into the ledger. Where that cannot be written it is owed, and tried again before anything else is handed over; it never
/// keeps an outcome from being written. What is owed when the process ends is learnt again by the next refusal. Thread-safe.
/// </summary>
internal sealed partial class LearntRefusals(ISuppressionList suppressions, ProviderStops stops, ILogger<LearntRefusals> logger)
{
    private const string Register = "invalid-addresses";
    private const int MostOwed = 10_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<AddressKey, SuppressionEntry> _owed = [];
    private readonly Dictionary<string, ConsentRecord> _owedStops = [];

    /// <summary>Takes what was refused, and writes what follows if that can be done now.</summary>
    public async Task AddAsync(IReadOnlyList<HandedOver> handed, Instant now)
    {
        for (var i = 0; i < handed.Count; i++)
        {
            if (handed[i].Outcome is not { Kind: SendOutcomeKind.Rejected } refused)
                continue;
            var message = handed[i].Ready.Message;
            if (refused.Scope == RejectionScope.Address && message.Channel.Knows(message.To.Key))
                Owe(_owed, message.To.Key, new(message.To.Key, Register, SuppressionKind.Invalid, now));
            else if (refused.Scope == RejectionScope.OptedOut)
                Owe(_owedStops, message.IdempotencyKey, stops.Of(message.IdempotencyKey, message.To.Key, message.Channel, message.Brand,
                    message.Provider, now));
        }

        await WriteAsync();
    }

    /// <summary>Writes what is owed, if that can be done now. Never throws.</summary>
    public async Task WriteAsync()
    {
        await WriteAsync(_owed, (entries, stop) => suppressions.AddAsync(entries, stop));
        await WriteAsync(_owedStops, stops.LearnAsync);
    }

    private async Task WriteAsync<TKey, T>(Dictionary<TKey, T> waiting, Func<T[], CancellationToken, ValueTask> write) where TKey : notnull
    {
        KeyValuePair<TKey, T>[] owed;
        lock (_lock)
            owed = [.. waiting];
        if (owed.Length == 0)
            return;
        try
        {
            using CancellationTokenSource limit = new(Patience);
            await write([.. owed.Select(o => o.Value)], limit.Token).AsTask().WaitAsync(limit.Token);
            lock (_lock)
            {
                foreach (var (key, _) in owed)
                    waiting.Remove(key);
            }
        }
#pragma warning disable CA1031 // a register that is away must not stop the worker
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogFault(owed.Length, fault.GetType().Name);
        }
    }

    private void Owe<TKey, T>(Dictionary<TKey, T> owed, TKey key, T what) where TKey : notnull
    {
        lock (_lock)
        {
            if (owed.Count < MostOwed)
                owed.TryAdd(key, what);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Count} addresses that were refused could not be suppressed: {Fault}; it is tried again with the next round")]
    private partial void LogFault(int count, string fault);
}
