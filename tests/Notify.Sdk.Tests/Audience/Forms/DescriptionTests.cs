using System.Globalization;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Audience;

/// <summary>What was understood of a file is shown before anything is sent.</summary>
public sealed class DescriptionTests : IDisposable
{
    private readonly TemporaryCsv _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task A_list_without_a_country_is_read_in_none_and_the_one_that_it_looks_like_is_proposed()
    {
        WriteAmericans(500);

        var description = await ContactCsv.DescribeAsync(_file.Path);
        (description.Rows, description.RowsLeftOut, description.WithMobile, description.ProposedCountry).Should().Be((500, 0, 0, "US"));
        description.Notices[0].Should()
            .StartWith("No country: 1000 of 1000 phone numbers were not read; states and zips look like US; set "
            + "AudienceOptions.DefaultCountry");

        var known = await ContactCsv.DescribeAsync(_file.Path, audience: new() { DefaultCountry = "US" });
        (known.WithMobile, known.ProposedCountry, known.Notices.Count).Should().Be((500, null, 0));
    }

    [Theory]
    [InlineData("US", "(212) 555-0100", "(415) 555-0133", "713-555-0142", "305.555.0187")]
    [InlineData("CA", "(416) 555-0100", "(604) 555-0133", "514-555-0142")]
    [InlineData("GB", "07400 123456", "020 7946 0958", "07400 234567", "0161 496 0123")]
    [InlineData("FR", "06 12 34 56 78", "02 61 91 12 34", "03 53 01 12 34")]
    [InlineData("AU", "0491 570 156", "(02) 5550 1234", "(03) 7010 1234")]
    public async Task The_form_of_the_numbers_proposes_a_country_where_nothing_else_does(string country, params string[] numbers)
    {
        _file.Write(["id,name,phone", .. Enumerable.Range(0, 40).Select(i => $"{i},Ann {i},{numbers[i % numbers.Length]}")]);

        var description = await ContactCsv.DescribeAsync(_file.Path);
        description.ProposedCountry.Should().Be(country);
        description.WithMobile.Should().Be(0, "a proposal is no assumption");
        description.Notices[0].Should()
            .StartWith($"No country: 40 of 40 phone numbers were not read; the numbers look like {country}; set "
                + $"AudienceOptions.DefaultCountry");
    }

    [Theory]
    [InlineData("2125550100", "4155550133", "7135550142")] // digits in one run are nobody's form
    [InlineData("(212) 555-0100", "07400 123456", "06 12 34 56 78")]
    [InlineData("555-0100", "555-0133", "555-0142")]
    [InlineData("06 12 34 56 78")] // a mobile number of France, Morocco and Monaco
    public async Task Numbers_in_the_form_of_no_country_or_of_several_propose_none(params string[] numbers)
    {
        _file.Write(["id,name,phone", .. Enumerable.Range(0, 40).Select(i => $"{i},Ann {i},{numbers[i % numbers.Length]}")]);

        var description = await ContactCsv.DescribeAsync(_file.Path);
        description.ProposedCountry.Should().BeNull();
        description.Notices[0].Should()
            .Contain("40 of 40 phone numbers were not read; set AudienceOptions.DefaultCountry if all are of one");
    }

    [Fact]
    public async Task Places_of_one_country_and_numbers_of_another_propose_none()
    {
        _file.Write(
            ["id,state,zip,phone", .. Enumerable.Range(0, 40).Select(i => $"{i},{(i % 2 == 0 ? "TX,75201" : "NY,10001")},07400 123456")]);
        (await ContactCsv.DescribeAsync(_file.Path)).ProposedCountry.Should().BeNull();
    }

    [Fact]
    public async Task The_report_says_by_the_numbers_what_the_list_looks_like()
    {
        _file.Write(["id,name,phone", .. Enumerable.Range(0, 40).Select(i => $"{i},Ann {i},07400 1234{i:00}")]);
        using var scenario = Scenario.OutOfTheBox();
        var report = await scenario.Notifier.PreviewAsync(new("offer", "offer/1"), ContactCsv.ReadFileAsync(_file.Path));

        report.ToString().Split('\n')[0].Should().StartWith("No country: 40 of 40 phone numbers were not read; the numbers look like GB");
        report.ToString().Should().NotContain("07400");
    }

    [Fact]
    public async Task The_report_says_first_that_there_is_no_country()
    {
        WriteAmericans(50);
        using var scenario = Scenario.OutOfTheBox();
        var report = await scenario.Notifier.PreviewAsync(new("offer", "offer/1"), ContactCsv.ReadFileAsync(_file.Path));

        report.ToString().Split('\n')[0].Should().StartWith(
            "No country: 100 of 100 phone numbers were not read; states and zips look like US; set AudienceOptions.DefaultCountry");
    }

