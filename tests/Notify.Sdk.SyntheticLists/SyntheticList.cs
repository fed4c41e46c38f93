namespace Notify.Sdk.SyntheticLists;

/// <summary>
/// A list of contacts of which it is known who is who. The same number of accounts, seed and shape give the same bytes on
/// every machine; rows of one household stand far from each other, and making them takes constant memory.
/// </summary>
/// <param name="accounts">How many rows; 1 or more.</param>
/// <param name="seed">Any number.</param>
/// <param name="shape">What the list is like.</param>
public sealed class SyntheticList(int accounts, ulong seed, ListShape shape)
{
    /// <summary>The account id of the first row; the others count up.</summary>
    public const long FirstAccountId = 100_000_000;

    // Adults by household (1.78) times accounts by adult (1.285); a little more, so that the rows never run out.
    private const double AccountsByHousehold = 2.2;

    private readonly long _households = (long)(accounts / AccountsByHousehold) + (long)(8 * Math.Sqrt(accounts)) + 8;
    private readonly long _companies = Math.Max(2, accounts / 1_000);
    private readonly PhonePlan _phones = new();

    /// <summary>Writes the list as CSV: UTF-8, a header, LF.</summary>
    /// <param name="destination">Where to; it is left open.</param>
    /// <returns>Who is who, in the order of the rows; 24 bytes a row, so take them as they come if that is too much.</returns>
    public IEnumerable<SyntheticAccount> WriteCsv(Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var line = new Utf8Line(destination);
        line.Add("account_id,name,email,phone,country,region,postcode\n"u8);
        var order = new Shuffle((ulong)(_households * Household.Slots), seed);
        var written = 0;
        for (var position = 0UL; written < accounts; position++)
        {
            var slot = (long)order[position];
            var (household, adult, account) = (slot / Household.Slots, (int)(slot % Household.Slots) / Household.MaximumAccounts,
                (int)(slot % Household.MaximumAccounts));
            if (account >= Household.AccountsOf(seed, household, adult))
                continue;
            yield return WriteRow(line, FirstAccountId + written++, Household.Of(seed, household, shape), adult, account);
            line.FlushIfFull();
        }

        line.Flush();
    }

    private SyntheticAccount WriteRow(Utf8Line line, long id, in Household household, int place, int account)
    {
        var adult = Adult.Of(seed, household, place, shape);
        var human = (household.Number * Household.MaximumAdults) + place;
        var dice = new Dice(seed, (ulong)((human * Household.MaximumAccounts) + account), 6);
        var alone = place == 0 && Household.AccountsOf(seed, household.Number, 1) == 0;
        var draw = AccountDraw.Of(ref dice, household, account, alone, _companies, shape);

        line.Add(id);
        line.Add((byte)',');
        NameWriter.Write(line, adult, account, ref dice, shape);
        line.Add((byte)',');
        var email = WriteEmail(line, household, adult, human, draw, ref dice);
        line.Add((byte)',');
        var phone = WritePhone(line, household, place, draw, ref dice);
        line.Add(household.IsGerman ? ",DE,"u8 : ",US,"u8);
        line.Add(Regions.Text(household.IsGerman, household.Region));
        line.Add((byte)',');
        line.Add(household.PostalCode, 5);
        line.Add((byte)'\n');
        return new((int)human, email, phone);
    }

    /// <summary>Answers the number of the mailbox.</summary>
    private long WriteEmail(Utf8Line line, in Household household, in Adult adult, long human, in AccountDraw draw, ref Dice dice)
    {
        switch (draw.Email)
        {
            case AddressOrigin.Own:
                var own = 1 + (human * Household.MaximumAccounts) + draw.Mailbox;
                EmailWriter.WriteOwn(line, adult, own, ref dice, shape);
                return own;
            case AddressOrigin.Household:
                var shared = 1 + household.Number;
                EmailWriter.WriteHousehold(line, household.Surname, shared, ref dice, shape);
                return -shared;
            case AddressOrigin.Company:
                EmailWriter.WriteRole(line, draw.EmailCompany);
                return long.MinValue + draw.EmailCompany;
            case AddressOrigin.Placeholder:
                EmailWriter.WritePlaceholder(line, ref dice);
                return 0;
            default:
                return 0;
        }
    }

    /// <summary>Answers the number of the phone.</summary>
    private long WritePhone(Utf8Line line, in Household household, int place, in AccountDraw draw, ref Dice dice)
    {
        const int PerHousehold = 9; // a landline, and two mobiles for each of four
        const int International = 99; // of the hundred spellings
        var index = (household.IsGerman ? household.Number / 8 : household.Number) * PerHousehold;
        switch (draw.Phone)
        {
            case AddressOrigin.Own:
                index += 1 + (place * 2) + (draw.Mobile > 0 ? 1 : 0);
                break;
            case AddressOrigin.Household:
                break;
            case AddressOrigin.Company:
                // The companies are American: from Germany the number needs its country code.
                _phones.Write(line, (_households * PerHousehold) + draw.PhoneCompany, german: false, household.IsGerman
                    ? International : dice.Below(100));
                return long.MinValue + draw.PhoneCompany;
            case AddressOrigin.Placeholder:
                line.Add(dice.Below(3) switch { 0 => "+1 (212) 555-0100"u8, 1 => "0000000000"u8, _ => "+1 555 555 5555"u8 });
                return 0;
            default:
                return 0;
        }

        _phones.Write(line, index, household.IsGerman, dice.Below(100));
        return 1 + (index * 2) + (household.IsGerman ? 1 : 0);
    }
}
