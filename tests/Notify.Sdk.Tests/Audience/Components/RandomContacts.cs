using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Notify.Sdk.Tests.Audience;

/// <summary>A small raw list in which everything collides, in many spellings, with rows that are double, empty or missing.</summary>
internal sealed record RandomContacts(Contact[] Rows, AudienceOptions Options)
{
    private static readonly string?[] Names = [null, " ", "---", "John Smith", "Smith, John", "JOHN SMITH ", "Jane Smith", "J. Smith",
        "J. S.", "Ann Lee", "Änn Lee", "line\nbreak"];

    private static readonly string[] Emails =
        ["a@example.com", "A@Example.com", "\"a\"@example.com", " b@example.com ", "\tb@example.com\u200B", "b\u2019@example.com",
            "b@EXAMPLE.com", "c@example.com", "info@example.com", "Info@example.com", "info+x@example.com", "in.fo@gmail.com",
            "info@gmail.com", "null@example.com", "not an address", ""];

    private static readonly string[] Phones = ["+1 202 555 0100", "(202) 555-0100", "202.555.0101", "+12025550101",
        "+12025550102 ext. 7", "+12025550102;ext=07", "123", " ",
        "+54 11 2345-6789", "+54 9 11 2345-6789", "491622550123", "491622550123", "0491 622550123", "+491622550123", "12025550100",
            "202 555 0100 Tom", "202\u00A0555\u20090100", "12025550100.0", "2.0255E+9"];

    private static readonly ContactAddress[] Handles = [new(AddressKind.WhatsApp, "12025550100"), new(AddressKind.X, "1234567"),
        new(AddressKind.X, "@name"), new(AddressKind.Telegram, "")];

    private static Gen<Instant?> Maybe(int of) =>
        Gen.Frequency(
        (of, Gen.Constant<Instant?>(null)), (1, Gen.Choose(0, 2).Select(d => (Instant?)Instant.FromUnixTimeSeconds(d * 86_400))));

    private static readonly Gen<ContactPoint> Email = from text in Gen.Elements(Emails)
                                                      from at in Maybe(6)
                                                      select new ContactPoint(
        text, at);

    private static readonly Gen<ContactPoint> Phone = from text in Gen.Elements(Phones)
                                                      from at in Maybe(8)
                                                      select new ContactPoint(
        text, at);

    private static readonly Gen<Contact?> AnyRow =
        from id in Gen.Frequency((12, Gen.Choose(0, 14).Select(n => $"a{n:00}")), (1, Gen.Elements("", "same", "tab\t")))
        from source in Gen.Frequency((5, Gen.Constant("")), (2, Gen.Elements("crm", "shop")))
        from name in Gen.Elements(Names)
        from emails in Email.ListOf(2)
        from phones in Phone.ListOf(2)
        from handle in Gen.Frequency((5, Gen.Constant<ContactAddress?>(null)), (1, Gen.Elements<ContactAddress?>(Handles)))
        from take in Gen.Two(Gen.Choose(0, 2))
        from person in Gen.Frequency((8, Gen.Constant<string?>(null)), (1, Gen.Elements<string?>("p1", " p2", "P1", "")))
        from birth in Gen.Frequency((14, Gen.Constant<LocalDate?>(null)), (1, Gen.Elements<LocalDate?>(new(1970, 1, 1), new(1980, 1, 1))))
        from confirmed in Maybe(3)
        from hole in Gen.Frequency((20, Gen.Constant(false)), (1, Gen.Constant(true)))
        from country in Gen.Frequency((3, Gen.Constant("us")), (1, Gen.Constant("de")))
        select hole ? null : new Contact(id)
        {
            Source = source,
            Name = name,
            Emails = [.. emails.Take(take.Item1)],
            Phones = [.. phones.Take(take.Item2)],
            Addresses = handle is null ? [] : [handle],
            PersonId = person,
            BirthDate = birth,
            LastConfirmed = confirmed,
            Country = country,
        };

    /// <summary>Lists that are mostly plain: full names and no facts that only the exact rules weigh.</summary>
    private static readonly Gen<Contact?> PlainRow =
        from id in Gen.Choose(0, 99)
        from name in Gen.Elements("John Smith", "Smith John", "Jane Smith", "Ann Lee")
        from email in Gen.Choose(0, 12)
        from phone in Gen.Choose(0, 12)
        from verified in Maybe(5)
        select (Contact?)new Contact($"a{id:00}")
        {
            Name = name,
            Emails = [new($"m{email}@example.com", verified)],
            Phones =
            [$"+120255501{phone:00}"]
        };

    /// <summary>Names in every state of doubt, and nothing else that only the exact rules weigh.</summary>
    private static readonly Gen<Contact?> DoubtfulRow =
        from id in Gen.Choose(0, 199)
        from source in Gen.Frequency((9, Gen.Constant("")), (1, Gen.Constant("crm")))
        from name in Gen.Elements("John Smith", "Smith, John", "Jane Smith", "J. Smith", "Smith J", "J. S.", "Ann Lee", "A. Lee",
            "J. Lee", "J. Q. Smith", "John Q. Smith", "John Quentin Smith", "J.", "John", "7 Smith", null)
        from email in Gen.Choose(0, 9)
        from phone in Gen.Choose(0, 19)
        from verified in Maybe(7)
        select (Contact?)new Contact($"a{id:000}")
        {
            Source = source,
            Name = name,
            Emails = [new($"m{email}@example.com", verified)],
            Phones = phone is > 9 and < 15 ? [] : [$"+120255501{phone:00}"]
        };

    public static Arbitrary<RandomContacts> Any(int most) =>
        (from count in Gen.Choose(0, most)
         from row in Gen.Elements(AnyRow, PlainRow, DoubtfulRow)
         from rows in row.ArrayOf(count)
         from perAddress in Gen.Choose(2, 6)
         from perPerson in Gen.Choose(2, 9)
         from apart in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Constant(2)))
         from pairs in Gen.Two(Gen.Choose(0, Math.Max(0, count - 1))).ListOf(apart)
         select Make(rows, perAddress, perPerson, pairs)).ToArbitrary();

    private static RandomContacts Make(Contact?[] rows, int perAddress, int perPerson, IEnumerable<(int, int)> apart)
    {
        var options = new AudienceOptions { MaxAccountsPerAddress = perAddress, MaxAccountsPerPerson = perPerson, DefaultCountry = "US" };
        foreach (var (left, right) in apart)
            if (rows.Length > 0 && rows[left] is { } a && rows[right] is { } b) options.NotSame.Add((a.Ref, b.Ref));
        return new(rows!, options);
    }

    public override string ToString() =>
        $"max {Options.MaxAccountsPerAddress}/{Options.MaxAccountsPerPerson}, apart {string.Join(' ', Options.NotSame)}\n"
        + string.Join(
            '\n', Rows.Select(
            c => c is null ? "null"
            : $"{c.Ref} '{c.Name}' {c.PersonId} {c.BirthDate} {c.LastConfirmed} "
            + $"{string.Join(' ', c.Emails.Concat(c.Phones).Select(x => x.Value + (x.VerifiedAt is null ? "" : "(v)")))} "
            + $"{string.Join(' ', c.Addresses.Select(h => h.Value))}"));
}
