namespace Notify.Sdk.Consents;

/// <summary>What a person said.</summary>
public enum ConsentStatus : byte
{
    /// <summary>Yes.</summary>
    Granted,

    /// <summary>No: an opt-out.</summary>
    Withdrawn,

    /// <summary>The consents before it are over, by a decision of the sender or the law; not an opt-out.</summary>
    Expired,

    /// <summary>
    /// A yes that another system recorded; see <see cref="ConsentRecord.Import"/>. It permits, but never lifts an opt-out:
    /// a file is no act of the person.
    /// </summary>
    Imported,
}

/// <summary>What a consent rests on.</summary>
public enum ConsentBasis : byte
{
    /// <summary>Written agreement with a signature and a clear disclosure.</summary>
    ExpressWritten,

    /// <summary>An affirmative act.</summary>
    Express,

    /// <summary>A purchase; lapses. Never lifts an opt-out.</summary>
    ImpliedPurchase,

    /// <summary>An inquiry; lapses. Never lifts an opt-out.</summary>
    ImpliedInquiry,

    /// <summary>Own similar products, with an opt-out offered each time. Never lifts an opt-out.</summary>
    SoftOptIn,

    /// <summary>The law demands the message. Never lifts an opt-out.</summary>
    LegalDuty,
}

/// <summary>Whether the person was asked to confirm at the address itself.</summary>
public enum DoubleOptIn : byte
{
    /// <summary>Not asked: the record counts as it is.</summary>
    NotAsked,

    /// <summary>Asked, and not answered yet: no consent, and nothing is hidden or lifted by it.</summary>
    Pending,

    /// <summary>Confirmed; <see cref="ConsentRecord.Confirms"/> names the record that waited.</summary>
    Confirmed,
}
