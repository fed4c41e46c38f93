using NodaTime.Text;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Planning;

/// <summary>Nothing leaves at or after the expiry: late news is no news. Said while planning, not discovered later.</summary>
internal sealed class ExpiryGate : ISendGate
{
    public string Id => "planning/expiry";

    public Verdict Judge(in Attempt attempt) => attempt.At < attempt.ExpiresAt
        ? Verdict.Proceed
        : Verdict.Suppress(new(ReasonCodes.Expired, Id, $"Expired at {InstantPattern.General.Format(attempt.ExpiresAt)}."));
}
