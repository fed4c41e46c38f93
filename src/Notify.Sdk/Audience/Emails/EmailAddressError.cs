namespace Notify.Sdk.Audience;

/// <summary>Why a text is not an e-mail address that this library sends to. Carries no part of the text.</summary>
/// <remarks>
/// <see cref="EmailAddressErrors.Describe"/> gives a sentence for people. The values from <see cref="AddressLiteral"/>
/// on are addresses that the grammar allows and this library refuses unless asked (<see cref="UnusualEmailForms"/>).
/// </remarks>
public enum EmailAddressError : byte
{
    /// <summary>No error.</summary>
    None = 0,

    /// <summary>The text is empty.</summary>
    Empty,

    /// <summary>
    /// More than <see cref="EmailAddress.MaxLength"/> octets in the deliverable form (RFC 5321 §4.5.3.1.3), or more
    /// than 1,024 UTF-16 units of input, which are refused without being read.
    /// </summary>
    TooLong,

    /// <summary>No <c>@</c> parts a mailbox from a domain.</summary>
    NoAtSign,

    /// <summary>Nothing stands before the <c>@</c>.</summary>
    NoLocalPart,

    /// <summary>The part before the <c>@</c> has more than 64 octets in UTF-8 (RFC 5321 §4.5.3.1.1).</summary>
    LocalPartTooLong,

    /// <summary>The part before the <c>@</c> begins or ends with a dot, or has two in a row.</summary>
    MisplacedDot,

    /// <summary>
    /// The part before the <c>@</c> has a character that RFC 5321 §4.1.2 does not allow there: a space, a comment, a
    /// bracket, a comma, a quotation mark in the middle.
    /// </summary>
    InvalidLocalPart,

    /// <summary>A quoted local part is not closed.</summary>
    UnclosedQuote,

    /// <summary>Something other than <c>@</c> follows a quoted local part.</summary>
    TextAfterQuote,

    /// <summary>
    /// A control character, an invisible or bidirectional format character, a space other than U+0020, a private-use
    /// or unassigned code point, or half of a surrogate pair. Such text is an attack or damage, never an address.
    /// </summary>
    ForbiddenCharacter,

    /// <summary>Nothing stands after the <c>@</c>.</summary>
    NoDomain,

    /// <summary>The domain has a character other than letters, digits, hyphen and dot (RFC 5321 §4.1.2).</summary>
    InvalidDomain,

    /// <summary>The domain begins or ends with a dot, or has two in a row.</summary>
    EmptyDomainLabel,

    /// <summary>A label of the domain begins or ends with a hyphen.</summary>
    MisplacedHyphen,

    /// <summary>A label of the domain has more than 63 octets as an A-label (RFC 1035 §2.3.4).</summary>
    DomainLabelTooLong,

    /// <summary>The domain is not a valid internationalised name (UTS 46), or has a broken <c>xn--</c> label.</summary>
    InvalidInternationalDomain,

    /// <summary>The text in square brackets is not an IPv4 or IPv6 literal (RFC 5321 §4.1.3).</summary>
    InvalidAddressLiteral,

    /// <summary>Refused by policy: the domain is an address literal such as <c>[192.0.2.1]</c>.</summary>
    AddressLiteral = 64,

    /// <summary>Refused by policy: the domain has no dot (RFC 7085 asks that there be none).</summary>
    DotlessDomain,

    /// <summary>Refused by policy: the last label is all digits, so the domain is really an IP address or a slip.</summary>
    NumericTopLevelDomain,

    /// <summary>
    /// Refused by policy: the part before the <c>@</c> has a sign beyond ASCII that is neither letter nor digit, such as a
    /// typographic apostrophe or quotation mark, a currency sign or a picture: the work of a form or of a word processor.
    /// </summary>
    SymbolInLocalPart,
}
