using Notify.Sdk.Consents;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Planning;

/// <summary>Kinds of consent that a person gave, as far as they lift window rules.</summary>
[Flags]
internal enum LiftingConsents : byte
{
    None = 0,
    Express = 1,
    Written = 2,
    Night = 4,
}

internal static class LiftingConsentsExtensions
{
    /// <summary>What was given for the topic, or for everything, at the very address; in force at the instant of the attempt.</summary>
    public static LiftingConsents Given(in Attempt attempt, out ConsentRecord? record)
    {
        record = null;
        if (attempt.Facts.Consents.IsEmpty)
            return LiftingConsents.None;
        record = attempt.Facts.Consents.InForce(attempt.Topic, attempt.Address.Key, attempt.Channel, attempt.At);
        if (record is null)
            return LiftingConsents.None;
        return record.Basis switch
        {
            // Somebody asked for messages at night: who never asked for any cannot have.
            ConsentBasis.ExpressWritten => LiftingConsents.Express | LiftingConsents.Written | Night(record),
            ConsentBasis.Express => LiftingConsents.Express | Night(record),
            ConsentBasis.ImpliedPurchase or ConsentBasis.ImpliedInquiry or ConsentBasis.SoftOptIn or ConsentBasis.LegalDuty =>
                LiftingConsents.None,
            _ => throw new ArgumentOutOfRangeException(nameof(record), record.Basis, "It is not known what this basis lifts."),
        };
    }

    private static LiftingConsents Night(ConsentRecord record) => record.NightConsent ? LiftingConsents.Night : LiftingConsents.None;

    public static bool Lifts(this LiftingConsents given, ConsentLift asked) => asked switch
    {
        ConsentLift.Express => (given & LiftingConsents.Express) != 0,
        ConsentLift.ExpressWritten => (given & LiftingConsents.Written) != 0,
        ConsentLift.Night => (given & LiftingConsents.Night) != 0,
        ConsentLift.None or ConsentLift.StatedTime or ConsentLift.Relationship => false,
        _ => throw new ArgumentOutOfRangeException(nameof(asked), asked, "It is not known what lifts this rule."),
    };
}
