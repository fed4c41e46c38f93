namespace Notify.Sdk.PhoneNumbers;

/// <summary>The ways to write a phone number.</summary>
public enum PhoneNumberFormat
{
    /// <summary>A plus, the country code and the national number, digits only. No extension. The form to store and to send to.</summary>
    E164,

    /// <summary>With a plus, the country code and the country's own grouping; an extension follows as " ext. 12".</summary>
    International,

    /// <summary>As it is written inside its country, with the national prefix where that is usual.</summary>
    National,

    /// <summary>A tel: URI with hyphens and ";ext=" as RFC 3966 has it.</summary>
    Rfc3966,
}
