using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

/// <summary>A small list in which everything collides: few names, few addresses, tight limits.</summary>
internal sealed record RandomList(Account[] Accounts, AudienceOptions Options)
{
    private static readonly string?[] Names = [null, "---", "John Smith", "Smith, John", "Jane Smith", "J. Smith", "J. Smith", "J. S.",
        "Ann Lee"];

    private static readonly Gen<string> Email = Gen.Elements("a@example.com", "b@example.com", "c@example.com", "d@example.com");
    private static readonly Gen<string> Phone = Gen.Elements("+12025550100", "+12025550101", "+12025550102");

    private static readonly Gen<Address> AnyAddress = Gen.Frequency(
        (8, from value in Email from verified in Often(1, 6) select MakeAddress(AddressKind.Email, value, verified)),
        (5, from value in Phone from verified in Often(1, 8) select MakeAddress(AddressKind.Phone, value, verified)),
        (1, Gen.Constant(MakeAddress(AddressKind.X, "x:1", false))),
        (1, from verified in Often(1, 2) select MakeAddress(AddressKind.Email, "info@example.com", verified) with { Links = false }));

    private static Gen<Account> AccountAt(int position) =>
        from source in Gen.Frequency((4, Gen.Constant("")), (1, Gen.Constant("crm")))
        from sameId in Often(1, 8)
        from name in Gen.Elements(Names)
        from addresses in AnyAddress.ListOf(3)
        from count in Gen.Choose(0, 3)
        from person in Gen.Frequency((7, Gen.Constant<string?>(null)), (1, Gen.Elements<string?>("p1", "p2", "")))
        from birth in Gen.Frequency((12, Gen.Constant<LocalDate?>(null)), (1, Gen.Elements<LocalDate?>(new(1970, 1, 1), new(1980, 1, 1))))
        select new Account
        {
            Ref = sameId ? new("same", $"s{position:D2}") : new($"a{position:D2}", source),
            Name = name,
            Addresses = [.. addresses.Take(count)],
            PersonId = person,
            BirthDate = birth,
        };

    public static Arbitrary<RandomList> Any(int most) =>
        (from count in Gen.Choose(1, most)
         from accounts in Gen.CollectToArray(Enumerable.Range(0, count), AccountAt)
         from perAddress in Gen.Choose(2, 8)
         from perPerson in Gen.Choose(2, 12)
         from apart in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 2)))
         from pairs in Gen.Two(Gen.Elements(accounts)).ListOf(apart)
         select Make(accounts, perAddress, perPerson, pairs)).ToArbitrary();

    private static RandomList Make(Account[] accounts, int perAddress, int perPerson, IEnumerable<(Account, Account)> apart)
    {
        var options = new AudienceOptions { MaxAccountsPerAddress = perAddress, MaxAccountsPerPerson = perPerson };
        foreach (var (left, right) in apart) options.NotSame.Add((left.Ref, right.Ref));
        return new(accounts, options);
    }

    private static Gen<bool> Often(int yes, int of) => Gen.Choose(1, of).Select(n => n <= yes);

    private static Address MakeAddress(AddressKind kind, string value, bool verified) =>
        Audience.Accounts.Address(kind, value, verified);

    public override string ToString() =>
        $"max {Options.MaxAccountsPerAddress}/{Options.MaxAccountsPerPerson}, apart {string.Join(' ', Options.NotSame)}\n"
        + string.Join('\n', Accounts.Select(a =>
            $"{a.Ref} '{a.Name}' {a.PersonId} {a.BirthDate} "
                + $"{string.Join(' ', a.Addresses.Select(x => x.Key.Value + (x.VerifiedAt is null ? "" : "(v)")))}"));
}
