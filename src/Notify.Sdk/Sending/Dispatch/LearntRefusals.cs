using Microsoft.Extensions.Logging;
using NodaTime;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Sending;

/// <summary>
/// Puts addresses that a provider refused for good on their register. Where that cannot be written it is owed, and tried again before
/// anything else is handed over; it never keeps an outcome from being written. What is owed when the process ends is learnt again by the
/// next refusal. Thread-safe.
/// </summary>
internal sealed partial class InvalidAddresses(ISuppressionList suppressions, ILogger<InvalidAddresses> logger)
{
    private const string Register = "invalid-addresses";
    private const int MostOwed = 10_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<AddressKey, SuppressionEntry> _owed = [];

    /// <summary>Takes the addresses that were refused, and writes them if that can be done now.</summary>
    public async Task AddAsync(IReadOnlyList<HandedOver> handed, Instant now)
    {
        for (var i = 0; i < handed.Count; i++)
        {
            var message = handed[i].Ready.Message;
            if (handed[i].Outcome is { Kind: SendOutcomeKind.Rejected, Scope: RejectionScope.Address }
                && message.Channel.Knows(message.To.Key))
                Owe(new(message.To.Key, Register, SuppressionKind.Invalid, now));
        }

        await WriteAsync();
    }

    /// <summary>Writes what is owed, if that can be done now. Never throws.</summary>
    public async Task WriteAsync()
    {
        SuppressionEntry[] owed;
        lock (_lock)
            owed = [.. _owed.Values];
        if (owed.Length == 0)
            return;
        try
        {
            using CancellationTokenSource limit = new(Patience);
            await suppressions.AddAsync(owed, limit.Token).AsTask().WaitAsync(limit.Token);
            lock (_lock)
            {
                foreach (var entry in owed)
                    _owed.Remove(entry.Address);
            }
        }
#pragma warning disable CA1031 // a register that is away must not stop the worker
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogFault(owed.Length, fault.GetType().Name);
        }
    }

    private void Owe(SuppressionEntry entry)
    {
        lock (_lock)
        {
            if (_owed.Count < MostOwed)
                _owed.TryAdd(entry.Address, entry);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Count} addresses that were refused could not be suppressed: {Fault}; it is tried again with the next round")]
    private partial void LogFault(int count, string fault);
}
