using static Notify.Sdk.Permission.ReplyRole;
using Result = Notify.Sdk.Permission.SentenceReader.Result;

namespace Notify.Sdk.Permission;

/// <summary>
/// What follows from all sentences of a message together: a reason makes sure of an order, business makes a hint nothing.
/// </summary>
internal static class WholeMessage
{
    private const ReplyRole Reasons = Person | Hint | Fed;
    private const ReplyRole Ours = ClauseReader.Letter | Write | Send | More | Stop;

    /// <summary>Weighs what was found.</summary>
    /// <param name="said">The strongest of the sentences, with the roles of all.</param>
    /// <param name="asks">Whether a question mark stands in the message.</param>
    public static Result Weigh(Result said, bool asks)
    {
        var (found, all) = (said.Finding, said.Roles);
        if (found is { Kind: ReplyKind.OptOut, Scope: ReplyScope.Unstated } && all.Has(Keep))
            return said with { Finding = Finding.Doubt(ReplyFrame.Only) };
        if (IsBackAgain(said))
            return said with { Finding = new(ReplyKind.OptIn, ReplyFrame.Mistake) };
        if (found is { Kind: ReplyKind.OptOut, IsOrder: true } && all.Has(Again) && all.Has(Join | Past) && !all.Has(Neg))
            return said with { Finding = Finding.Doubt(ReplyFrame.Resume) }; // "I opted out, but changed my mind: opt me in"
        if (found.Kind != ReplyKind.Doubtful)
            return said;
        if (all.Has(Biz))
            return all.Has(ClauseReader.Letter | List) ? said : said with { Finding = Finding.None with { Wish = found.Wish } };
        if (all.Has(Threat) && all.Has(Ours))
            return Sure(said, ReplyFrame.Threat);
        if (all.Has(Person) && all.Has(Cut | Leave) && !all.Has(Neg))
            return Sure(said, ReplyFrame.Remove);
        return IsSure(said, asks) ? Sure(said, said.Order) : said;
    }

    /// <summary>"Unsubscribed by mistake, put me back on the list".</summary>
    private static bool IsBackAgain(in Result said) =>
        said is { IsUndone: true, Finding: { Kind: ReplyKind.Doubtful, Frame: ReplyFrame.Mistake } } && said.Roles.Has(Again)
            && said.Roles.Has(Join | Me | I | ClauseReader.Letter | List) && !said.Roles.Has(Neg | Biz);

    /// <summary>An order in doubt, with a reason beside it, or about the person; "grateful if you did not" is no condition.</summary>
    private static bool IsSure(in Result said, bool asks)
    {
        if (said.Order == ReplyFrame.None || said.Roles.Has(Limit | Keep))
            return false;
        if (said.Roles.Has(Cond))
            return said.Roles.Has(Glad);
        return said.Roles.Has(Reasons)
            || !asks && (said.Order is ReplyFrame.Remove or ReplyFrame.Leave) && said.Roles.Has(Me | Ident);
    }

    private static Result Sure(in Result said, ReplyFrame frame) =>
        said with { Finding = Finding.Stop(frame) with { Wish = said.Finding.Wish } };
}
