using static Notify.Sdk.Permission.ClauseReader;
using static Notify.Sdk.Permission.ReplyRole;

namespace Notify.Sdk.Permission;

/// <summary>Orders with a word for it: stop, unsubscribe, remove, cancel. The object decides.</summary>
internal static class Orders
{
    public static Finding Read(ReadOnlySpan<ReplyRole> r, ReplyRole all, bool asks)
    {
        var found = Finding.None;
        for (var i = 0; i < r.Length; i++)
        {
            if (r[i].Has(Stop))
                found = found.Or(StopAt(r, i, all, asks));
            if (r[i].Has(Leave))
                found = found.Or(LeaveAt(r, all));
            if (r[i].Has(Depart))
                found = found.Or(DepartAt(r, i, all));
            if (r[i].Has(Cut))
                found = found.Or(CutAt(r, i, all));
            if (r[i].Has(Cancel))
                found = found.Or(CancelAt(r, i, all));
        }

        return found;
    }

    private static Finding StopAt(ReadOnlySpan<ReplyRole> r, int at, ReplyRole all, bool asks)
    {
        if (all.Has(Past) || at > 0 && r[at - 1].Has(I) && !all.Has(Ask))
            return Finding.None;
        var sending = Sending(r, at, all);
        if (sending.Kind != ReplyKind.Other)
            return sending;
        if (all.Has(Biz | Ask))
            return all.Has(Biz) || !all.Has(I) || Unknown(r) > 0 ? Finding.None : Finding.Doubt(ReplyFrame.Stop);
        var unknown = Unknown(r);
        if (unknown == 0 && all.Has(Sub))
            return Finding.Doubt(ReplyFrame.Stop);
        if (unknown == 0)
            return all.Has(Neg) && !all.Has(Want | Receive | Send | Write) ? Finding.None : Finding.Stop(ReplyFrame.Stop);
        if (asks)
            return Finding.None;
        var next = at + 1 < r.Length ? r[at + 1] : None;
        return IsFirst(r, at) && (unknown == 1 || next.Has(More | Me | I)) || at == r.Length - 1 && unknown == 1
            ? Finding.Doubt(ReplyFrame.StopFirst) : Finding.None;
    }

    /// <summary>"Stop sending", "stop the texts", "mesajları durdurun".</summary>
    private static Finding Sending(ReadOnlySpan<ReplyRole> r, int at, ReplyRole all)
    {
        var what = Near(r, at, Letter | Send | Write, 1);
        if (what < 0 || Unknown(r, at, what) > 2 || all.Has(Biz) && Biz.IsBetween(r, at, what))
            what = Near(r, at, Letter | Send | Write, -1) is >= 0 and var before && Linked(r, before, at) ? before : -1;
        if (what < 0)
            return Receiving(r, at) && !all.Has(Biz) && Unknown(r) <= 1 ? Finding.Stop(ReplyFrame.StopSending) : Finding.None;
        if (what > 0 && what < at && r[what - 1].Has(I) && !r[what].Has(Letter))
            return Finding.None; // "I'll call you at the stop"
        if (all.Has(Biz))
            return r[what].Has(Write) || all.Has(Letter) ? Finding.Doubt(ReplyFrame.StopSending) : Finding.None;
        if (all.Has(Ask) && what < at)
            return Finding.Doubt(ReplyFrame.StopSending);
        var isThing = r[what].Has(Send) && !r[what].Has(Letter) && !all.Has(Letter) && Unknown(r) > 1;
        return Unknown(r, at, what) > 0 || isThing ? Finding.Doubt(ReplyFrame.StopSending) : Finding.Stop(ReplyFrame.StopSending);
    }

    /// <summary>"Stop getting these", "want to stop hearing"; "see you at the stop" is another one.</summary>
    private static bool Receiving(ReadOnlySpan<ReplyRole> r, int at) =>
        Near(r, at, Receive, 1) >= 0
        || Near(r, at, Receive, -1) is >= 0 and var before && Linked(r, before, at, Me | I | More | Want | Polite);

