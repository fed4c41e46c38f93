using System.IO.Compression;
using System.Text;

namespace Notify.Sdk.Tests.Audience;

/// <summary>Files that are no lists, or two, or say two things: a message with line, column and remedy, and the rest goes on.</summary>
public sealed class BadExportTests : ContactCsvCase
{
    [Fact]
    public async Task A_second_list_in_the_file_is_not_taken_for_the_first()
    {
        var contacts = await Read("id,name,email", "a1,Ann,a@example.com", "email,name,phone", "b@example.com,Bo,2125550101",
            "id,name,email", "a3,Cy,c@example.com");

        contacts.Select(c => c.AccountId).Should().Equal("a1", "a3");
        Errors.Select(e => e.LineNumber).Should().Equal(3, 4, 5);
        Errors[0].ToString().Should().Contain("Line 3").And.Contain("another header").And.Contain("Cut the file");
        Errors[1].ToString().Should().Contain("line 3");
    }

    [Fact]
    public async Task A_second_list_with_more_columns_is_named_by_its_header()
    {
        (await Read("id,name", "a1,Ann", "email,first_name,last_name", "b@example.com,Bo,Li")).Should().ContainSingle();
        Errors[0].ToString().Should().Contain("Line 3").And.Contain("another header");
    }

    [Fact]
    public async Task A_header_that_comes_again_is_nobody()
    {
        (await Read("id,name,email", "a1,Ann,a@example.com", "ID,Name,Email", "a2,Bo,b@example.com")).Select(c => c.AccountId).Should()
            .Equal("a1", "a2");
        Errors.Single().ToString().Should().Contain("Line 3").And.Contain("once more");
    }

    [Fact]
    public async Task Three_hundred_columns_are_read_and_the_unknown_ones_are_one_remark()
    {
        var contact =
            (await Read("id,email," + string.Join(',', Enumerable.Range(0, 300).Select(i => $"Field {i:000}x")), "a1,a@example.com,"
            + string.Join(',', Enumerable.Repeat("v", 300)))).Single();
        contact.Emails.Should().ContainSingle();
        Errors.Single().Problem.Should().Contain("300 columns are not known").And.Contain("...");
    }

