using NodaTime;

namespace Notify.Sdk.Permission;

/// <summary>Holds marketing and calls for a quarter of an hour when nobody could say whether their numbers changed hands.</summary>
internal sealed class ReassignedGate : ISendGate
{
    private static readonly Duration Wait = Duration.FromMinutes(15);

    public string Id => "permission/reassigned";

    public Verdict Judge(in Attempt attempt)
    {
        if (attempt.Facts.Find<ReassignedFacts>() is not { } failed || attempt.At >= failed.FailedAt + Wait)
            return Verdict.Proceed; // looking ahead, it may be known by then
        return attempt.Address.Key.Kind == AddressKind.Phone
            && (attempt.Topic.Class == MessageClass.Marketing
            || (attempt.Channel == DeliveryChannel.Voice && attempt.Topic.Class == MessageClass.Transactional))
            ? Verdict.Hold(
                failed.FailedAt + Wait, new(ReasonCodes.ReassignedUnknown, Id,
                "The database of reassigned numbers could not be asked. It is asked again in a quarter of an hour."))
            : Verdict.Proceed;
    }
}
