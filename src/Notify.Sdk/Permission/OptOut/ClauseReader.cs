using static Notify.Sdk.Permission.ReplyRole;

namespace Notify.Sdk.Permission;

/// <summary>
/// Reads a clause by the roles of its words: who does what to whom, whether it is denied, and what the object is. The rules are the
/// same for all languages; verb and object may stand in either order.
/// </summary>
internal static class ClauseReader
{
    /// <summary>May stand between a verb and its object.</summary>
    public const ReplyRole Through = Light | Polite | Me | I | You | More | Number | Want | Receive | Neg | Ident | Limit;

    private const ReplyRole Quit = Stop | Leave | Depart | Cut | Cancel;
    private const ReplyRole Verb = Quit | Send | Write | Want | Receive | Join;

    /// <summary>A message of any kind.</summary>
    public const ReplyRole Letter = Message | Promo | Named;

    /// <summary>Reads a clause.</summary>
    /// <param name="r">The roles of its words; what is denied is taken out.</param>
    /// <param name="asks">Whether a question mark stands in the message.</param>
    public static Finding Read(Span<ReplyRole> r, bool asks)
    {
        var all = All(r);
        var found = Phrases(r, all, asks);
        if ((all & (Quit | Neg | Withdraw | Oppose | Fed | Join | Again | Receive)) == 0)
            return Limited(found, all);
        var isDenied = all.Has(Neg);
        var (denied, opens) = isDenied ? Denials.Apply(r, all) : default;
        all = All(r);
        var order = Negations.Read(r, all, asks).Or(Orders.Read(r, all, asks)).Or(Rights(r, all, asks));
        if (opens)
            order = order.Or(Finding.Doubt(ReplyFrame.Denied));
        if (IsAlready(r, all))
            order = order.Or(Finding.Doubt(ReplyFrame.Already));
        if (found is { Kind: ReplyKind.Doubtful, IsOrder: false } && order is { Kind: ReplyKind.Doubtful, IsOrder: true })
            order = order with { Wish = found.Wish }; // with a reason, which the message tells by its roles
        else
            order = found.And(order);
        if (denied && order.Kind == ReplyKind.Other)
            return new(ReplyKind.Other, ReplyFrame.Denied);
        return Limited(isDenied ? order : order.Or(Resume(r, all, asks)), all);
    }

    /// <summary>Whether nothing but words of the roles stands between two words.</summary>
    public static bool Linked(ReadOnlySpan<ReplyRole> r, int from, int to, ReplyRole through = Through) =>
        Unknown(r, from, to, through) == 0;

    /// <summary>How many words between two are not of the roles.</summary>
    public static int Unknown(ReadOnlySpan<ReplyRole> r, int from, int to, ReplyRole through = Through)
    {
        var count = 0;
        for (var i = Math.Min(from, to) + 1; i < Math.Max(from, to); i++)
            count += (r[i] & through) == 0 ? 1 : 0;
        return count;
    }

    /// <summary>How many words of the clause are in no list.</summary>
    public static int Unknown(ReadOnlySpan<ReplyRole> r)
    {
        var count = 0;
        foreach (var role in r)
            count += role == None ? 1 : 0;
        return count;
    }

    /// <summary>The nearest word of the roles after another, or before it; -1 for none.</summary>
    public static int Near(ReadOnlySpan<ReplyRole> r, int from, ReplyRole wanted, int step)
    {
        for (var i = from + step; i >= 0 && i < r.Length; i += step)
        {
            if ((r[i] & wanted) != 0)
                return i;
        }

        return -1;
    }

    public static ReplyRole All(ReadOnlySpan<ReplyRole> r)
    {
        var all = None;
        foreach (var role in r)
            all |= role;
        return all;
    }

    public static bool Has(this ReplyRole roles, ReplyRole any) => (roles & any) != 0;

    /// <summary>The verb that a negation is about: itself, else the next, else the last before it.</summary>
    public static int Target(ReadOnlySpan<ReplyRole> r, int neg)
    {
        if (r[neg].Has(Verb))
            return neg;
        var next = Near(r, neg, Verb, 1);
        if (next >= 0 && Linked(r, neg, next, Through | Letter | List | Again))
            return next;
        var last = Near(r, neg, Verb, -1);
        return last >= 0 && Linked(r, neg, last, Through | Letter | List) ? last : -1;
    }

    private static Finding Phrases(ReadOnlySpan<ReplyRole> r, ReplyRole all, bool asks)
    {
        var found = Finding.None;
        if (all.Has(Idiom))
            found = IsDenied(r, Idiom) ? found : asks || all.Has(Biz) ? Finding.Doubt(ReplyFrame.Idiom) : Finding.Stop(ReplyFrame.Idiom);
        if (all.Has(Hint) && !all.Has(Biz))
            found = found.Or(Finding.Doubt(ReplyFrame.Hint));
        if (all.Has(Person))
            found = found.Or(Finding.Doubt(ReplyFrame.Person));
        if (all.Has(Threat) && !all.Has(Biz))
            found = found.Or(Finding.Doubt(ReplyFrame.Threat));
        if (all.Has(Instead) && Unknown(r) == 0)
            found = found.Or(new(ReplyKind.OptOut, ReplyFrame.Channel, ReplyScope.Channel));
        if (all.Has(Fed) && all.Has(Fewer) && IsTooMany(r))
            found = all.Has(Letter | Write) ? found.Or(Finding.Doubt(ReplyFrame.Fewer)) : found;
        else if (all.Has(Only | Who) || all.Has(Fewer | Instead | Time | Language) && !all.Has(Biz))
            found = found.Or(new(all.Has(Who) ? ReplyKind.Help : ReplyKind.Wish, Wish(all)));
        if (all.Has(Medium) && !all.Has(Neg | Biz | Limit | Quit) && Unknown(r) == 0 && r.Length <= 5)
            found = found.Or(new(ReplyKind.Wish, ReplyFrame.Channel));
        return all.Has(Assist) && !all.Has(Neg | Biz) && Unknown(r) <= 2 ? found.Or(new(ReplyKind.Help, ReplyFrame.Help)) : found;
    }

