using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Notify.Sdk.Tests.Audience;

public sealed class ContactCsvPropertyTests : IDisposable
{
    private readonly TemporaryCsv _file = new();

    public void Dispose() => _file.Dispose();

    private static void ForAnyFile(int tests, Action<RandomCsv> holds) =>
        Prop.ForAll(RandomCsv.Any(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(tests));

    [Fact]
    public void The_obvious_reader_finds_the_same_rows_and_the_same_broken_lines() => ForAnyFile(2_000, IsReadAsTheObviousReaderDoes);

    [Fact]
    public void The_obvious_reader_finds_the_same_in_files_that_are_mostly_sound() =>
        Prop.ForAll(RandomCsv.AnyRegular(), IsReadAsTheObviousReaderDoes).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Rows_of_files_that_are_mostly_sound_say_what_the_contacts_at_their_places_say() =>
        Prop.ForAll(RandomCsv.AnyRegular(), RowsSayWhatContactsSay).Check(Config.QuickThrowOnFailure.WithMaxTest(600));

    [Fact]
    public void A_slow_stream_a_text_and_a_file_give_what_a_stream_gives() => ForAnyFile(600, csv =>
    {
        File.WriteAllBytes(_file.Path, csv.Bytes);
        var expected = Text(Read(csv, o => ContactCsv.ReadAsync(new MemoryStream(csv.Bytes), o)));

        Text(Read(csv, o => ContactCsv.ReadAsync(new SlowStream(csv.Bytes), o))).Should().Be(expected);
        Text(Read(csv, o => ContactCsv.ReadAsync(new StringReader(Encoding.UTF8.GetString(csv.Bytes)), o))).Should().Be(expected);
        Text(Read(csv, o => ContactCsv.ReadFileAsync(_file.Path, o))).Should().Be(expected);
    });

    [Fact]
    public void Rows_for_telling_people_apart_say_what_the_contacts_at_their_places_say() => ForAnyFile(600, RowsSayWhatContactsSay);

    private static void IsReadAsTheObviousReaderDoes(RandomCsv csv)
    {
        var (contacts, errors) = Read(csv, o => ContactCsv.ReadAsync(new MemoryStream(csv.Bytes), o));
        var (rows, broken) = new ObviousCsv(csv.Bytes, csv.Delimiter, csv.MaximumLength).Read();
        var id = Array.IndexOf(rows[0].Fields, "id");

        contacts.Select(c => c.AccountId).Should().Equal(rows.Skip(1).Select(r => r.Fields[id]).Where(i => i.Length > 0));
        contacts.Select(c => c.Name ?? "").Should().Equal(Values(rows, "name"));
        contacts.Select(c => c.Attributes.TryGetValue("a", out var a) ? a.Value : "").Should().Equal(Values(rows, "attr:a"));
        broken.AddRange(rows.Where(r => r.Fields[id].Length == 0 && r.Fields.Any(f => f.Length > 0)).Select(r => $"{r.Line}: id is empty"));
        errors.Select(e => e.LineNumber).Should().BeInAscendingOrder()
            .And.BeEquivalentTo(broken.Select(b => int.Parse(b.Split(':')[0], null)));
        foreach (var text in broken)
            errors.Should().Contain(e => e.RowSkipped && e.LineNumber == int.Parse(text.Split(':')[0], null)
                && e.Problem.Contains(text.Split(": ", 2)[1]));
    }

    private void RowsSayWhatContactsSay(RandomCsv csv)
    {
        File.WriteAllBytes(_file.Path, csv.Bytes);
        var contacts = Read(csv, o => ContactCsv.ReadFileAsync(_file.Path, o)).Contacts;
        var (rows, again) = CsvRows.ReadAsync(_file.Path, Options(csv, [])).GetAwaiter().GetResult();

        rows.Should().Equal(contacts.Select(CsvRows.Text));
        again.Select(c => ContactText.Of(c)).Should().Equal(contacts.Select(ContactText.Of));
    }

    private static IEnumerable<string> Values(List<(int Line, string[] Fields)> rows, string column)
    {
        var (id, at) = (Array.IndexOf(rows[0].Fields, "id"), Array.IndexOf(rows[0].Fields, column));
        return rows.Skip(1).Where(r => r.Fields[id].Length > 0).Select(r => at < 0 ? "" : r.Fields[at]);
    }

    private static (List<Contact> Contacts, List<ContactCsvError> Errors) Read(
        RandomCsv csv, Func<ContactCsvOptions, IAsyncEnumerable<Contact>> read)
    {
        List<ContactCsvError> errors = [];
        return (read(Options(csv, errors)).ToListAsync().AsTask().GetAwaiter().GetResult(), errors);
    }

    private static ContactCsvOptions Options(RandomCsv csv, List<ContactCsvError> errors) =>
        new()
        {
            MaximumLineLength = csv.MaximumLength,
            Delimiter = csv.Delimiter,
            Source = "crm",
            OnError = errors.Add,
            Encoding = Encoding.UTF8
        };

    private static string Text((List<Contact> Contacts, List<ContactCsvError> Errors) read) =>
        string.Join('\n', [.. read.Contacts.Select(ContactText.Of), .. read.Errors.Select(e => e.ToString())]);

    /// <summary>Gives few bytes at a time, so that every row is cut somewhere.</summary>
    private sealed class SlowStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 1 + ((int)Position % 13))], cancellationToken);
    }
}
