namespace Notify.Sdk.Audience;

/// <summary>Why a text is no phone number that can be used.</summary>
internal enum PhoneFault : byte
{
    None,
    NotANumber,
    NoCountry,
    UnknownCountryCode,
    TooShort,
    TooLong,
    NotInPlan,
    Letters,
    SeveralNumbers,
    Rounded,
}

/// <summary>The faults in words: what is wrong and what to do, never the number itself.</summary>
internal static class PhoneFaults
{
    public static string Describe(this PhoneFault fault) => fault switch
    {
        PhoneFault.None => "nothing is wrong with it",
        PhoneFault.NotANumber => "it is not a phone number",
        PhoneFault.NoCountry =>
            "it has no country code and the contact has no country; write +, country code and number, or set the contact's country",
        PhoneFault.UnknownCountryCode => "its country code is not assigned",
        PhoneFault.TooShort => "it is too short",
        PhoneFault.TooLong => "it is too long",
        PhoneFault.NotInPlan => "no such number exists in its numbering plan",
        PhoneFault.Letters => "it has letters or other signs inside, and what stands before them is no whole number; write digits only",
        PhoneFault.SeveralNumbers =>
            "it holds several numbers or endings, and the first is not whole; write each number in full, in a field of its own",
        PhoneFault.Rounded =>
            "a spreadsheet left no number of it, but a figure with an exponent or signs; format the column as text, and export it again",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "A fault without words."),
    };
}
