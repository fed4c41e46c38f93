namespace Notify.Sdk.Stores;

/// <summary>What a trace stands at.</summary>
public enum TraceKind : byte
{
    /// <summary>The caller's own id of the human being.</summary>
    AssertedPerson,

    /// <summary>The id of an account, whatever its source.</summary>
    Account,

    /// <summary>An address of an account.</summary>
    Address,
}

/// <summary>What is known of the name that a trace was made of.</summary>
public enum TracedName : byte
{
    /// <summary>There was none.</summary>
    None,

    /// <summary>Some of it was shortened to initials.</summary>
    Initials,

    /// <summary>It was written out.</summary>
    Full,
}

/// <summary>
/// Where one account of a person who is told can be known again. Everything in it is a code; no name, id or address can be read from
/// it.
/// </summary>
/// <param name="Kind">What it stands at.</param>
/// <param name="At">The code of the id or address.</param>
/// <param name="Name">At an address: the code of the account's name. Else: the second half of the code of the id.</param>
/// <param name="Form">At an address: what the name was.</param>
/// <param name="Verified">At an address: whether the account proved that it owns it.</param>
public readonly record struct PersonTrace(TraceKind Kind, ulong At, ulong Name, TracedName Form, bool Verified);

/// <summary>
/// Where a person who is told can be known again when they come under another account in another call: at every asserted id and
/// every address of every account, used or not. Immutable.
/// </summary>
/// <param name="ContentKey">Names the content, as for accounts (<see cref="ContentKeys.ForAccounts"/>).</param>
/// <param name="Run">
/// Names the call. People of one call were told apart with the whole list in view, so traces of the same call bar nobody.
/// </param>
/// <param name="Traces">The traces.</param>
public sealed record PersonTraces(string ContentKey, ulong Run, IReadOnlyList<PersonTrace> Traces)
{
    /// <summary>The code of the asserted person id; 0 without one. Two different ones are never one person.</summary>
    public ulong PersonId { get; init; }

    /// <summary>
    /// The accounts that the application said are somebody else (<see cref="AudienceOptions.NotSame"/>), as traces: looked
    /// for, and
    /// never left. Whoever left one of them is not this person.
    /// </summary>
    public IReadOnlyList<PersonTrace> Apart { get; init; } = [];

    /// <summary>The codes of all places at which a store looks, each once.</summary>
    public IReadOnlyCollection<ulong> Places
    {
        get
        {
            var places = new ulong[Traces.Count + Apart.Count];
            var count = 0;
            for (var i = 0; i < places.Length; i++)
            {
                var at = i < Traces.Count ? Traces[i].At : Apart[i - Traces.Count].At;
                if (!places.AsSpan(0, count).Contains(at))
                    places[count++] = at;
            }

            return count == places.Length ? places : places[..count];
        }
    }

    /// <summary>The code of the verified date of birth; 0 without one. Two different ones are never one person.</summary>
    public ulong BirthDate { get; init; }
}

/// <summary>A trace that stands.</summary>
/// <param name="Trace">The trace.</param>
/// <param name="PersonId">As of its <see cref="PersonTraces"/>.</param>
/// <param name="BirthDate">As of its <see cref="PersonTraces"/>.</param>
/// <param name="Run">As of its <see cref="PersonTraces"/>.</param>
/// <param name="Delivery">The delivery that left it.</param>
/// <param name="Standing">How far that one got.</param>
public readonly record struct StandingTrace(PersonTrace Trace, ulong PersonId, ulong BirthDate, ulong Run, DeliveryId Delivery,
    OnceStanding Standing);
