using static Notify.Sdk.Permission.ClauseReader;
using static Notify.Sdk.Permission.ReplyRole;

namespace Notify.Sdk.Permission;

/// <summary>"Don't stop", "please do not unsubscribe me", "don't want to opt out": orders that are denied are none.</summary>
internal static class Denials
{
    private const ReplyRole Order = Stop | Leave | Depart | Cut | Cancel | Withdraw;

    /// <summary>Takes the denied orders out.</summary>
    /// <returns>
    /// Whether there was one, and whether one is denied of the sender ("you never stop", "why don't you stop"): that may be a wish.
    /// </returns>
    public static (bool Any, bool Opens) Apply(Span<ReplyRole> r, ReplyRole all)
    {
        var (any, opens) = (false, false);
        for (var neg = 0; neg < r.Length; neg++)
        {
            if (!r[neg].Has(Neg))
                continue;
            var target = Target(r, neg);
            if (target >= 0 && r[target].Has(Want) && Wanted(r, neg, target) is >= 0 and var wanted)
                target = wanted;
            if (target < 0 || !r[target].Has(Order))
                continue;
            var isOfOurs = all.Has(Ask | Cond) && all.Has(You | Write | Send | Letter);
            opens |= r[target].Has(Stop) && (isOfOurs || IsOfYou(r, Math.Min(neg, target)));
            any = true;
            r[target] = Light;
            if (r[neg].Has(Neg) && neg != target)
                r[neg] = Light;
        }

        return (any, opens);
    }

    /// <summary>"I don't want to leave": what is not wanted, after the verb or, in some languages, before it.</summary>
    private static int Wanted(ReadOnlySpan<ReplyRole> r, int neg, int want)
    {
        var next = Near(r, want, Order | Send | Write | Receive, 1);
        if (next >= 0 && Linked(r, want, next))
            return next;
        var last = Near(r, Math.Min(neg, want), Order | Send | Write | Receive, -1);
        return last >= 0 && Linked(r, last, want, Through & ~I) ? last : -1;
    }

    private static bool IsOfYou(ReadOnlySpan<ReplyRole> r, int from)
    {
        for (var i = from - 1; i >= 0 && r[i].Has(Light | You); i--)
        {
            if (r[i].Has(You))
                return true;
        }

        return false;
    }
}
