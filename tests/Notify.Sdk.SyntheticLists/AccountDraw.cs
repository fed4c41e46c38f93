namespace Notify.Sdk.SyntheticLists;

/// <summary>Where an address comes from.</summary>
internal enum AddressOrigin : byte
{
    None,
    Own,
    Household,
    Company,
    Placeholder,
}

/// <summary>What one account gives as its addresses; a function of seed, household, adult and number of the account.</summary>
internal struct AccountDraw
{
    public AddressOrigin Email;
    public AddressOrigin Phone;

    /// <summary>Which of the adult's own mailboxes; 0 is the first account's.</summary>
    public int Mailbox;

    /// <summary>Which of the adult's own mobile numbers.</summary>
    public int Mobile;

    public long EmailCompany;
    public long PhoneCompany;

    public static AccountDraw Of(ref Dice dice, in Household household, int account, bool alone, long companies, ListShape shape)
    {
        AccountDraw draw = default;
        draw.Mailbox = account > 0 && dice.Is(shape.NewMailbox) ? account : 0;
        draw.Mobile = account > 0 && dice.Is(shape.NewMobile) ? account : 0;
        draw.EmailCompany = Company(ref dice, companies);
        draw.PhoneCompany = Company(ref dice, companies);
        draw.Email = household.HasSharedMailbox && !alone && dice.Is(shape.UsesSharedMailbox) ? AddressOrigin.Household : AddressOrigin.Own;
        draw.Phone = household.HasLandline && dice.Is(shape.UsesLandline) ? AddressOrigin.Household : AddressOrigin.Own;
        draw.Take(dice.Share(), shape);
        return draw;
    }

    /// <summary>One throw decides what is unusual, so that never both addresses are missing or typed to get past the form.</summary>
    private void Take(double share, ListShape shape)
    {
        if ((share -= shape.NoEmail) < 0)
            Email = AddressOrigin.None;
        else if ((share -= shape.NoPhone) < 0)
            Phone = AddressOrigin.None;
        else if ((share -= shape.RoleMailbox) < 0)
            Email = AddressOrigin.Company;
        else if ((share -= shape.Switchboard) < 0)
            Phone = AddressOrigin.Company;
        else if ((share -= shape.Placeholder / 2) < 0)
            Email = AddressOrigin.Placeholder;
        else if (share - (shape.Placeholder / 2) < 0)
            Phone = AddressOrigin.Placeholder;
    }

    /// <summary>
    /// A few have very many accounts, many have few: the share of the first k companies is the fourth root of k out of all.
    /// </summary>
    private static long Company(ref Dice dice, long companies)
    {
        var share = dice.Share();
        return (long)(share * share * share * share * companies);
    }
}
