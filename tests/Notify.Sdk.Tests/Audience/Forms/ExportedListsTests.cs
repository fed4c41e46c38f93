using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Audience;

/// <summary>Small files in the form of each program, with invented people, planned without a line of mapping.</summary>
public sealed class ExportedListsTests
{
    private static readonly Instant LongAgo = Instant.FromUtc(2020, 1, 1, 0, 0);

    private readonly List<ContactCsvError> _errors = [];

    public static TheoryData<string, string?, string[], string[]> Lists() => new()
    {
        { "google-contacts.csv", "google-contacts", ["ana.diaz@example.com", "bo.li@example.com"], [] },
        { "outlook.csv", "outlook", ["carla.ruiz@example.com", "dan.okafor@example.com"], [] },
        { "salesforce.csv", "salesforce", ["eve.stone@example.com"],
            ["finn.berg@example.com", "gina.hall@example.com", "hugo.lind@example.com", "+12125550123"] },
        { "hubspot.csv", "hubspot", ["ines.costa@example.com"], ["jan.kos@example.com", "kim.park@example.com", "lea.wolf@example.com"] },
        { "mailchimp-subscribed.csv", "mailchimp", ["mia.moss@example.com"], [] },
        { "mailchimp-unsubscribed.csv", "mailchimp", [], ["noah.hart@example.com"] },
        { "mailchimp-cleaned.csv", "mailchimp", [], ["olga.petit@example.com"] },
        { "shopify.csv", "shopify", ["paul.quint@example.com", "sam.tate@example.com"], ["rosa.silva@example.com", "+12125550141"] },
        { "woocommerce.csv", "woocommerce", ["tina.ude@example.com", "uwe.vogt@example.com"], [] },
        { "stripe.csv", "stripe", ["vera.wood@example.com", "will.xu@example.com"], [] },
        { "chinook.csv", "chinook", ["yara.zanetti@example.com", "adam.byrne@example.com"], [] },
        { "northwind.csv", "northwind", [], [] }, // numbers only, and advertising by text needs more than a consent of unknown words
        { "german-excel.csv", null, ["joerg@example.com"], ["karl@example.com", "lena@example.com"] },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Each_form_is_planned_without_mapping_and_nobody_who_says_no_in_it_is_told(
        string file, string? form, string[] told, string[] refused)
    {
        using var scenario = new Scenario(b => b
            .AddTopic("promo", t => t.Marketing().Over(DeliveryChannel.Email, DeliveryChannel.Sms).Email("en", "Promo", "New.")
                .Sms("en", "New.")
                .ExpiresAfter(Duration.FromDays(7))));
        await AgreedLongAgoAsync(scenario, [.. told, .. refused]);

        var list = ContactCsv.ReadFileAsync(FileOf(file), new() { OnError = _errors.Add });
        var preview = await scenario.Notifier.PreviewAsync(new("promo", "promo/0"), list);
        (await scenario.Get<IConsentLedger>().HeadAsync()).Sequence.Should().Be(told.Length + refused.Length, "a preview keeps nothing");
        var report = await scenario.Notifier.SendAsync(new("promo", "promo/1"), list);

        foreach (var one in new[] { preview, report })
        {
            (await KindsAsync(list, one, told)).Should().NotContain(k => k != OutcomeKind.Planned && k != OutcomeKind.Held);
            (await KindsAsync(list, one, refused)).Should().NotContain(k => k != OutcomeKind.Suppressed);
        }

        for (var hour = 0; hour < 30; hour++)
            await scenario.DispatchAfterAsync(Duration.FromHours(1));
        scenario.Mail.Addresses.Concat(scenario.Texts.Addresses).Should().BeEquivalentTo(told);
        (await ContactCsv.DescribeAsync(FileOf(file))).Form?.Name.Should().Be(form);
        _errors.Where(e => e.RowSkipped).Select(e => e.Problem).Should().NotContain(p => !p.Contains("total"));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task What_a_list_refuses_holds_in_later_calls_without_it(string file, string? form, string[] told, string[] refused)
    {
        _ = form;
        using var scenario = new Scenario();
        await AgreedLongAgoAsync(scenario, [.. told, .. refused]);
        await ContactCsv.ImportPermissionsAsync(FileOf(file), scenario.Get<PermissionImport>());
        var head = await scenario.Get<IConsentLedger>().HeadAsync();

        var again = await ContactCsv.ImportPermissionsAsync(FileOf(file), scenario.Get<PermissionImport>());
        (await scenario.Get<IConsentLedger>().HeadAsync()).Should().Be(head, "the same list says nothing new");
        (again.Withdrawn, again.Suppressed).Should().Be((0, 0));

        Contact[] contacts =
            [.. told.Concat(refused)
            .Select((a, i) =>
            new Contact($"c{i}") { Name = $"Person {i}", Emails = a[0] == '+' ? [] : [a], Phones = a[0] == '+' ? [a] : [] })];
        var report = await scenario.SendAsync("offer", contacts);
        for (var i = 0; i < contacts.Length; i++)
            (report.Of($"c{i}").Kind == OutcomeKind.Suppressed).Should().Be(i >= told.Length, "account {0}", i);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Ids_are_the_same_in_every_reading_and_name_no_address(string file, string? form, string[] told, string[] refused)
    {
        _ = (form, told, refused);
        var ids = await ContactCsv.ReadFileAsync(FileOf(file), new() { OnError = _ => { } }).Select(c => c.AccountId).ToListAsync();
        var (rows, again) = await CsvRows.ReadAsync(FileOf(file), new() { OnError = _ => { } });
        await using var stream = File.OpenRead(FileOf(file));

        ids.Should().OnlyHaveUniqueItems().And.NotContain(id => id.Contains('@'));
        again.Select(c => c.AccountId).Should().Equal(ids);
        rows.Should().HaveCount(ids.Count);
        (await ContactCsv.ReadAsync(stream, new() { OnError = _ => { } }).Select(c => c.AccountId).ToListAsync()).Should().Equal(ids);
    }

    [Fact]
    public async Task An_address_book_gives_every_number_and_mailbox_but_no_facsimile_machine()
    {
        var ana = (await ReadAsync("google-contacts.csv"))[0];
        ana.Name.Should().Be("Ana Diaz");
        ana.Emails.Select(e => e.Value).Should().Equal("ana.diaz@example.com", "ana@example.org");
        ana.Phones.Select(p => p.Value).Should().Equal("+1 212 555 0101", "+1 212 555 0102");
        (ana.Country, ana.Region, ana.PostalCode).Should().Be(("US", "NY", "10001"));
        ana.Attributes["salutation"].Value.Should().Be("Dr.");
    }

    [Fact]
    public async Task Of_two_places_the_first_that_is_given_counts()
    {
        var contacts = await ReadAsync("outlook.csv");
        (contacts[0].Country, contacts[0].Region).Should().Be(("United States of America", "NY"));
        (contacts[1].Country, contacts[1].PostalCode).Should().Be(("United Kingdom", "SW1A 1AA"));
        contacts[0].Phones[0].Value.Should().Be("(212) 555-0111", "a mobile phone takes texts");
    }

    [Fact]
    public async Task A_german_spreadsheet_is_read_as_it_was_saved()
    {
        var contacts = await ReadAsync("german-excel.csv");
        contacts.Select(c => c.AccountId).Should().Equal("00017", "00018", "00019");
        contacts.Select(c => c.Name).Should().Equal("Jörg-Änne Müßig", "Karl Läufer", "Lena Öztürk");
        contacts[0].BirthDate.Should().Be(new LocalDate(1980, 12, 31));
        contacts[0].PostalCode.Should().Be("04109");
        _errors.Should().Contain(e => e.Problem.Contains("Windows-1252"))
            .And.Contain(e => e.RowSkipped && e.Problem.Contains("total") && e.LineNumber == 7);
    }

    [Fact]
    public async Task A_table_of_customers_with_numbers_alone_is_told_what_needs_no_consent()
    {
        using var scenario = new Scenario(b => b.AddText("notice"));
        var report = await scenario.Notifier.SendAsync(new("notice", "notice/1"), ContactCsv.ReadFileAsync(FileOf("northwind.csv")));
        report.Of("EXAMB").Kind.Should().BeOneOf(OutcomeKind.Planned, OutcomeKind.Held);
        var contacts = await ReadAsync("northwind.csv");
        contacts.Select(c => (c.Name, c.Region)).Should().Equal(("Clara Dorn", null), ("Dave Ellis", "WA"));
    }

    [Fact]
    public async Task Of_a_file_of_unsubscribed_people_nobody_is_told_whatever_its_columns()
    {
        var folder = Directory.CreateTempSubdirectory("lists");
        try
        {
            var path = Path.Combine(folder.FullName, "unsubscribed_members_export.csv");
            await File.WriteAllTextAsync(path, "Email Address,First Name,MEMBER_RATING,EUID\nzoe.hart@example.com,Zoe,2,ab1\n");
            using var scenario = new Scenario();
            (await scenario.Notifier.SendAsync(new("outage", "outage/1"), ContactCsv.ReadFileAsync(path))).Suppressed.Should().Be(1);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Where_columns_contradict_each_other_no_wins()
    {
        using var file = new TemporaryCsv().Write("id,email,subscribed,unsubscribed", "a1,ana@example.com,yes,yes");
        using var scenario = new Scenario();
        var report = await ContactCsv.ImportPermissionsAsync(file.Path, scenario.Get<PermissionImport>(), permissions: new()
        {
            Disclosure = new() { Text = "Offers.", Version = "1", Language = "en", Topics = ["offer"] },
            GivenAt = LongAgo,
        });
        (report.Withdrawn, report.Consents, report.YesLeftOut).Should().Be((1, 0, 1));
    }

    [Fact]
    public async Task Made_ids_rest_on_who_it_is_and_on_the_key_and_on_nothing_else()
    {
        async Task<List<string>> IdsAsync(byte[] key, params string[] lines) => await ContactCsv
            .ReadAsync(new StringReader(string.Join('\n', lines)), new() { IdKey = key, OnError = _ => { } }).Select(c => c.AccountId)
                .ToListAsync();
        byte[] own = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
        var first = await IdsAsync(own, "email,name,phone", "ana@example.com,Ana Diaz,", "bo@example.com,Bo Li,",
            "ana@example.com,Carl Diaz,", ",Dora,+12125550101");
        var later = await IdsAsync(own, "Name,Notes,Phone,E-Mail", "Bo Li,new,,BO@Example.com", "\"Diaz, Ana\",,,ana@example.com",
            "Dora,,+1 (212) 555-0101,", "Carl Diaz,,,ana@example.com");

        later.Should().Equal(first[1], first[0], first[3], first[2]);
        first.Should().OnlyHaveUniqueItems("two people at one mailbox stay two");
        (await IdsAsync([], "email,name", "ana@example.com,Ana Diaz")).Single().Should().NotBe(first[0]);
    }

    [Fact]
    public async Task Where_a_no_stands_is_kept_with_it()
    {
        using var scenario = new Scenario();
        await scenario.Notifier.SendAsync(new("outage", "outage/1"), ContactCsv.ReadFileAsync(FileOf("mailchimp-unsubscribed.csv")));

        var no = (await scenario.Get<IConsentLedger>().FindAsync([Scenario.Mailbox("noah.hart@example.com")], "offer")).Single();
        (no.Status, no.Scope, no.Channel).Should().Be((ConsentStatus.Withdrawn, ConsentScope.Everything, DeliveryChannel.Email));
        no.OccurredAt.Should().Be(Instant.FromUtc(2025, 6, 25, 17, 38, 27));
        no.Import.Should().Be(new ImportSource("list", "mailchimp-unsubscribed.csv", 2, "UNSUB_TIME"));
        no.Id.Should().NotContain("noah");
    }

    [Fact]
    public async Task A_yes_is_a_consent_only_where_somebody_says_to_what()
    {
        using var scenario = new Scenario();
        var import = scenario.Get<PermissionImport>();
        (await ContactCsv.ImportPermissionsAsync(FileOf("shopify.csv"), import)).Consents.Should().Be(0);

        var report = await ContactCsv.ImportPermissionsAsync(FileOf("shopify.csv"), import, permissions: new()
        {
            Disclosure = new() { Text = "Offers by mail, at most 4 a month.", Version = "1", Language = "en", Topics = ["offer"] },
            GivenAt = LongAgo,
        });
        report.Consents.Should().Be(3, "two mailboxes and one number said yes");
        var told = await scenario.Notifier.SendAsync(new("offer", "offer/1"), ContactCsv.ReadFileAsync(FileOf("shopify.csv")));
        told.Outcomes.Where(o => o.Kind is OutcomeKind.Planned or OutcomeKind.Held).Select(o => o.Account.Id).Should()
            .BeEquivalentTo("7000000000001", "7000000000003");
    }

    /// <summary>So that nothing but what the list says keeps anybody from being told.</summary>
    private static async Task AgreedLongAgoAsync(Scenario scenario, string[] addresses) =>
        await scenario.Get<IConsentLedger>().AppendAsync([.. addresses.Select((a, i) => new ConsentRecord
    {
        Id = $"yes/{i}",
        Address = a[0] == '+' ? Scenario.Number(a) : Scenario.Mailbox(a),
        Scope = ConsentScope.Everything,
        Status = ConsentStatus.Granted,
        OccurredAt = LongAgo,
    })]);

    /// <summary>What became of the accounts that have one of the addresses.</summary>
    private static async Task<List<OutcomeKind>> KindsAsync(IAsyncEnumerable<Contact> list, SendReport report, string[] addresses)
    {
        var contacts = await list.Where(c => c.Emails.Concat(c.Phones)
            .Any(p => addresses.Contains(p.Value.Replace("(212) ", "+1212").Replace("-", "")) || addresses.Contains(p.Value)))
            .ToListAsync();
        contacts.Should().HaveCountGreaterThanOrEqualTo(addresses.Length > 0 ? 1 : 0);
        return [.. contacts.Select(c => report.Of(c.AccountId).Kind)];
    }

    private static string FileOf(string name) => Path.Combine(AppContext.BaseDirectory, "Corpora", "forms", name);

    private async Task<List<Contact>> ReadAsync(string file) =>
        await ContactCsv.ReadFileAsync(FileOf(file), new() { OnError = _errors.Add }).ToListAsync();
}
