namespace Notify.Sdk.Permission;

/// <summary>
/// Keeps the frequency that a person was promised when they agreed: a message beyond it waits until the promise has room,
/// and is refused when that is too late. The store checks again when the message begins to be sent.
/// </summary>
internal sealed class DisclosedFrequencyGate : ISendGate
{
    public string Id => "permission/disclosed-frequency";

    public Verdict Judge(in Attempt attempt)
    {
        if (attempt.Topic.Class != MessageClass.Marketing || !attempt.Facts.Consents.HasDisclosedFrequencies)
            return Verdict.Proceed;
        if (attempt.Facts.Consents.InForce(attempt.Topic, attempt.Address.Key, attempt.Channel, attempt.At) is not { } consent
            || DisclosedFrequencyBuckets.Of(consent) is not { } promise)
            return Verdict.Proceed;
        var free = CapRoom.FirstFree(promise.Cap, attempt, promise.Bucket);
        if (free == attempt.At)
            return Verdict.Proceed;
        Reason beyond = new(ReasonCodes.FrequencyBeyondDisclosed, Id,
            $"At most {consent.Disclosure!.Frequency} were promised to this address (record {consent.Id}).");
        return free is { } later ? Verdict.Hold(later, beyond) : Verdict.Suppress(beyond);
    }
}
