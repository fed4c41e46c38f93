using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;

namespace Notify.Sdk.Permission;

/// <summary>
/// Holds what goes to an address whose owner wrote something that may be an opt-out, until it is settled. When nobody
/// settled it in time, silence counts as a stop for what needs consent; the rest goes on.
/// </summary>
internal sealed class DoubtGate(IOptions<PermissionOptions> options) : ISendGate
{
    public string Id => "permission/doubtful-reply";

    public Verdict Judge(in Attempt attempt)
    {
        if (!attempt.Facts.Suppressions.HasHits || attempt.Topic.Class is MessageClass.Emergency or MessageClass.Answer)
            return Verdict.Proceed;
        if (Doubts.Find(attempt.Facts.Suppressions.At(attempt.Address.Key)) is not { } doubt)
            return Verdict.Proceed;
        var until = doubt.AddedAt + Duration.FromTimeSpan(options.Value.HoldDoubts);
        // What needs no consent goes on in the end, so the doubt takes no more than half of its time.
        if (attempt.Topic.Class != MessageClass.Marketing && attempt.ExpiresAt < Instant.MaxValue)
            until = Instant.Min(until, doubt.AddedAt + Duration.Max(Duration.Zero, attempt.ExpiresAt - doubt.AddedAt) / 2);
        if (attempt.At < until)
            return Verdict.Hold(
                until, new(ReasonCodes.DoubtfulReply, Id, $"On {InstantPattern.General.Format(doubt.AddedAt)} the person wrote something "
                + $"that may be an opt-out; it is not settled yet."));
        // Looking ahead, it may be settled by then: only a doubt that really lasted counts as a stop.
        return attempt.Topic.Class == MessageClass.Marketing && attempt.Facts.Get<DoubtFacts>().LoadedAt >= until
            ? Verdict.Suppress(
                new(ReasonCodes.DoubtfulReply, Id,
                $"The person wrote something that may be an opt-out, and nobody settled it before {InstantPattern.General.Format(until)}."))
            : Verdict.Proceed;
    }
}
