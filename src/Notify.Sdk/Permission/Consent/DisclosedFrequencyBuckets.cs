using Notify.Sdk.Consents;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Permission;

/// <summary>
/// A promised frequency is a cap that is bound to a consent. It is counted for each address and programme (the topics that
/// were disclosed together), not for each record, so that agreeing to the same words again does not start a new count.
/// </summary>
internal static class DisclosedFrequencyBuckets
{
    /// <summary>The id of all caps of this kind; a cap of the integrator cannot have it.</summary>
    public const string CapId = "disclosed-frequency";

    /// <summary>The cap and the bucket, or null when the consent promises no number.</summary>
    public static (FrequencyCap Cap, CapBucket Bucket)? Of(ConsentRecord consent)
    {
        if (consent.Disclosure is not { Frequency: { AtMost: { } most } promise } disclosure)
            return null;
        var programme = disclosure.Topics.Count == 0
            ? consent.Scope.ToString() : string.Join('|', disclosure.Topics.Order(StringComparer.Ordinal));
        return (
            new() { Id = CapId, Limit = most, Window = promise.Period, Per = CapScope.Address },
            new(CapId, OnceSubject.Of(consent.Address), $"{consent.Channel}:{programme}"));
    }
}
