namespace Notify.Sdk.PhoneNumbers;

/// <summary>
/// What kind of line a number belongs to, by the numbering plan of its region. Ported numbers keep the type of their plan.
/// </summary>
public enum PhoneNumberType : byte
{
    /// <summary>The number is of no known kind: it is not valid.</summary>
    Unknown = 0,

    /// <summary>A fixed line.</summary>
    FixedLine = 1,

    /// <summary>A mobile.</summary>
    Mobile = 2,

    /// <summary>A fixed line or a mobile: the plan of the region (the US, for one) does not tell them apart.</summary>
    FixedLineOrMobile = 3,

    /// <summary>Free for the caller.</summary>
    TollFree = 4,

    /// <summary>Costs more than an ordinary call.</summary>
    PremiumRate = 5,

    /// <summary>The cost is shared between both ends.</summary>
    SharedCost = 6,

    /// <summary>Voice over IP.</summary>
    Voip = 7,

    /// <summary>A personal number, which may lead to a mobile or to a fixed line.</summary>
    PersonalNumber = 8,

    /// <summary>A pager.</summary>
    Pager = 9,

    /// <summary>A universal access number, or company number.</summary>
    Uan = 10,

    /// <summary>A voicemail access number.</summary>
    Voicemail = 11,
}
