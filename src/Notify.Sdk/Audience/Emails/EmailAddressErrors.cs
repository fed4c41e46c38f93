namespace Notify.Sdk.Audience;

/// <summary>Sentences and classes for <see cref="EmailAddressError"/>. Thread-safe.</summary>
public static class EmailAddressErrors
{
    /// <summary>What is wrong and what to do, in one English sentence that never holds any of the input.</summary>
    /// <param name="error">Any value; an undefined one gets a general sentence.</param>
    public static string Describe(this EmailAddressError error) => error switch
    {
        EmailAddressError.None => "The address is valid.",
        EmailAddressError.Empty => "The address is empty.",
        EmailAddressError.TooLong => "The address has more than 254 octets.",
        EmailAddressError.NoAtSign => "The address has no '@'. Expected mailbox@domain.",
        EmailAddressError.NoLocalPart => "Nothing stands before the '@'. Expected mailbox@domain.",
        EmailAddressError.LocalPartTooLong => "The part before the '@' has more than 64 octets.",
        EmailAddressError.MisplacedDot => "The part before the '@' begins or ends with a dot, or has two in a row.",
        EmailAddressError.InvalidLocalPart =>
            "The part before the '@' has a character that is not allowed there. Pass the bare address: no display name, brackets, "
            + "comments or spaces around it.",
        EmailAddressError.UnclosedQuote => "The quotation mark at the start is not closed.",
        EmailAddressError.TextAfterQuote => "Something other than '@' follows the quoted part.",
        EmailAddressError.ForbiddenCharacter => "The address has a control, invisible, bidirectional, private or unassigned character.",
        EmailAddressError.NoDomain => "Nothing stands after the '@'. Expected mailbox@domain.",
        EmailAddressError.InvalidDomain =>
            "The domain has a character that is not allowed there. Pass one bare address, without spaces, brackets or a list.",
        EmailAddressError.EmptyDomainLabel => "The domain begins or ends with a dot, or has two in a row.",
        EmailAddressError.MisplacedHyphen => "A part of the domain begins or ends with a hyphen.",
        EmailAddressError.DomainLabelTooLong => "A part of the domain has more than 63 octets.",
        EmailAddressError.InvalidInternationalDomain => "The domain is not a valid internationalised name.",
        EmailAddressError.InvalidAddressLiteral => "The text in square brackets is not an IP address literal.",
        EmailAddressError.AddressLiteral =>
            "The domain is an IP address literal, which is refused unless UnusualEmailForms.AddressLiteral is accepted.",
        EmailAddressError.SymbolInLocalPart =>
            "The part before the '@' has a curly apostrophe or quotation mark, a currency sign, a picture or the like. "
            + "Write a plain ' or \" instead, leave the sign out, or accept UnusualEmailForms.Symbols.",
        EmailAddressError.DotlessDomain => "The domain has no dot, which is refused unless UnusualEmailForms.DotlessDomain is accepted.",
        EmailAddressError.NumericTopLevelDomain =>
            "The domain ends in digits only, which is refused unless UnusualEmailForms.NumericTopLevelDomain is accepted.",
        _ => "The address is not valid.",
    };

    /// <summary>Whether the grammar allows the address and only this library's policy refuses it.</summary>
    /// <param name="error">Any value.</param>
    public static bool IsPolicy(this EmailAddressError error) => error >= EmailAddressError.AddressLiteral;
}
