namespace Notify.Sdk.SyntheticLists;

/// <summary>A human being; a function of seed, household and place.</summary>
internal readonly struct Adult
{
    private Adult(ulong seed, in Household household, int place, ListShape shape)
    {
        Place = place;
        var dice = new Dice(seed, (ulong)((household.Number * Household.MaximumAdults) + place), 4);
        // The first two are a man and a woman in nine of ten households; who is first is a throw of the household.
        var firstIsMan = new Dice(seed, (ulong)household.Number, 5).Is(0.5);
        var isMan = (firstIsMan ^ (place % 2 == 1)) ^ dice.Is(place == 1 ? 0.1 : place > 1 ? 0.5 : 0);
        FirstName = Household.Pick(FirstNames(household.IsGerman, isMan), ref dice);
        var isNamesake = place >= 2 && dice.Is(shape.Namesake);
        var sameSurname = place == 0 || isNamesake || dice.Is(place == 1 ? shape.CommonSurname : 0.9);
        var other = Household.Pick(household.IsGerman ? Names.GermanSurnames : Names.Surnames, ref dice);
        Surname = sameSurname ? household.Surname : other;
        OtherSurname = sameSurname ? other : household.Surname;
        MiddleInitial = (byte)('A' + dice.Below(26));
        if (isNamesake)
            FirstName = Of(seed, household, 0, shape).FirstName;
    }

    public int Place { get; }

    public Name FirstName { get; }

    public Name Surname { get; }

    /// <summary>The surname before or after a marriage.</summary>
    public Name OtherSurname { get; }

    public byte MiddleInitial { get; }

    public static Adult Of(ulong seed, in Household household, int place, ListShape shape) => new(seed, household, place, shape);

    private static Name[] FirstNames(bool german, bool man) => (german, man) switch
    {
        (false, true) => Names.Men,
        (false, false) => Names.Women,
        (true, true) => Names.GermanMen,
        _ => Names.GermanWomen,
    };
}
