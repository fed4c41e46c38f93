using System.Text;
using NodaTime;

namespace Notify.Sdk.Tests.Audience;

public class ContactCsvTests : ContactCsvCase
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 1, 12, 0);

    [Fact]
    public async Task Every_well_known_column_reaches_its_field()
    {
        var contact = (await Read(
            "account_id,source,person_id,name,email,email2,phone,telegram,language,country,state,zip,timezone,quiet_from,quiet_to,channels,channels:offer,last_confirmed,birth_date,email2_verified_at,attr:balance,attr_as_of",
            "a1,crm,p9,\"Miller, "
                + "Ann\",a@example.com,b@example.org,+12125550123,@annmiller,en-GB,us,TX,78701,America/Chicago,22:00,7:30,sms;email,email,2026-03-01T13:00:00+01:00,1980-12-31,2026-03-01T12:00:00Z,12.50,2026-03-01T12:00:00Z")).Single();

        contact.Ref.Should().Be(new AccountRef("a1", "crm"));
        contact.PersonId.Should().Be("p9");
        contact.Name.Should().Be("Miller, Ann");
        contact.Emails.Should().Equal(new ContactPoint("a@example.com"), new ContactPoint("b@example.org", Noon));
        contact.Phones.Should().Equal(new ContactPoint("+12125550123"));
        contact.Addresses.Should().Equal(new ContactAddress(AddressKind.Telegram, "@annmiller"));
        (contact.Language, contact.Country, contact.Region, contact.PostalCode, contact.TimeZone).Should()
            .Be(("en-GB", "us", "TX", "78701", "America/Chicago"));
        contact.QuietHours.Should().Be(new QuietHours(new LocalTime(22, 0), new LocalTime(7, 30)));
        contact.ChannelOrder["*"].Should().Equal(DeliveryChannel.Sms, DeliveryChannel.Email);
        contact.ChannelOrder["offer"].Should().Equal(DeliveryChannel.Email);
        contact.LastConfirmed.Should().Be(Noon);
        contact.BirthDate.Should().Be(new LocalDate(1980, 12, 31));
        contact.Attributes["balance"].Should().Be(new ContactAttribute("12.50", Noon));
        Errors.Should().BeEmpty();
    }

    [Theory]
    [InlineData("account_id")]
    [InlineData("Account ID")]
    [InlineData("ACCOUNT-ID")]
    [InlineData("id")]
    [InlineData("Customer No.")]
    public async Task A_header_is_known_in_any_case_and_with_any_separator(string header) =>
        (await Read(header, "a1")).Single().AccountId.Should().Be("a1");

    [Fact]
    public async Task Addresses_keep_the_order_of_their_numbers_and_lists_are_split()
    {
        var contact =
            (await Read(
            "id,email3,email,emails,phones", "a1,c@example.com,a@example.com,x@example.com; y@example.com,020 7946 0001;020 7946 0002"))
            .Single();

        contact.Emails.Select(e => e.Value).Should().Equal("x@example.com", "y@example.com", "a@example.com", "c@example.com");
        contact.Phones.Select(p => p.Value).Should().Equal("020 7946 0001", "020 7946 0002");
    }

    [Fact]
    public async Task First_and_last_name_make_a_name() =>
        (await Read("id,first_name,surname", "a1,Ann,Miller")).Single().Name.Should().Be("Ann Miller");

    [Fact]
    public async Task A_column_of_the_callers_own_is_mapped_and_one_without_meaning_is_silenced()
    {
        var contact = (await Read(["Kundennummer;Merkmal;Notiz", "4711;gold;x"], o =>
        {
            o.Columns["kundennummer"] = "account_id";
            o.Columns["Merkmal"] = "attr:tier";
            o.Columns["Notiz"] = "";
        })).Single();

        contact.AccountId.Should().Be("4711");
        contact.Attributes["tier"].Value.Should().Be("gold");
        Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task An_unknown_column_is_named_once_and_the_rows_are_read()
    {
        (await Read("id,shoe size", "a1,42", "a2,43")).Should().HaveCount(2);

        var error = Errors.Should().ContainSingle().Subject;
        (error.LineNumber, error.Column, error.RowSkipped).Should().Be((1, "shoe size", false));
    }

    [Fact]
    public async Task With_neither_an_account_id_nor_an_address_the_expected_and_the_found_headers_are_named()
    {
        var read = () => Read("nummer,bemerkung", "1,neu");
        (await read.Should().ThrowAsync<NotifyException>()).Which.Message.Should().Contain("account_id").And.Contain("customer")
            .And.Contain("'nummer'");
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("", true)]
    [InlineData(",email,mail", false)] // even when two of its values are names of one field
    public async Task A_list_without_a_header_is_refused_without_quoting_its_first_row(string more, bool mapped)
    {
        var read = () =>
            Read([$"17,Ana Diaz,ana.diaz@example.com,+12025550101,José{more}", $"18,Bo Li,bo@example.com,+12025550102,Zoë{more}"], o =>
        {
            if (mapped)
                o.Columns["number"] = "account_id";
        });
        var message = (await read.Should().ThrowAsync<NotifyException>()).Which.Message;
        foreach (var value in new[] { "17", "Ana", "Diaz", "example.com", "2025550101", "José" })
            message.Should().NotContain(value);
        message.Should().Contain("column 1").And.Contain("first line");
        Errors.Should().BeEmpty("a remark on an unknown column would quote it too");
    }

    [Fact]
    public async Task Two_columns_for_one_field_that_has_one_are_refused_by_name_when_somebody_said_so()
    {
        var read = () => Read(["id,a,b", "1,Ann,Bo"], o => (o.Columns["a"], o.Columns["b"]) = ("name", "name"));
        (await read.Should().ThrowAsync<NotifyException>()).Which.Message.Should().Contain("'a'").And.Contain("'b'");
    }

    [Fact]
    public async Task A_mapping_to_a_field_that_does_not_exist_is_refused()
    {
        var read = () => Read(["id,a", "1,2"], o => o.Columns["a"] = "acount_id");
        (await read.Should().ThrowAsync<NotifyException>()).Which.Message.Should().Contain("acount_id");
    }

    [Fact]
    public async Task Quiet_hours_need_both_ends()
    {
        (await Read("id,quiet_from,quiet_to", "a1,22:00,")).Should().BeEmpty();
        Errors.Single().Column.Should().Be("quiet_from");
    }

    [Fact]
    public async Task Rows_are_read_as_they_are_asked_for()
    {
        var rows = new EndlessRows();
        await ContactCsv.ReadAsync(rows).Take(10).CountAsync();
        rows.CharactersRead.Should().BeLessThan(200_000);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task Any_line_ends_and_a_byte_order_mark_are_read(string lineEnd)
    {
        var bytes = Encoding.UTF8.GetPreamble()
            .Concat(Encoding.UTF8.GetBytes(string.Join(lineEnd, "id , name", "a1, Zoë ", "", "a2,\" Bo \""))).ToArray();
        var contacts = await ReadAll(ContactCsv.ReadAsync(new MemoryStream(bytes)));

        contacts.Select(c => c.Name).Should().Equal("Zoë", "Bo");
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public async Task The_separator_is_seen_in_the_header(char separator) =>
        (await Read($"id{separator}name{separator}email", $"a1{separator}\"B{separator}C\"{separator}d@example.com")).Single()
            .Name.Should().Be($"B{separator}C");

    [Fact]
    public async Task A_file_is_read_from_its_path()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{nameof(ContactCsvTests)}-{Environment.ProcessId}.csv");
        await File.WriteAllTextAsync(path, "id\na1\n");
        try
        {
            (await ReadAll(ContactCsv.ReadFileAsync(path))).Single().AccountId.Should().Be("a1");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Reading_stops_when_it_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        var read = async () =>
        {
            await foreach (var _ in ContactCsv.ReadAsync(new EndlessRows(), cancellationToken: cancelled.Token))
                await cancelled.CancelAsync();
        };
        await read.Should().ThrowAsync<OperationCanceledException>();
    }
}
