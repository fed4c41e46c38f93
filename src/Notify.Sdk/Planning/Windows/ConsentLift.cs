namespace Notify.Sdk;

/// <summary>
/// The kind of consent that takes a person out of a window rule. A weaker consent never lifts a rule that asks for a
/// stronger one.
/// </summary>
public enum ConsentLift : byte
{
    /// <summary>No consent lifts it.</summary>
    None,

    /// <summary>An express consent, written or not, that is in force for the topic at the address. An implied one does not count.</summary>
    Express,

    /// <summary>An express written consent.</summary>
    ExpressWritten,

    /// <summary>A consent to messages at night (<see cref="Consents.ConsentRecord.NightConsent"/>).</summary>
    Night,

    /// <summary>A consent to a stated date and time. No record can show that, so the rule always holds.</summary>
    StatedTime,

    /// <summary>A business relationship. No record can show that, so the rule always holds.</summary>
    Relationship,
}
