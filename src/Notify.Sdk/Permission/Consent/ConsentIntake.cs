using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using NodaTime;
using NodaTime.Text;
using Notify.Sdk.Consents;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Permission;

/// <summary>
/// Reads decisions before a ledger takes them, so that none is kept that could never count: an address in another spelling and
/// a topic in another case become what they mean; what means nothing is refused. Every ledger asks it. Thread-safe.
/// </summary>
public sealed class ConsentIntake
{
    /// <summary>By how much the clocks of two machines may differ before a yes is of the future.</summary>
    internal static readonly Duration ClockTolerance = Duration.FromMinutes(5);

    private const string Doubtful = "its phone number has no plus and may be one of two. Write it with + and country code.";

    private readonly AddressIntake _addresses;
    private readonly FrozenDictionary<string, Topic>? _topics;

    /// <summary>For authors and tests of stores; an application gets its own from the container.</summary>
    /// <param name="addresses">Reads addresses.</param>
    /// <param name="topics">The registered topics, or null where they are not known: then any name will do.</param>
    public ConsentIntake(AddressIntake addresses, IEnumerable<Topic>? topics)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        _addresses = addresses;
        _topics = topics?.Where(t => t.Class != MessageClass.Answer).ToFrozenDictionary(t => t.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The channels of the host.</summary>
    internal ChannelCatalog Channels => _addresses.Channels;

    /// <summary>For a ledger that stands alone: knows addresses, and takes any topic.</summary>
    public static ConsentIntake WithoutTopics { get; } = new(AddressIntake.Default, topics: null);

    /// <summary>What the id of a record at the second number ends with, when nobody knows at which of two a no was said.</summary>
    private const string AtOther = "/or";

    /// <summary>
    /// The decisions as they are kept: one for each, but for a no at a number of which nobody knows which of two it is
    /// (<see cref="AddressKey.ToOtherLine"/>). That counts at both; the second record has the id of the first and <c>/or</c>.
    /// </summary>
    /// <param name="records">What a caller hands over.</param>
    /// <param name="now">When the ledger takes them.</param>
    /// <exception cref="ArgumentException">
    /// One of them cannot be kept: no id of its own, no scope, an address that cannot be read, a topic that is not registered, a channel
    /// that does not reach the address, a brand that no topic has, a yes of the future, or one at a number in doubt. The message names
    /// record and remedy.
    /// </exception>
    public IReadOnlyList<ConsentRecord> Accept(IReadOnlyCollection<ConsentRecord> records, Instant now)
    {
        ArgumentNullException.ThrowIfNull(records);
        List<ConsentRecord> accepted = new(records.Count);
        foreach (var record in records)
        {
            if (!TryAccept(record, now, accepted, out var problem))
                throw new ArgumentException($"Record '{record?.Id}' was refused, and nothing was appended: {problem}", nameof(records));
        }

        return accepted;
    }

    /// <summary>The keys as consents are kept under, for what is shown or erased of a person.</summary>
    /// <exception cref="ArgumentException">
    /// One of them cannot be read, or is a number in doubt, of which one is another person's.
    /// </exception>
    public IReadOnlyCollection<AddressKey> Canonical(IReadOnlyCollection<AddressKey> addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        HashSet<AddressKey> keys = [];
        foreach (var address in addresses)
        {
            if (_addresses.CanonicalLines(address) is not [var line])
                throw new ArgumentException($"An address was refused: {Doubtful}", nameof(addresses));
            keys.Add(line);
        }

        return keys;
    }

    /// <summary>Adds the record to <paramref name="accepted"/> as it is kept, or says why it is not.</summary>
    internal bool TryAccept(ConsentRecord? record, Instant now, List<ConsentRecord> accepted, [NotNullWhen(false)] out string? problem)
    {
        problem = Unnamed(record) ?? Future(record!, now);
        if (problem is not null
            || !TryAddress(record!, out var address, out problem)
            || !TryScope(record!.Scope, out var scope, out problem)
            || !TryBrand(record.Brand, out var brand, out problem))
            return false;
        problem = null;
        var first = address.ToLine();
        var kept = record.Address == first && record.Scope == scope && record.Brand == brand
            ? record : record with { Address = first, Scope = scope, Brand = brand };
        accepted.Add(kept);
        if (address.ToOtherLine() is { } other)
            accepted.Add(kept with { Id = record.Id + AtOther, Address = other });
        return true;
    }

    /// <summary>Whether a record is the one that was handed over, and not its second at another number.</summary>
    internal static bool IsFirst(ConsentRecord record) => !record.Id.EndsWith(AtOther, StringComparison.Ordinal);

    private static string? Unnamed(ConsentRecord? record) =>
        record is null ? "it is null."
        : string.IsNullOrWhiteSpace(record.Id) ? "it has no id. Give each decision one of its own."
        : record.Id.StartsWith(ConsentSeal.ErasurePrefix, StringComparison.Ordinal)
            ? $"its id begins with '{ConsentSeal.ErasurePrefix}', which names erasures. Choose another."
        : record.Scope is null ? "it has no scope. Say ConsentScope.Of(topic), AllMarketing or Everything."
        : Enum.IsDefined(record.Status) ? null : $"its status {(int)record.Status} is none that is known.";

    /// <summary>
    /// A yes of the future would outlast every stop until then. A no of the future is never refused: it counts from when it was taken
    /// (<see cref="ConsentSeal.Open"/>).
    /// </summary>
    private static string? Future(ConsentRecord record, Instant now) =>
        record.Status == ConsentStatus.Withdrawn || record.OccurredAt <= now + ClockTolerance ? null
        : $"its date, {InstantPattern.General.Format(record.OccurredAt)}, lies in the future. Give the instant at which the person "
            + $"decided.";

    private bool TryAddress(ConsentRecord record, out AddressKey address, [NotNullWhen(false)] out string? problem)
    {
        if (!_addresses.TryCanonical(record.Address, out address, out problem))
        {
            problem = $"its address is none of kind {record.Address.Kind?.Name ?? "unknown"} ({problem}). Read it with AddressIntake, or "
                + $"use "
                + $"ConsentDesk, which takes it as it was written.";
            return false;
        }

        if (address.ToOtherLine() is not null && record.Status != ConsentStatus.Withdrawn)
        {
            problem = Doubtful;
            return false;
        }

        if (record.Channel is not { } channel || _addresses.Channels.Known(channel).Reaches(address.Kind))
            return true;
        problem = $"channel {channel} does not reach an address of kind {address.Kind}, so it would never count. Leave the channel "
            + $"out for all.";
        return false;
    }

    private bool TryScope(ConsentScope given, out ConsentScope scope, [NotNullWhen(false)] out string? problem)
    {
        (scope, problem) = (given, null);
        if (given.Topic is not { } name || _topics is null)
            return true;
        if (_topics.TryGetValue(name.Trim(), out var topic))
        {
            scope = topic.Name == name ? given : ConsentScope.Of(topic.Name);
            return true;
        }

        var known = string.Join(", ", _topics.Keys.Order(StringComparer.Ordinal));
        problem = $"topic '{name}' is not registered, so it would never count. Registered: {(known.Length == 0 ? "none" : known)}. Add it "
            + $"with AddTopic, or use ConsentScope.AllMarketing or Everything.";
        return false;
    }

    /// <summary>A topic without a brand speaks for every brand; where all have one, a brand that none has is a slip.</summary>
    private bool TryBrand(string? given, out string brand, [NotNullWhen(false)] out string? problem)
    {
        (brand, problem) = (given?.Trim() ?? "", null);
        var wanted = brand;
        if (wanted.Length == 0 || _topics is null || _topics.Values.Any(
            t => t.Brand.Length == 0 || string.Equals(t.Brand, wanted, StringComparison.OrdinalIgnoreCase)))
            return true;
        problem = $"no topic has the brand '{brand}', so it would never count. Brands: "
            + $"{string.Join(", ", _topics.Values.Select(t => t.Brand).Distinct().Order(StringComparer.Ordinal))}. Leave it empty for all.";
        return false;
    }
}