    [Fact]
    public async Task Form_encoding_separator_columns_and_what_rows_have_are_said_without_naming_anybody()
    {
        var description = await ContactCsv.DescribeAsync(Path.Combine(AppContext.BaseDirectory, "Corpora", "forms", "german-excel.csv"));

        (description.Form, description.Encoding, description.Delimiter, description.HasDerivedIds).Should()
            .Be((null, "Windows-1252", ';', false));
        description.Columns.Select(c => c.Field).Should().Equal(
            "account_id", "salutation", "first_name", "last_name", null, "postcode", "city", "country", "mobile", "phone", "email",
                "birth_date", "opt_out:marketing");
        (description.Rows, description.RowsLeftOut, description.WithCountry, description.WithEmail, description.WithMobile,
            description.WithOptOut, description.People).Should().Be((3, 1, 3, 3, 1, 2, 3));
        description.Columns[10].Examples.Should().Equal("j***@example.com", "k***@example.com", "l***@example.com");
        description.Columns[12].Examples.Should().Equal("nein", "ja", "x");
        foreach (var name in new[] { "Jörg", "Müßig", "Karl", "Läufer", "28817386", "joerg@" })
            description.ToString().Should().NotContain(name);
    }

    [Fact]
    public async Task Duplicates_and_problems_are_counted_by_kind()
    {
        _file.Write(
            ["Email Address,First Name,LEID", .. Enumerable.Range(0, 40).Select(i => $"a{i % 30}@example.com,Ann,{i}"),
            .. Enumerable.Repeat("x,y", 7)]);
        var description = await ContactCsv.DescribeAsync(_file.Path);

        (description.Form!.Name, description.Rows, description.RowsLeftOut, description.People, description.Duplicates,
            description.HasDerivedIds).Should().Be(("mailchimp", 40, 7, 30, 10, true));
        description.Problems[0].Should()
            .Be(new ContactCsvProblem("Expected 3 columns as in the header, found 2.", "Add the missing separators.", null, 7, 42, true));
        description.Problems.Skip(1).Single().Problem.Should().Contain("no account id");
        description.ToString().Should().Contain("(7 times)").And.Contain("Mailchimp (mailchimp)");
    }

    [Fact]
    public async Task A_form_of_the_applications_own_is_a_small_file()
    {
        _file.Write("Shopper No,Mail 1,Mail 2,Mailings,Basket", "17,a@example.com,b@example.org,nope,3", "18,c@example.com,,no,4");
        using var json = new MemoryStream("""
            { "name": "my-shop", "title": "My shop", "recognisedBy": [["Shopper No", "Mailings"]],
              "columns": { "Shopper No": "account_id", "Mail *": "email*", "Mailings": "opt_in:marketing/email", "Basket": "" } }
            """u8.ToArray());
        var options = new ContactCsvOptions { Forms = { ContactForm.Load(json) }, OnError = _ => { } };

        var contact = (await ContactCsv.ReadFileAsync(_file.Path, options).ToListAsync()).Single();
        contact.AccountId.Should().Be("18", "an answer that nobody understands costs its row");
        contact.Permissions.Single().Answer.Should().Be(ContactAnswer.No);
        (await ContactCsv.DescribeAsync(_file.Path, options)).Form!.ToString().Should().Be("My shop (my-shop)");
    }

    [Theory]
    [InlineData("""{ "name": "x", "recognisedBy": [["A"]], "columns": { "A": "acount" } }""", "'acount'")]
    [InlineData("""{ "name": "x", "recognisedBy": [], "columns": {} }""", "recognisedBy")]
    [InlineData("""{ "name": "x", "recognisedBy": [["A"]], "columns": {}, "colums": {} }""", "colums")]
    [InlineData("""{ "name": "x", "recognisedBy": [["A"]], "columns": {}, "everybody": [{ "fileName": "a", "says": "email" }] }""", "no opt-out")]
    public void A_form_that_means_nothing_is_refused(string json, string names)
    {
        var load = () => ContactForm.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json)));
        load.Should().Throw<NotifyException>().Which.Message.Should().Contain(names);
    }

    [Fact]
    public async Task A_form_that_is_named_must_be_there()
    {
        _file.Write("id,email", "1,a@example.com");
        var read = async () => await ContactCsv.ReadFileAsync(_file.Path, new() { Form = "hubspott" }).ToListAsync();
        (await read.Should().ThrowAsync<NotifyException>()).Which.Message.Should().Contain("'hubspott'").And.Contain("hubspot");
    }

    [Fact]
    public void There_are_ten_forms_and_each_names_its_source()
    {
        ContactForm.BuiltIn.Select(f => f.Name).Should().Equal(
            "chinook", "google-contacts", "hubspot", "mailchimp", "northwind", "outlook", "salesforce", "shopify", "stripe", "woocommerce");
    }

    /// <summary>As the well-known sample of 500 has it: no id, no country, two numbers, zips of which some have lost their zero.</summary>
    private void WriteAmericans(int rows)
    {
        string[] states = ["NY", "NJ", "CA", "TX", "MA"], zips = ["10001", "7001", "90001", "73301", "2108"];
        _file.Write(
            ["first_name,last_name,company_name,address,city,county,state,zip,phone1,phone2,email,web", .. Enumerable.Range(0, rows)
            .Select(i => string.Create(CultureInfo.InvariantCulture,
            $"Ann{i},Example{i},Example Inc,{i} Main "
                + $"St,Town,County,{states[i % 5]},{zips[i % 5]},212-555-01{i % 100:00},{201 + (i % 9)}-555-01{(i / 9) % 100:00},ann{i}@example.com,http://www.example.com"))]);
    }
}