    [Theory]
    [InlineData("Courriel", "E-Mail")]
    [InlineData("email", "email")]
    public async Task Two_columns_of_addresses_are_two_addresses(string one, string other)
    {
        (await Read($"id,{one},{other}", "1,a@example.com,b@example.com")).Single().Emails.Select(e => e.Value).Should()
            .Equal("a@example.com", "b@example.com");
        Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task Of_two_columns_for_what_a_person_has_one_of_the_first_is_read_and_that_is_said()
    {
        (await Read("id,name,Full Name,email", "1,Ann,Bo,a@example.com")).Single().Name.Should().Be("Ann");
        Errors.Single().Should().Match<ContactCsvError>(e => e.Column == "Full Name" && !e.RowSkipped);
    }

    [Fact]
    public async Task A_list_of_another_program_below_a_list_is_seen_by_its_header()
    {
        (await Read("CustomerId,FirstName,LastName,Email,SupportRepId", "1,A,B,a@example.com,3",
            "Record ID,First Name,Last Name,Email,Unsubscribed from all email", "5,C,D,c@example.com,true")).Should().ContainSingle();
        Errors[0].ToString().Should().Contain("Line 3").And.Contain("another header");
    }

    [Theory]
    [InlineData("Telefon/E-Mail", "\"phone\" and \"email\"", "\"phone\" or \"email\"")]
    [InlineData("Mail oder Handy", "\"email\" and \"mobile\"", "\"email\" or \"mobile\"")]
    [InlineData("PLZ, Ort", "\"postcode\" and \"city\"", "\"postcode\" or \"city\"")]
    [InlineData("Country & Zip", "\"country\" and \"postcode\"", "\"country\" or \"postcode\"")]
    public async Task A_column_named_like_two_fields_is_left_out_and_asked_about(string header, string both, string either)
    {
        (await Read($"id,email,\"{header}\"", "a1,a@example.com,12345")).Single().Should().Match<Contact>(
            c => c.Phones.Count == 0 && c.PostalCode == null && c.Country == null && c.Emails.Count == 1);
        Errors.Single().Should().Match<ContactCsvError>(e => e.LineNumber == 1 && e.Column == header && !e.RowSkipped
            && e.Problem.StartsWith("Column 3 of the header is named like " + both)
            && e.Remedy.Contains($"ContactCsvOptions.Columns[\"{header}\"] = {either}"));

        Errors.Clear();
        (await Read([$"id,email,\"{header}\"", "a1,a@example.com,12345"], o => o.Columns[header] = "postcode")).Single().PostalCode
            .Should().Be("12345");
        Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task A_list_whose_only_address_is_named_like_two_fields_is_refused_with_both()
    {
        var read = () => Read("Kundenart,Mail / Telefon", "x,a@example.com");
        (await read.Should().ThrowAsync<NotifyException>()).Which.Message.Should()
            .Contain("Column 'Mail / Telefon' is named like \"email\" and \"phone\"");
    }

    [Fact]
    public async Task A_column_named_twice_for_one_field_is_that_field()
    {
        (await Read("id,email,Province/Territory/State,ZIP or postal code", "a1,a@example.com,ON,K1A 0B1")).Single().Should()
            .Match<Contact>(c => c.PostalCode == "K1A 0B1");
        (await Read("id,email,Bundesland / Kanton", "a1,a@example.com,ZH")).Single().Region.Should().Be("ZH");
    }

    [Theory]
    [InlineData("Do not mail?")]
    [InlineData("Phone / do not call?")]
    [InlineData("GDPR consent")]
    [InlineData("Abmeldegrund")]
    [InlineData("Baja voluntaria")]
    [InlineData("DND")]
    public async Task A_column_that_may_be_an_opt_out_is_asked_for_and_never_left_out(string header)
    {
        var read = () => Read($"id,email,{header}", "a1,a@example.com,x");
        (await read.Should().ThrowAsync<NotifyException>()).Which.Message.Should().Contain($"'{header}'").And.Contain("column 3")
            .And.Contain("opt_out:marketing/email");

        (await Read([$"id,email,{header}", "a1,a@example.com,x"], o => o.Columns[header] = "opt_out")).Single().Permissions.Should()
            .ContainSingle();
        (await Read([$"id,email,{header}", "a1,a@example.com,x"], o => o.Columns[header] = "")).Single().Permissions.Should().BeEmpty();
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("ja")]
    [InlineData("TRUE")]
    [InlineData("1")]
    [InlineData("x")]
    [InlineData("oui")]
    [InlineData("sí")]
    [InlineData("sim")]
    [InlineData("tak")]
    [InlineData("2025-01-31")]
    public async Task An_opt_out_is_understood_in_any_of_the_languages(string yes)
    {
        var said = (await Read("id,email,unsubscribed", $"a1,a@example.com,{yes}", "a2,b@example.com,no", "a3,c@example.com,"))
            .Select(c => c.Permissions).ToList();
        said[0].Single().Should().Match<ContactPermission>(p => p.Answer == ContactAnswer.No && p.Channel == DeliveryChannel.Email
            && p.Line == 2
            && p.Column == "unsubscribed");
        said[1].Should().BeEmpty();
        said[2].Should().BeEmpty();
        Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task An_answer_that_is_not_understood_costs_the_row()
    {
        (await Read("id,email,subscribed", "a1,a@example.com,perhaps", "a2,b@example.com,no")).Single().AccountId.Should().Be("a2");
        Errors.Single().ToString().Should().Contain("Line 2, column 'subscribed'").And.Contain("yes, no").And.NotContain("perhaps");
    }

    [Theory]
    [InlineData("2024-05-06 10:11:12 UTC")]
    [InlineData("6. Mai 2024")]
    [InlineData("45418")]
    [InlineData("by admin")]
    [InlineData("✗")]
    public async Task Whatever_stands_in_a_column_of_those_who_left_is_an_opt_out(string cell) =>
        (await Read("id,email,unsubscribed", $"a1,a@example.com,{cell}")).Single().Permissions.Should().ContainSingle();

    [Fact]
    public async Task A_workbook_is_said_by_name()
    {
        using var workbook = new MemoryStream();
        using (var archive = new ZipArchive(workbook, ZipArchiveMode.Create, leaveOpen: true))
            archive.CreateEntry("xl/workbook.xml");
        await Refused(workbook.ToArray(), "Excel workbook (.xlsx)", "save it as");
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>Sign in</body></html>", "a web page", "sign in")]
    [InlineData("\n  <table><tr><td>id</td></tr></table>", "a web page", "Line 1")]
    [InlineData("[{\"id\":1}]", "JSON", "CSV")]
    [InlineData("%PDF-1.7", "PDF", "CSV")]
    [InlineData("BEGIN:VCARD\nVERSION:3.0", "vCards", "CSV")]
    public Task What_is_no_table_is_said_by_name(string text, string what, string remedy) =>
        Refused(Encoding.UTF8.GetBytes(text), what, remedy);

    private static async Task Refused(byte[] bytes, string what, string remedy)
    {
        using var file = new TemporaryCsv();
        await File.WriteAllBytesAsync(file.Path, bytes);
        var read = async () => await ContactCsv.ReadFileAsync(file.Path).ToListAsync();
        (await read.Should().ThrowAsync<NotifyException>()).Which.Message.Should().Contain(what).And.Contain(remedy);
        read = async () => await ContactCsv.ReadAsync(new MemoryStream(bytes)).ToListAsync();
        (await read.Should().ThrowAsync<NotifyException>()).Which.Message.Should().Contain(what).And.Contain(remedy);
    }
}