    /// <summary>"Too many": fed up, and a wish for fewer, in one.</summary>
    private static bool IsTooMany(ReadOnlySpan<ReplyRole> r)
    {
        foreach (var role in r)
        {
            if (role.Has(Fed) && role.Has(Fewer))
                return true;
        }

        return false;
    }

    private static ReplyFrame Wish(ReplyRole all) =>
        all.Has(Who) ? ReplyFrame.Who
        : all.Has(Language) ? ReplyFrame.Language
        : all.Has(Only) ? ReplyFrame.Only
        : all.Has(Fewer) ? ReplyFrame.Fewer
        : all.Has(Time) ? ReplyFrame.Time
        : ReplyFrame.Channel;

    private static bool IsDenied(ReadOnlySpan<ReplyRole> r, ReplyRole what)
    {
        for (var i = 1; i < r.Length; i++)
        {
            if (r[i].Has(what) && r[i - 1].Has(Neg))
                return true;
        }

        return false;
    }

    /// <summary>Consent that is withdrawn, use that is objected to, messages that one is fed up with.</summary>
    private static Finding Rights(ReadOnlySpan<ReplyRole> r, ReplyRole all, bool asks)
    {
        if (all.Has(Withdraw) && all.Has(Consent))
            return Finding.Stop(ReplyFrame.Withdraw);
        if (all.Has(Neg) && all.Has(Consent) && !all.Has(Biz))
            return Unknown(r) <= 2 ? Finding.Stop(ReplyFrame.Withdraw) : Finding.Doubt(ReplyFrame.Withdraw);
        if (all.Has(Oppose) && all.Has(Letter | Ident | Consent | Write | Receive) && !all.Has(Neg | Biz))
            return Unknown(r) <= 5 ? Finding.Stop(ReplyFrame.Object) : Finding.Doubt(ReplyFrame.Object);
        return all.Has(Fed) && !all.Has(Fewer | Biz) ? FedUp(r, all, asks) : Finding.None;
    }

    /// <summary>"Enough of your texts"; "enough for four?" is business.</summary>
    private static Finding FedUp(ReadOnlySpan<ReplyRole> r, ReplyRole all, bool asks)
    {
        var unknown = Unknown(r);
        if (all.Has(Letter | Write))
            return unknown <= 2 ? Finding.Stop(ReplyFrame.Fed) : Finding.Doubt(ReplyFrame.Fed);
        return unknown == 0 && !all.Has(Number) ? Finding.Doubt(ReplyFrame.Fed) : Finding.None;
    }

    /// <summary>"I already sent STOP".</summary>
    private static bool IsAlready(ReadOnlySpan<ReplyRole> r, ReplyRole all) =>
        all.Has(Past) && all.Has(Stop | Leave | Depart | Cut) && all.Has(More) && !all.Has(Neg | Biz) && Unknown(r) <= 3;

    /// <summary>"I unsubscribed by mistake": the verb that stands nearest is what was not meant.</summary>
    public static bool IsUndone(ReadOnlySpan<ReplyRole> r)
    {
        for (var at = 0; at < r.Length; at++)
        {
            if (!r[at].Has(Mistake))
                continue;
            var (before, after) = (Near(r, at, Quit | Join | Again, -1), Near(r, at, Quit | Join | Again, 1));
            var nearest = after < 0 || before >= 0 && at - before <= after - at ? before : after;
            if (nearest >= 0 && r[nearest].Has(Quit) && !r[nearest].Has(Join | Again) && !(r[nearest].Has(Cut) && All(r).Has(Letter)))
                return true; // "I deleted your message by mistake" is business
        }

        return false;
    }

    /// <summary>
    /// "Subscribe me again", "sign me up for your newsletter": only what leaves no word unexplained lifts a stop.
    /// </summary>
    private static Finding Resume(ReadOnlySpan<ReplyRole> r, ReplyRole all, bool asks)
    {
        const ReplyRole otherwise = Fewer | Instead | Time | Only | Language | Keep;
        if (all.Has(Quit | Neg | Biz | Past | Cond) || !all.Has(Join | Receive | Letter | Send))
            return Finding.None;
        var isAgain = all.Has(Again);
        var isAsked = all.Has(Join) && (isAgain || all.Has(Letter)) || isAgain && all.Has(Want) && all.Has(Receive) && all.Has(Letter);
        if (isAsked && !asks && !all.Has(Ask | Limit | otherwise) && Unknown(r) == 0)
            return new(ReplyKind.OptIn, ReplyFrame.Resume);
        var about = Unknown(r) == 0 ? Me | Letter | List : Letter | List;
        var isPerhaps = isAgain && all.Has(Join | Letter)
            || Unknown(r) <= 1 && (all.Has(Join) && all.Has(about) || all.Has(Want) && all.Has(Receive) && all.Has(Letter));
        return isPerhaps ? Finding.Doubt(ReplyFrame.Resume) : Finding.None;
    }

    /// <summary>A condition, a time or a place makes a stop less than one.</summary>
    private static Finding Limited(Finding found, ReplyRole all) =>
        found.Kind == ReplyKind.OptOut && found.Scope == ReplyScope.Unstated && all.Has(Cond | Limit)
            ? Finding.Doubt(all.Has(Cond) ? found.Frame : ReplyFrame.Time) : found;
}
