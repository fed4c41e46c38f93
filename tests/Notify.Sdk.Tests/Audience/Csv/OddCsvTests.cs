using System.Text;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

/// <summary>Files that hardly anybody has.</summary>
public class OddCsvTests
{
    [Theory]
    [InlineData(40_000)]
    [InlineData(70_000)]
    [InlineData(200_000)]
    public async Task Rows_of_very_many_columns_are_read(int columns)
    {
        var rest = new string(',', columns - 2);
        var text = "id,name" + rest + "\na1,Ann" + rest + "\na2,\"An \"\"n\"" + rest + "\n a3,Bo" + rest + "\na4,Bo" + rest + "\n";
        var contacts = await ContactCsv.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), new() { OnError = _ => { } })
            .ToListAsync(default);
        contacts.Select(c => c.AccountId).Should().Equal("a1", "a2", "a3", "a4");
    }

    [Fact]
    public async Task Rows_longer_than_a_megabyte_are_found_again()
    {
        using var file = new TemporaryCsv();
        var note = new string('n', 3_000_000);
        await File.WriteAllTextAsync(
            file.Path, $"id,name,email,attr:note\r\na1,Ann Lee,ann@example.com,{note}\r\na2,\"Ann "
            + $"Lee\",ann@example.com,\"{note}\"\"\"\r\na3,Ann Lee,ann@example.com,{new string('é', 1_100_000)}\r\na4,A. "
            + $"Lee,ann@example.com,{new string('x', (1 << 20) - 26)}\na5,A. Lee,ann@example.com,{new string('x', (1 << 20) - 27)}\na6,A. "
            + $"Lee,ann@example.com,{new string('x', (1 << 20) - 28)}", default);
        var options = new ContactCsvOptions { MaximumLineLength = 8_000_000 };
        var contacts = await ContactCsv.ReadFileAsync(file.Path, options).ToListAsync(default);
        contacts.Should().HaveCount(6);
        Engine.Report(new ContactCsvFile(file.Path, options, default), new()).Should().Be(Engine.Obvious(contacts, new()));
    }

    [Theory]
    [InlineData(' ')]
    [InlineData('x')]
    [InlineData('\u00E9')]
    [InlineData('\u2028')]
    [InlineData('\'')]
    [InlineData(':')]
    public async Task Any_sign_can_stand_between_fields(char delimiter)
    {
        string[] values = ["a1", "b22", "", "\"\"", "\"q\"", "Zoë", "\"Z ë\"", "日本", "\"a x,é:' b\"", "12", "-", "\"m\"\"n\""];
        string[] columns = ["id", "name", "email", "attr:a"];
        using var file = new TemporaryCsv();
        var random = new System.Random(9);
        for (var run = 0; run < 150; run++)
        {
            var text = new StringBuilder();
            var options = new ContactCsvOptions { Delimiter = delimiter, OnError = _ => { } };
            options.Columns["1"] = "id";
            options.Columns["2"] = "name";
            options.Columns["3"] = "email";
            text.AppendJoin(delimiter, "1", "2", "3", "4").Append('\n');
            for (var i = 0; i < 60; i++) text.AppendJoin(delimiter, Enumerable.Range(0, 4)
                .Select(_ => values[random.Next(values.Length)])).Append(random.Next(20) == 0 ? "\r" : run % 2 == 0 ? "\n" : "\r\n");
            await File.WriteAllTextAsync(file.Path, text.ToString());
            var contacts = await ContactCsv.ReadFileAsync(file.Path, options).ToListAsync();
            var (rows, again) = await CsvRows.ReadAsync(file.Path, options);
            rows.Should().Equal(contacts.Select(CsvRows.Text));
            again.Select(ContactText.Of).Should().Equal(contacts.Select(ContactText.Of));
            if (delimiter != ' ')
            {
                var (obvious, broken) = new ObviousCsv(Encoding.UTF8.GetBytes(text.ToString()), delimiter, 1_048_576).Read();
                contacts.Select(c => c.AccountId + "|" + c.Name).Should()
                    .Equal(obvious.Skip(1).Where(r => r.Fields[0] is not ("" or "-"))
                    .Select(r => r.Fields[0] + "|" + (r.Fields[1] == "-" ? "" : r.Fields[1])));
            }
        }
    }
}
