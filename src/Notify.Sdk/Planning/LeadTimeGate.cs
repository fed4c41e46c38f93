using NodaTime.Text;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Planning;

/// <summary>Holds a message until the notification's <see cref="Notification.NotBefore"/>: a reminder does not come too early.</summary>
internal sealed class LeadTimeGate : ISendGate
{
    public string Id => "planning/lead-time";

    public Verdict Judge(in Attempt attempt)
    {
        if (attempt.Notification.NotBefore is not { } earliest || earliest <= attempt.At)
            return Verdict.Proceed;
        return Verdict.Hold(earliest, new(ReasonCodes.NotBefore, Id, $"Not before {InstantPattern.General.Format(earliest)}."));
    }
}