    /// <summary>"Unsubscribe me from your weekly thing"; "the unsubscribe button is broken" is business.</summary>
    private static Finding LeaveAt(ReadOnlySpan<ReplyRole> r, ReplyRole all) =>
        all.Has(Biz | Past) ? Finding.None
        : all.Has(Sub) && Unknown(r) > 0 && !all.Has(Letter | List | Me) ? Finding.Doubt(ReplyFrame.Leave)
        : Unknown(r) <= (all.Has(Letter | List | Ident | Write | Send) ? 3 : 1) ? Finding.Stop(ReplyFrame.Leave)
        : Finding.Doubt(ReplyFrame.Leave);

    /// <summary>"Abmelden": from a course, too.</summary>
    private static Finding DepartAt(ReadOnlySpan<ReplyRole> r, int at, ReplyRole all)
    {
        if (all.Has(Biz | Past))
            return Finding.None;
        var unknown = Unknown(r);
        return unknown == 0 && !all.Has(Neg) || all.Has(Letter | List) && unknown <= 2 ? Finding.Stop(ReplyFrame.Depart)
            : unknown == 1 || all.Has(Letter | List) ? Finding.Doubt(ReplyFrame.Depart)
            : Finding.None;
    }

    /// <summary>"Remove me", "take my number off": the person, a number or a list must be the object.</summary>
    private static Finding CutAt(ReadOnlySpan<ReplyRole> r, int at, ReplyRole all)
    {
        if (all.Has(Past))
            return Finding.None;
        const ReplyRole objects = Me | Ident | List | Message | Promo | Named;
        var what = Near(r, at, objects, 1);
        if (what < 0 || !Linked(r, at, what, Through | Letter | Write))
            what = Near(r, at, objects, -1) is >= 0 and var before && Linked(r, before, at, Through | List | Letter) ? before : -1;
        var unknown = Unknown(r);
        if (what < 0 && !all.Has(Biz) && unknown <= 1 && all.Has(Sub | List))
            return Finding.Doubt(ReplyFrame.Remove); // "take my husband off your list"
        if (what < 0)
            return !all.Has(Biz | Letter) && unknown == 0 && r.Length <= 3 ? Finding.Doubt(ReplyFrame.Remove) : Finding.None;
        if (all.Has(Biz))
            return all.Has(List | Letter) && all.Has(Me | Ident) ? Finding.Doubt(ReplyFrame.Remove) : Finding.None;
        if (unknown == 0)
            return !all.Has(Me | Ident | List) ? Finding.Doubt(ReplyFrame.Remove) : Finding.Stop(ReplyFrame.Remove);
        return all.Has(Ident | List | Letter) && unknown <= 1 || all.Has(Ident) && all.Has(List) ? Finding.Stop(ReplyFrame.Remove)
            : unknown <= 3 ? Finding.Doubt(ReplyFrame.Remove)
            : Finding.None;
    }

    private static Finding CancelAt(ReadOnlySpan<ReplyRole> r, int at, ReplyRole all)
    {
        if (all.Has(Biz | Past))
            return Finding.None;
        var what = Near(r, at, Message | Promo | List | Receive | Send, 1);
        if (what < 0)
            what = Near(r, at, Message | Promo | List | Receive | Send, -1);
        if (what >= 0 && Unknown(r, at, what, Through | Sub | Letter | Write) == 0)
            return Unknown(r) <= 1 ? Finding.Stop(ReplyFrame.Cancel) : Finding.Doubt(ReplyFrame.Cancel);
        if (all.Has(Sub | Named))
            return Unknown(r) <= 2 ? Finding.Doubt(ReplyFrame.Cancel) : Finding.None;
        return Unknown(r) == 0 && r.Length <= 3 && !all.Has(Neg) ? Finding.Doubt(ReplyFrame.Cancel) : Finding.None;
    }

    private static bool IsFirst(ReadOnlySpan<ReplyRole> r, int at)
    {
        for (var i = 0; i < at; i++)
        {
            if (!r[i].Has(Polite))
                return false;
        }

        return true;
    }

    private static bool IsBetween(this ReplyRole role, ReadOnlySpan<ReplyRole> r, int from, int to)
    {
        for (var i = from + 1; i < to; i++)
        {
            if (r[i].Has(role))
                return true;
        }

        return false;
    }
}
