using Notify.Sdk.Audience;

namespace Notify.Sdk.Stores;

/// <summary>
/// Whether a person who comes in a later call is one who is told already: the identity rules on codes instead of texts, the same
/// in every store. Pure. For authors of stores.
/// </summary>
/// <remarks>
/// The same asserted id, the same account id of another source, an address that both verified, or an address and a compatible
/// name. Never two asserted ids or two dates of birth. Initials join the one full name at the address that they fit; whoever has
/// no name joins the one person there, unless they have a phone number. Never who the application said is somebody else. Doubt keeps
/// people apart: a second copy is the smaller harm.
/// </remarks>
public static class TraceRules
{
    /// <summary>The traces that the same person left in other calls.</summary>
    /// <param name="standing">What stands at the places of <paramref name="coming"/>; what stands elsewhere is passed over.</param>
    /// <param name="coming">The person who comes.</param>
    /// <param name="self">The delivery that is written anew, whose own traces do not count; null for a new one.</param>
    public static IReadOnlyList<StandingTrace> Joined(IReadOnlyList<StandingTrace> standing, PersonTraces coming, DeliveryId? self)
    {
        ArgumentNullException.ThrowIfNull(standing);
        ArgumentNullException.ThrowIfNull(coming);
        return HasOthers(standing, coming, self) ? Among(standing, coming, self) : [];
    }

    private static List<StandingTrace> Among(IReadOnlyList<StandingTrace> standing, PersonTraces coming, DeliveryId? self)
    {
        List<StandingTrace> found = [];
        var others = coming.Apart.Count == 0 ? [] : standing.Where(s => coming.Apart.Any(a => IsAccount(a, s.Trace)))
            .Select(s => s.Delivery).ToHashSet();
        foreach (var place in coming.Traces)
        {
            List<StandingTrace> here =
                [.. standing.Where(s => s.Trace.At == place.At && s.Trace.Kind == place.Kind && s.Run != coming.Run && s.Delivery != self
                    && !others.Contains(s.Delivery))];
            found.AddRange(here.Where(s => CanBeOne(s, coming) && IsSame(place, s.Trace, here)));
        }

        return found;
    }

    // Nearly always only the person's own household stands at an address, from the same call.
    private static bool HasOthers(IReadOnlyList<StandingTrace> standing, PersonTraces coming, DeliveryId? self)
    {
        for (var i = 0; i < standing.Count; i++)
        {
            if (standing[i].Run != coming.Run && standing[i].Delivery != self)
                return true;
        }

        return false;
    }

    private static bool IsAccount(in PersonTrace account, in PersonTrace trace) =>
        trace.Kind == TraceKind.Account && trace.At == account.At && trace.Name == account.Name;

    private static bool CanBeOne(in StandingTrace standing, PersonTraces coming) =>
        (standing.PersonId == 0 || coming.PersonId == 0 || standing.PersonId == coming.PersonId)
        && (standing.BirthDate == 0 || coming.BirthDate == 0 || standing.BirthDate == coming.BirthDate);

    private static bool IsSame(in PersonTrace coming, in PersonTrace told, List<StandingTrace> here) => coming.Kind switch
    {
        TraceKind.AssertedPerson or TraceKind.Account => coming.Name == told.Name,
        TraceKind.Address => (coming.Verified && told.Verified) || NamesAgree(coming, told, [coming, .. here.Select(h => h.Trace)]),
        _ => throw new ArgumentOutOfRangeException(nameof(coming), $"A trace of kind {coming.Kind} is unknown."),
    };

    private static bool NamesAgree(in PersonTrace one, in PersonTrace other, List<PersonTrace> atAddress) =>
        WhoIs(one, atAddress) is { } who && WhoIs(other, atAddress) == who;

    /// <summary>The name of the person at the address whom a name stands for; null where it may be anybody's.</summary>
    private static ulong? WhoIs(PersonTrace name, List<PersonTrace> atAddress) => name.Form switch
    {
        TracedName.Full => name.Name,
        TracedName.Initials => WhoseInitials(name, atAddress),
        TracedName.None => name.Name == NameCodes.NamelessWithOwnPhone ? null : OnlyPerson(atAddress),
        _ => throw new ArgumentOutOfRangeException(nameof(name), $"A name of form {name.Form} is unknown."),
    };

    /// <summary>The one full name that the initials fit; of none, they stand for themselves; of several, for nobody.</summary>
    private static ulong? WhoseInitials(PersonTrace initials, List<PersonTrace> atAddress)
    {
        var fits = atAddress.Where(n => n.Form == TracedName.Full && NameCodes.CanTell(initials.Name, n.Name)
            && NameCodes.IsInitialOf(initials.Name, n.Name))
            .Select(n => n.Name).Distinct().ToList();
        return fits switch { [] => initials.Name, [var only] => only, _ => null };
    }

    private static ulong? OnlyPerson(List<PersonTrace> atAddress)
    {
        var people = atAddress.Where(n => n.Form != TracedName.None).Select(n => WhoIs(n, atAddress)).Distinct().ToList();
        return people is [{ } only] ? only : null;
    }
}
