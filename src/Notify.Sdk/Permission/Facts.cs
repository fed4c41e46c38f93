using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Permission;

/// <summary>What is asked of the stores for one batch of people.</summary>
public sealed class FactRequest
{
    /// <summary>The topic.</summary>
    public required Topic Topic { get; init; }

    /// <summary>The notification.</summary>
    public required Notification Notification { get; init; }

    /// <summary>The people of the batch.</summary>
    public required IReadOnlyList<Person> People { get; init; }

    /// <summary>Now.</summary>
    public required Instant Now { get; init; }

    /// <summary>Whether the messages leave next, if nothing speaks against it; false while planning and in a preview.</summary>
    public bool AtHandOver { get; init; }

    /// <summary>
    /// The addresses of the people as permission knows them, each once: <see cref="AddressKey.ToLine"/>, and <see
    /// cref="AddressKey.ToOtherLine"/> of those in doubt.
    /// </summary>
    public required IReadOnlyCollection<AddressKey> Addresses { get; init; }

    /// <summary>Makes the codes by which people of other calls are known again; null where nobody has to be, as at hand-over.</summary>
    internal PersonCodes? Codes { get; init; }

    /// <summary>
    /// At hand-over the address that each of the people is told at, in their order. The mark of that address, and those of the person's
    /// accounts, are held by the very delivery that leaves; nobody else can hold them, so they need not be asked for.
    /// </summary>
    internal IReadOnlyList<AddressKey>? Held { get; init; }

    /// <summary>Names the call while planning; see <see cref="PersonTraces.Run"/>.</summary>
    internal ulong Run { get; init; }

    /// <summary>Collects the addresses of the people.</summary>
    public static FactRequest For(Topic topic, Notification notification, IReadOnlyList<Person> people, Instant now, bool atHandOver =
        false) =>
        For(topic, notification, people, now, atHandOver, codes: null, run: 0);

    internal static FactRequest AtHandOverOf(Topic topic, Notification notification, IReadOnlyList<Person> people,
        IReadOnlyList<AddressKey> held, Instant now) =>
        For(topic, notification, people, now, atHandOver: true, codes: null, run: 0, held);

    internal static FactRequest For(Topic topic, Notification notification, IReadOnlyList<Person> people, Instant now, bool atHandOver,
        PersonCodes? codes, ulong run, IReadOnlyList<AddressKey>? held = null)
    {
        ArgumentNullException.ThrowIfNull(people);
        HashSet<AddressKey> addresses = new(people.Count * 2);
        foreach (var person in people)
        {
            for (var i = 0; i < person.Accounts.Count; i++)
            {
                var own = person.Accounts[i].Addresses;
                for (var j = 0; j < own.Count; j++)
                {
                    addresses.Add(own[j].Key.ToLine());
                    if (own[j].Key.ToOtherLine() is { } other)
                        addresses.Add(other);
                }
            }
        }

        return new()
        {
            Topic = topic,
            Notification = notification,
            People = people,
            Now = now,
            AtHandOver = atHandOver,
            Addresses = addresses,
            Codes = codes,
            Run = run,
            Held = held,
        };
    }
}

/// <summary>Loads what gates need to know, once per batch. Implementations are thread-safe.</summary>
public interface IFactSource
{
    /// <summary>Looks up everything about the batch in as few store calls as possible, and puts it into <paramref name="facts"/>.</summary>
    ValueTask LoadAsync(FactRequest request, Facts facts, CancellationToken cancellationToken);
}

/// <summary>
/// What was loaded about a batch of people: one typed object per source. Read-only once loaded, then safe to read from
/// many threads.
/// </summary>
public sealed class Facts
{
    private readonly Dictionary<Type, object> _byType = [];

    /// <summary>Consents and opt-outs. Empty until loaded.</summary>
    public ConsentFacts Consents { get; private set; } = ConsentFacts.Empty;

    /// <summary>Suppression registers and hits. Empty until loaded.</summary>
    public SuppressionFacts Suppressions { get; private set; } = SuppressionFacts.Empty;

    /// <summary>What was told and planned before. Empty until loaded.</summary>
    public HistoryFacts History { get; private set; } = HistoryFacts.Empty;

    /// <summary>Puts the facts of one source; replaces earlier facts of the same type.</summary>
    public void Set<T>(T facts) where T : class
    {
        ArgumentNullException.ThrowIfNull(facts);
        switch (facts)
        {
            case ConsentFacts consents: Consents = consents; break;
            case SuppressionFacts suppressions: Suppressions = suppressions; break;
            case HistoryFacts history: History = history; break;
            default: _byType[typeof(T)] = facts; break;
        }
    }

    /// <summary>The facts of a source that may not be there.</summary>
    internal T? Find<T>() where T : class => _byType.TryGetValue(typeof(T), out var facts) ? (T)facts : null;

    /// <summary>The facts that a source of the integrator put.</summary>
    /// <exception cref="InvalidOperationException">Nothing of this type was loaded.</exception>
    public T Get<T>() where T : class => typeof(T) switch
    {
        var type when type == typeof(ConsentFacts) => (T)(object)Consents,
        var type when type == typeof(SuppressionFacts) => (T)(object)Suppressions,
        var type when type == typeof(HistoryFacts) => (T)(object)History,
        var type => _byType.TryGetValue(type, out var facts)
            ? (T)facts
            : throw new InvalidOperationException(
                $"No facts of type {type.Name} were loaded. Register their IFactSource with AddFacts<T>()."),
    };
}
