using NodaTime;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Permission;

/// <summary>
/// Where open doubts stand: entries of their own kind on a register of the suppression list, so that every store keeps them.
/// </summary>
internal static class Doubts
{
    /// <summary>Name of the register.</summary>
    public const string Register = "doubtful-replies";

    public static SuppressionEntry Entry(AddressKey address, Instant since) => new(address, Register, SuppressionKind.Doubtful, since);

    /// <summary>The doubt at the address, or null.</summary>
    public static SuppressionEntry? Find(IEnumerable<SuppressionEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.Kind == SuppressionKind.Doubtful)
                return entry;
        }

        return null;
    }
}

/// <summary>When the facts of a batch were loaded, which tells a doubt that has lasted from one that may still be settled.</summary>
internal sealed record DoubtFacts(Instant LoadedAt);

/// <summary>The doubts themselves come with the suppression facts.</summary>
internal sealed class DoubtFactSource : IFactSource
{
    public ValueTask LoadAsync(FactRequest request, Facts facts, CancellationToken cancellationToken)
    {
        facts.Set(new DoubtFacts(request.Now));
        return ValueTask.CompletedTask;
    }
}
