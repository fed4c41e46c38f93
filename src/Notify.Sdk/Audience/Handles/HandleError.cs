namespace Notify.Sdk.Audience;

/// <summary>Why a text is not a handle. Carries no part of the text.</summary>
internal enum HandleError : byte
{
    /// <summary>No error.</summary>
    None = 0,

    /// <summary>The text is empty.</summary>
    Empty,

    /// <summary>More than 512 UTF-16 units, which are refused without being read.</summary>
    TooLong,

    /// <summary>A space at either end, a control character, or a character outside ASCII.</summary>
    ForbiddenCharacter,

    /// <summary>The network is not one of <see cref="HandleNetwork"/>.</summary>
    UnknownNetwork,

    /// <summary>The link does not lead to the network that was named.</summary>
    OtherHost,

    /// <summary>The link or name is a page of the network itself, such as <c>x.com/home</c>, and no person.</summary>
    ReservedName,

    /// <summary>The link is an invitation, a group or a short code, which does not say who the person is.</summary>
    NotAPersonLink,

    /// <summary>The name is too short, too long, or has a character that the network does not allow.</summary>
    InvalidName,

    /// <summary>The id is not a positive number without leading zeros, or is out of range.</summary>
    InvalidId,

    /// <summary>
    /// A Facebook id without its page: a page-scoped id means nothing elsewhere. Pass <c>pageId:psid</c>.
    /// </summary>
    PageMissing,

    /// <summary>A Slack user without its workspace. Pass <c>TEAM:USER</c>.</summary>
    TeamMissing,

    /// <summary>Not an international number of 7 to 15 digits that begins with a country code.</summary>
    InvalidPhoneNumber,
}
