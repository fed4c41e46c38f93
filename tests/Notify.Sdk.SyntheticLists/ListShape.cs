namespace Notify.Sdk.SyntheticLists;

/// <summary>
/// What a list is like: shares between 0 and 1. These are assumptions, not measurements of a real list. They were set before
/// any rule was tried, so that the naive rule "same email or phone is one person" silences about 90 of 1,000 people and
/// about 70 second copies share no address with the first; how well a rule with names does was not looked at.
/// </summary>
/// <remarks>
/// Adults of one household on the list: 1 (40 %), 2 (46 %), 3 (10 %), 4 (4 %). Accounts of one human being: 1 (79 %),
/// 2 (15 %), 3 (4.5 %), 4 (1.5 %). One household in eight is in Germany, the others in the United States.
/// </remarks>
public sealed record ListShape
{
    /// <summary>
    /// The shape that the aims are stated for: households, couples, initials, "Last, First", changed surnames, spellings of addresses.
    /// </summary>
    public static ListShape Described { get; } = new();

    /// <summary>The same with what people do to names beyond that, which a rule without guesses cannot see through.</summary>
    public static ListShape Messy { get; } = new() { Nickname = 0.03, MiddleInitial = 0.04, Title = 0.01, NameTypo = 0.01 };

    /// <summary>Households of two or more with one mailbox for all.</summary>
    public double SharedMailbox { get; init; } = 0.15;

    /// <summary>Accounts in such a household that give that mailbox.</summary>
    public double UsesSharedMailbox { get; init; } = 0.75;

    /// <summary>Households with a landline.</summary>
    public double Landline { get; init; } = 0.45;

    /// <summary>Accounts in such a household that give the landline, not the mobile.</summary>
    public double UsesLandline { get; init; } = 0.35;

    /// <summary>Further accounts of one human being that have another mailbox than the first.</summary>
    public double NewMailbox { get; init; } = 0.48;

    /// <summary>Further accounts that have another mobile number than the first.</summary>
    public double NewMobile { get; init; } = 0.25;

    /// <summary>Accounts without an email address. No account lacks both.</summary>
    public double NoEmail { get; init; } = 0.06;

    /// <summary>Accounts without a phone number.</summary>
    public double NoPhone { get; init; } = 0.12;

    /// <summary>Accounts with a company's mailbox such as info@; the largest companies have a tenth of all of them.</summary>
    public double RoleMailbox { get; init; } = 0.01;

    /// <summary>Accounts with a company's switchboard as phone number.</summary>
    public double Switchboard { get; init; } = 0.02;

    /// <summary>Accounts with an email address or a number typed to get past the form, the same on thousands of accounts.</summary>
    public double Placeholder { get; init; } = 0.005;

    /// <summary>Accounts without a name.</summary>
    public double NoName { get; init; } = 0.02;

    /// <summary>Accounts with an initial for the first name.</summary>
    public double Initial { get; init; } = 0.04;

    /// <summary>Accounts with the last name first.</summary>
    public double LastFirst { get; init; } = 0.10;

    /// <summary>Accounts with a name in capitals, and as many in small letters.</summary>
    public double OtherCase { get; init; } = 0.05;

    /// <summary>Further accounts under another surname than the first.</summary>
    public double ChangedSurname { get; init; } = 0.03;

    /// <summary>Third and fourth adults of a household who have the first one's name in full: father and son.</summary>
    public double Namesake { get; init; } = 0.015;

    /// <summary>Second adults who have the first one's surname; further adults have it in 90 of 100 households.</summary>
    public double CommonSurname { get; init; } = 0.75;

    /// <summary>Email addresses with capital letters, a tag after a plus, or dots that mean nothing at their provider.</summary>
    public double EmailSpelling { get; init; } = 0.15;

    /// <summary>Accounts with a short form of the first name.</summary>
    public double Nickname { get; init; }

    /// <summary>Accounts with a middle initial.</summary>
    public double MiddleInitial { get; init; }

    /// <summary>Accounts with a title before the name.</summary>
    public double Title { get; init; }

    /// <summary>Accounts with one letter of the surname wrong.</summary>
    public double NameTypo { get; init; }
}
