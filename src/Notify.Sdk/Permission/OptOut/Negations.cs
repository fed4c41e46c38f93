using static Notify.Sdk.Permission.ClauseReader;
using static Notify.Sdk.Permission.ReplyRole;

namespace Notify.Sdk.Permission;

/// <summary>Wishes without a word for stop: not to send, not to want, no more.</summary>
internal static class Negations
{
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
        if (r[verb].Has(Want))
            return NotWant(r, neg, verb, all);
        if (r[verb].Has(Write | Send) && IsOfMe(r, Math.Min(neg, verb)) || r[verb].Has(Join))
            return Finding.None;
        return r[verb].Has(Write) ? NotContact(r, neg, verb, all)
            : r[verb].Has(Send) ? NotSend(r, all)
            : r[verb].Has(Receive) ? NotReceive(r, neg, all)
            : Finding.None;
    }

    /// <summary>"I don't text": the person does it.</summary>
    private static bool IsOfMe(ReadOnlySpan<ReplyRole> r, int from) => from > 0 && r[from - 1].Has(I);

    /// <summary>"Don't text me", with a thing or a place behind it perhaps: "don't text the code to my old phone".</summary>
    private static Finding NotContact(ReadOnlySpan<ReplyRole> r, int neg, int verb, ReplyRole all)
    {
        if (all.Has(Biz))
            return all.Has(Letter | More) ? Finding.Doubt(ReplyFrame.NotSend) : Finding.None;
        var unknown = Unknown(r);
        return unknown == 0 || all.Has(More | Letter) && unknown <= 3 || unknown == 1 && all.Has(Me) ? Finding.Stop(ReplyFrame.NotSend)
            : unknown <= 3 || all.Has(Me | More | Letter) ? Finding.Doubt(ReplyFrame.NotSend)
            : Finding.None;
    }

    /// <summary>"Don't send me texts": without a message or more, it may be any thing.</summary>
    private static Finding NotSend(ReadOnlySpan<ReplyRole> r, ReplyRole all)
    {
        if (all.Has(Biz))
            return all.Has(Letter) ? Finding.Doubt(ReplyFrame.NotSend) : Finding.None;
        var unknown = Unknown(r);
        if (all.Has(Letter))
            return unknown <= 3 ? Finding.Stop(ReplyFrame.NotSend) : Finding.Doubt(ReplyFrame.NotSend);
        return unknown == 0 ? all.Has(Me | More) ? Finding.Stop(ReplyFrame.NotSend) : Finding.Doubt(ReplyFrame.NotSend)
            : unknown <= 2 && all.Has(More) || unknown == 1 && all.Has(Me) ? Finding.Doubt(ReplyFrame.NotSend)
            : Finding.None;
    }

    private static Finding NotReceive(ReadOnlySpan<ReplyRole> r, int neg, ReplyRole all)
    {
        if (all.Has(Biz) || !all.Has(Letter | More | Write))
            return Finding.None;
        if (all.Has(Write))
            return Unknown(r) <= 2 ? Finding.Stop(ReplyFrame.NotWant) : Finding.Doubt(ReplyFrame.NotWant);
        return Unknown(r) == 0 || all.Has(Letter) && all.Has(More) && Unknown(r) <= 2 ? Finding.Stop(ReplyFrame.NotWant)
            : Unknown(r) <= 3 ? Finding.Doubt(ReplyFrame.NotWant)
            : Finding.None;
    }

    private static Finding NotWant(ReadOnlySpan<ReplyRole> r, int neg, int want, ReplyRole all)
    {
        var unknown = Unknown(r);
        if (all.Has(Biz))
            return all.Has(Letter) && all.Has(Receive | Send | Write) ? Finding.Doubt(ReplyFrame.NotWant) : Finding.None;
        if (all.Has(Write))
            return unknown <= 2 ? Finding.Stop(ReplyFrame.NotWant) : Finding.Doubt(ReplyFrame.NotWant);
        if (all.Has(Letter))
            return unknown <= 2 ? Finding.Stop(ReplyFrame.NotWant) : Finding.Doubt(ReplyFrame.NotWant);
        if (all.Has(Receive | Send))
            return unknown == 0 ? Finding.Stop(ReplyFrame.NotWant) : unknown == 1 || all.Has(More) && unknown <= 3
                ? Finding.Doubt(ReplyFrame.NotWant) : Finding.None;
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
