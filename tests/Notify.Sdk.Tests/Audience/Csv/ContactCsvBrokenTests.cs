using System.Text;

namespace Notify.Sdk.Tests.Audience;

public class ContactCsvBrokenTests : ContactCsvCase
{
    [Theory]
    [InlineData("a2,\"Miller", "not closed")]
    [InlineData("a2,\"Mil\"ler", "stands where none can")]
    [InlineData("a2,Mil\"ler", "stands where none can")]
    [InlineData("a2", "Expected 2 columns")]
    [InlineData("a2,Miller,Ann", "Expected 2 columns")]
    [InlineData("a2,Mil\0ler", "NUL")]
    [InlineData("a2,M\uFFFDller", "not UTF-8")]
    [InlineData(",Miller", "account id is empty")]
    public async Task A_broken_line_is_named_by_number_and_the_next_ones_are_read(string broken, string problem)
    {
        var contacts = await Read("id,name", "a1,Ann", broken, "a3,\"Carl, B\"", "a4,\"Dora \"\"D\"\" E\"");

        contacts.Select(c => c.AccountId).Should().Equal("a1", "a3", "a4");
        contacts[2].Name.Should().Be("Dora \"D\" E");
        var error = Errors.Should().ContainSingle().Subject;
        error.LineNumber.Should().Be(3);
        error.RowSkipped.Should().BeTrue();
        error.ToString().Should().Contain(problem).And.NotContain("ler");
    }

    [Fact]
    public async Task A_quotation_mark_that_the_next_line_seems_to_close_costs_one_line()
    {
        var contacts = await Read("id,name,city", "a1,\"Ann,Bath", "a2,\"Bob, B\",Cork", "a3,Carl,Derby");

        contacts.Select(c => c.AccountId).Should().Equal("a2", "a3");
        Errors.Select(e => e.LineNumber).Where(l => l > 1).Should().Equal(2);
    }

    [Fact]
    public async Task A_line_break_inside_quotation_marks_belongs_to_the_value_and_lines_are_still_counted()
    {
        var contacts = await Read("id,name", "a1,\"Ann", "Miller\"", "a2", "a3,Carl");

        contacts.Select(c => c.Name).Should().Equal("Ann\nMiller", "Carl");
        Errors.Single().LineNumber.Should().Be(4);
    }

    [Theory]
    [InlineData("last_confirmed", "yesterday", false)]
    [InlineData("email_verified_at", "2026-13-01", false)]
    [InlineData("attr_as_of", "2026-03-01 25:00", false)]
    [InlineData("quiet_from", "10 pm", true)]
    [InlineData("quiet_to", "25:00", true)]
    [InlineData("birth_date", "31.13.1980", true)]
    [InlineData("channels", "sms;pigeon?", true)]
    public async Task A_value_that_cannot_be_read_costs_the_field_or_where_it_protects_the_person_the_row(
        string column, string value, bool skipped)
    {
        var contacts = await Read($"id,{column}", $"a1,{value}", "a2,");

        contacts.Should().HaveCount(skipped ? 1 : 2);
        var error = Errors.Should().ContainSingle().Subject;
        (error.LineNumber, error.Column, error.RowSkipped).Should().Be((2, column, skipped));
        error.ToString().Should().NotContain(value);
    }

    [Fact]
    public async Task Without_a_listener_the_first_broken_line_ends_the_reading()
    {
        var read = () => ReadAll(ContactCsv.ReadAsync(new StringReader("id,name\na1,Ann\na2\n")));
        (await read.Should().ThrowAsync<NotifyException>()).Which.Message.Should().Contain("Line 3").And.Contain("OnError");
    }

    [Fact]
    public async Task Without_a_listener_the_rows_before_the_broken_line_come_first()
    {
        List<string> ids = [];
        var read = async () =>
        {
            await foreach (var contact in ContactCsv.ReadAsync(new StringReader("id,name\na1,Ann\na2,Bo\na3\na4,Carl\n")))
                ids.Add(contact.AccountId);
        };
        await read.Should().ThrowAsync<NotifyException>();
        ids.Should().Equal("a1", "a2");
    }

    [Fact]
    public async Task A_byte_order_mark_before_empty_lines_is_no_header()
    {
        var contacts = await Read("\uFEFF", " ", "id,name", "a1,Ann");
        contacts.Single().Name.Should().Be("Ann");
    }

    [Fact]
    public async Task A_line_that_is_too_long_costs_the_line_and_not_the_memory()
    {
        var endless = new EndlessLine("id,name\na1,Ann\n", length: 40_000_000, "\na3,Carl");
        var contacts = await ReadAll(ContactCsv.ReadAsync(endless, new() { OnError = Errors.Add }));

        contacts.Select(c => c.AccountId).Should().Equal("a1", "a3");
        Errors.Single().ToString().Should().Contain("longer than 1048576").And.Contain("Line 3");
    }

    [Fact]
    public async Task A_file_without_a_line_break_is_refused_without_reading_it_into_memory()
    {
        var read = () => ReadAll(ContactCsv.ReadAsync(new EndlessLine("", length: 40_000_000, "")));
        (await read.Should().ThrowAsync<NotifyException>()).Which.Message.Should().Contain("header");
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_cost_their_line()
    {
        byte[] bytes = [.. "id,name\na1,Z"u8, 0xEB, .. "\na2,Bo\n"u8];
        var contacts =
            await ReadAll(ContactCsv.ReadAsync(new MemoryStream(bytes), new() { OnError = Errors.Add, Encoding = Encoding.UTF8 }));

        contacts.Select(c => c.AccountId).Should().Equal("a2");
        Errors.Single().ToString().Should().Contain("Line 2").And.Contain("UTF-8");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    public async Task An_empty_file_is_refused_with_an_example(string text)
    {
        var read = () => ReadAll(ContactCsv.ReadAsync(new StringReader(text)));
        (await read.Should().ThrowAsync<NotifyException>()).Which.Message.Should().Contain("account_id,name,email,phone");
    }
}
