namespace Notify.Sdk.SyntheticLists;

/// <summary>What the people of one household have in common; a function of seed and number.</summary>
internal readonly struct Household
{
    public const int MaximumAdults = 4;
    public const int MaximumAccounts = 4;

    /// <summary>Places for accounts in a household; most stay empty.</summary>
    public const int Slots = MaximumAdults * MaximumAccounts;

    // One household in eight.
    private const long GermanRemainder = 5;

    private Household(long number, ref Dice dice, ListShape shape)
    {
        Number = number;
        IsGerman = number % 8 == GermanRemainder;
        Surname = Pick(IsGerman ? Names.GermanSurnames : Names.Surnames, ref dice);
        Region = (byte)dice.Below(Regions.Count(IsGerman));
        PostalCode = dice.Below(90_000) + 1_001;
        HasLandline = dice.Is(shape.Landline);
        HasSharedMailbox = dice.Is(shape.SharedMailbox);
    }

    public long Number { get; }

    public bool IsGerman { get; }

    public Name Surname { get; }

    public byte Region { get; }

    public int PostalCode { get; }

    public bool HasLandline { get; }

    public bool HasSharedMailbox { get; }

    public static Household Of(ulong seed, long number, ListShape shape)
    {
        var dice = new Dice(seed, (ulong)number, 1);
        return new(number, ref dice, shape);
    }

    /// <summary>
    /// How many accounts the adult has who stands at a place; 0 when there is none. Cheap: most slots are only asked this.
    /// </summary>
    public static int AccountsOf(ulong seed, long household, int adult)
    {
        var adults = new Dice(seed, (ulong)household, 2).Share() switch { < 0.40 => 1, < 0.86 => 2, < 0.96 => 3, _ => 4 };
        if (adult >= adults)
            return 0;
        return new Dice(seed, (ulong)((household * MaximumAdults) + adult), 3)
            .Share() switch
        { < 0.79 => 1, < 0.94 => 2, < 0.985 => 3, _ => 4 };
    }

    /// <summary>The earlier in the table, the more often.</summary>
    public static Name Pick(Name[] names, ref Dice dice)
    {
        var share = dice.Share();
        return names[(int)(share * Math.Sqrt(share) * names.Length)];
    }
}
