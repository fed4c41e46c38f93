using static Notify.Sdk.Permission.ClauseReader;
using static Notify.Sdk.Permission.ReplyRole;

namespace Notify.Sdk.Permission;

/// <summary>Wishes without a word for stop: not to send, not to want, no more.</summary>
internal static class Negations
{
    // So many words beside an order may say what it is about.
    private const int Beside = 2;

    public static Finding Read(ReadOnlySpan<ReplyRole> r, ReplyRole all, bool asks)
    {
        var found = Finding.None;
        if (all.Has(Past))
            return found;
        for (var i = 0; i < r.Length; i++)
        {
            if (r[i].Has(Neg))
                found = found.Or(About(r, i, all, asks));
        }

        return found;
    }

    private static Finding About(ReadOnlySpan<ReplyRole> r, int neg, ReplyRole all, bool asks)
    {
        var verb = Target(r, neg);
        if (verb < 0)
            return NoMore(r, neg, all, asks);
        var unknown = UnknownAround(r, Math.Min(neg, verb), Math.Max(neg, verb));
        if (r[verb].Has(Want))
            return NotWant(all, unknown);
        if (r[verb].Has(Write | Send) && IsOfMe(r, Math.Min(neg, verb)) || r[verb].Has(Join))
            return Finding.None;
        return r[verb].Has(Write) ? NotContact(all, unknown)
            : r[verb].Has(Send) ? NotSend(all, unknown)
            : r[verb].Has(Receive) ? NotReceive(all, unknown)
            : Finding.None;
    }

    /// <summary>
    /// How many words are in no list around a verb that is denied, with what it is about: a reason that follows tells nothing.
    /// </summary>
    private static int UnknownAround(ReadOnlySpan<ReplyRole> r, int from, int to)
    {
        const ReplyRole objects = Letter | More | Me | Ident | List | Send | Write | Receive | Limit | Keep;
        for (var next = Near(r, to, objects, 1); next >= 0 && Unknown(r, to, next) <= 1; next = Near(r, to, objects, 1))
            to = next;
        for (var last = Near(r, from, objects, -1); last >= 0 && Unknown(r, last, from) <= 1; last = Near(r, from, objects, -1))
            from = last;
        return Unknown(r[Math.Max(0, from - Beside)..Math.Min(r.Length, to + Beside + 1)]);
    }

    /// <summary>"I don't text": the person does it.</summary>
    private static bool IsOfMe(ReadOnlySpan<ReplyRole> r, int from) => from > 0 && r[from - 1].Has(I);

    /// <summary>"Don't text me", with a thing or a place behind it perhaps: "don't text the code to my old phone".</summary>
    private static Finding NotContact(ReplyRole all, int unknown)
    {
        if (all.Has(Biz))
            return all.Has(Letter | More) ? Finding.Doubt(ReplyFrame.NotSend) : Finding.None;
        return unknown == 0 || all.Has(More | Letter) && unknown <= 3 || unknown == 1 && all.Has(Me) ? Finding.Stop(ReplyFrame.NotSend)
            : unknown <= 3 || all.Has(Me | More | Letter) ? Finding.Doubt(ReplyFrame.NotSend)
            : Finding.None;
    }

    /// <summary>"Don't send me texts": without a message or more, it may be any thing.</summary>
    private static Finding NotSend(ReplyRole all, int unknown)
    {
        if (all.Has(Biz))
            return all.Has(Letter) ? Finding.Doubt(ReplyFrame.NotSend) : Finding.None;
        if (all.Has(Letter))
            return unknown <= 3 ? Finding.Stop(ReplyFrame.NotSend) : Finding.Doubt(ReplyFrame.NotSend);
        return unknown == 0 ? all.Has(Me | More) ? Finding.Stop(ReplyFrame.NotSend) : Finding.Doubt(ReplyFrame.NotSend)
            : unknown <= 2 && all.Has(More) || unknown == 1 && all.Has(Me) ? Finding.Doubt(ReplyFrame.NotSend)
            : Finding.None;
    }

    private static Finding NotReceive(ReplyRole all, int unknown)
    {
        if (all.Has(Biz) || !all.Has(Letter | More | Write))
            return Finding.None;
        if (all.Has(Write))
            return unknown <= 2 ? Finding.Stop(ReplyFrame.NotWant) : Finding.Doubt(ReplyFrame.NotWant);
        return unknown == 0 || all.Has(Letter) && all.Has(More) && unknown <= 2 ? Finding.Stop(ReplyFrame.NotWant)
            : unknown <= 3 && all.Has(Letter) ? Finding.Doubt(ReplyFrame.NotWant)
            : Finding.None;
    }

    private static Finding NotWant(ReplyRole all, int unknown)
    {
        if (all.Has(Biz))
            return all.Has(Letter) && all.Has(Receive | Send | Write) ? Finding.Doubt(ReplyFrame.NotWant) : Finding.None;
        if (all.Has(Write))
            return unknown <= 2 ? Finding.Stop(ReplyFrame.NotWant) : Finding.Doubt(ReplyFrame.NotWant);
        if (all.Has(Letter))
            return unknown <= 2 ? Finding.Stop(ReplyFrame.NotWant) : Finding.Doubt(ReplyFrame.NotWant);
        if (all.Has(Receive | Send))
            return unknown == 0 ? Finding.Stop(ReplyFrame.NotWant) : Finding.None;
        return unknown == 0 ? Finding.Doubt(ReplyFrame.NotWant) : Finding.None;
    }

    /// <summary>"No more texts", "keine Werbung".</summary>
    private static Finding NoMore(ReadOnlySpan<ReplyRole> r, int neg, ReplyRole all, bool asks)
    {
        if (asks || all.Has(Ask | Biz))
            return Finding.None;
        var letter = Near(r, neg, Letter, 1);
        if (letter < 0 || !Linked(r, neg, letter))
            letter = Near(r, neg, Letter, -1) is >= 0 and var before && Linked(r, before, neg) ? before : -1;
        var unknown = Unknown(r);
        if (letter < 0)
            return unknown == 0 && all.Has(More) && !all.Has(I) ? Finding.Doubt(ReplyFrame.NoMore) : Finding.None;
        return unknown == 0 || all.Has(More) && unknown <= 2 ? Finding.Stop(ReplyFrame.NoMore) : unknown <= 2
            ? Finding.Doubt(ReplyFrame.NoMore) : Finding.None;
    }
}
