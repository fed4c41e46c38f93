using System.Text;
using NodaTime;

namespace Notify.Sdk.Tests.Audience;

/// <summary>What spreadsheets, databases and careless programs do to lists.</summary>
public sealed class QuirkTests : ContactCsvCase
{
    [Fact]
    public async Task What_keeps_a_spreadsheet_from_computing_is_no_part_of_a_value()
    {
        var contacts = await Read("id,zip,phone,name", "'00017,'10001,'+12125550123,'t Hooft",
            "=\"00018\",=\"02903\",\"=\"\"2125550124\"\"\",O'Neil", "19.0,10001,2125550125,Ann");

        contacts.Select(c => c.AccountId).Should().Equal("00017", "00018", "19");
        contacts.Select(c => c.PostalCode).Should().Equal("10001", "02903", "10001");
        contacts.Select(c => c.Phones[0].Value).Should().Equal("+12125550123", "2125550124", "2125550125");
        contacts.Select(c => c.Name).Should().Equal("'t Hooft", "O'Neil", "Ann");
        Errors.Should().BeEmpty();
    }

    [Theory]
    [InlineData("NULL")]
    [InlineData("null")]
    [InlineData("N/A")]
    [InlineData("#N/A")]
    [InlineData("-")]
    [InlineData("—")]
    [InlineData("\\N")]
    [InlineData("NaN")]
    public async Task Words_for_nothing_are_nothing(string nothing)
    {
        var contact = (await Read("id,name,email,phone,country", $"a1,{nothing},{nothing},{nothing},{nothing}")).Single();
        (contact.Name, contact.Country, contact.Emails.Count, contact.Phones.Count).Should().Be((null, null, 0, 0));
    }

    [Fact]
    public async Task A_person_whose_name_is_Null_keeps_it() => (await Read("id,name", "a1,Null")).Single().Name.Should().Be("Null");

    [Fact]
    public async Task An_id_that_a_spreadsheet_rounded_is_nobodys()
    {
        (await Read("id,name", "4.47E+11,Ann", "17,Bo")).Single().AccountId.Should().Be("17");
        Errors.Single().ToString().Should().Contain("Line 2").And.Contain("rounded").And.Contain("text");
    }

    [Theory]
    [InlineData("31/01/2024", "05/04/1980", 4, 5)]
    [InlineData("01/31/2024", "05/04/1980", 5, 4)]
    [InlineData("31.01.2024", "05.04.1980", 4, 5)]
    public async Task The_order_of_day_and_month_shows_in_other_dates_of_the_file(string shown, string date, int month, int day) =>
        (await Read("id,last_confirmed,birth_date", $"a1,{shown},", $"a2,,{date}"))[1].BirthDate.Should()
            .Be(new LocalDate(1980, month, day));

    [Fact]
    public async Task A_date_of_two_days_is_left_out_and_said()
    {
        (await Read("id,birth_date", "a1,05/04/1980", "a2,05/05/1980")).Select(c => c.BirthDate).Should()
            .Equal(null, new LocalDate(1980, 5, 5));
        Errors.Single().ToString().Should().Contain("Line 2, column 'birth_date'").And.Contain("two days").And.NotContain("1980-05");
        Errors.Single().RowSkipped.Should().BeFalse();
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-8")]
    [InlineData("windows-1252")]
    public async Task Encodings_of_spreadsheets_are_recognised_and_read(string name)
    {
        var encoding = name == "windows-1252" ? CodePagesEncodingProvider.Instance.GetEncoding(1252)! : Encoding.GetEncoding(name);
        foreach (var mark in new[] { true, false })
        {
            byte[] bytes = [.. mark ? encoding.GetPreamble() : [],
                .. encoding.GetBytes("id;name;email\r\na1;Zoë Müller-Großmann;zoe@example.com\r\na2;\"Søren; “José”\";s@example.com\r\n")];
            using var file = new TemporaryCsv();
            await File.WriteAllBytesAsync(file.Path, bytes);
            Errors.Clear();
            var options = new ContactCsvOptions { OnError = Errors.Add };

            foreach (var contacts in new[] { await ContactCsv.ReadFileAsync(file.Path, options).ToListAsync(),
                await ContactCsv.ReadAsync(new MemoryStream(bytes), options).ToListAsync(), (await CsvRows.ReadAsync(file.Path, options))
                .Again })
                contacts.Select(c => c.Name).Should().Equal("Zoë Müller-Großmann", "Søren; “José”");
            Errors.Should().HaveCount(name == "utf-8" ? 0 : 3).And.NotContain(e => !e.Problem.StartsWith("The file is "));
        }
    }

    [Theory]
    [InlineData("windows-1251", "a1,Анна Иванова")]
    [InlineData("windows-1250", "a1,Łukasz Wałęsa")]
    [InlineData("iso-8859-7", "a1,Ελένη Παππά")]
    public async Task An_encoding_that_would_break_letters_is_refused(string name, string row)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(name)!.GetBytes($"id,name\nx,y\n{row}\n");
        var read = async () => await ContactCsv.ReadAsync(new MemoryStream(bytes), new() { OnError = Errors.Add }).ToListAsync();
        (await read.Should().ThrowAsync<NotifyException>()).Which.Message.Should().Contain("letters would be broken")
            .And.Contain("Encoding");

        var declared = await ContactCsv.ReadAsync(new MemoryStream(bytes),
            new() { OnError = Errors.Add, Encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) }).ToListAsync();
        declared[1].Name.Should().Be(row[3..]);
    }

    [Fact]
    public async Task The_first_line_may_say_what_stands_between_fields()
    {
        var contacts = await Read("sep=;", "id;name", "a1;\"Miller, Ann, Bath, Somerset\"");
        contacts.Single().Name.Should().Be("Miller, Ann, Bath, Somerset");
    }

    [Fact]
    public async Task Totals_and_empty_rows_at_the_end_are_nobody()
    {
        (await Read("id,name,email", "a1,Ann,a@example.com", ",,", "Total,2,", ",,")).Should().ContainSingle();
        Errors.Single().ToString().Should().Contain("Line 4").And.Contain("total");
    }

    [Fact]
    public async Task Totals_do_not_end_a_reading_without_a_listener() =>
        (await ContactCsv.ReadAsync(new StringReader("id,name\na1,Ann\nSumme,1\n")).ToListAsync()).Should().ContainSingle();

    [Theory]
    [InlineData("Kundennr;Vorname;Nachname;Handy;Telefon;PLZ;Ort;Land;E-Mail;Sprache")]
    [InlineData("Numéro client;Prénom;Nom;Portable;Téléphone;Code postal;Ville;Pays;Courriel;Langue")]
    [InlineData("Número de cliente;Nombre;Apellidos;Móvil;Teléfono;Código postal;Ciudad;País;Correo electrónico;Idioma")]
    [InlineData("Codice cliente;Nome;Cognome;Cellulare;Telefono;CAP;Città;Paese;Indirizzo email;Lingua")]
    [InlineData("Código de cliente;Primeiro nome;Sobrenome;Celular;Telefone;CEP;Cidade;País;Endereço de e-mail;Idioma")]
    [InlineData("Klantnummer;Voornaam;Achternaam;Mobiel;Telefoon;Postcode;Woonplaats;Land;E-mailadres;Taal")]
    [InlineData("Numer klienta;Imię;Nazwisko;Telefon komórkowy;Telefon;Kod pocztowy;Miejscowość;Kraj;Adres e-mail;Język")]
    [InlineData("Customer No.;First name;Surname;Mobile;Phone;Postcode;Town;Country;Email address;Language")]
    public async Task Plain_lists_are_read_in_eight_languages(string header)
    {
        var contact = (await Read(header, "17;Ana;Ruiz;0152 28817386;030 23125001;10115;Berlin;DE;ana@example.com;de")).Single();
        (contact.AccountId, contact.Name, contact.PostalCode, contact.Country, contact.Language).Should()
            .Be(("17", "Ana Ruiz", "10115", "DE", "de"));
        contact.Phones.Select(p => p.Value).Should().Equal("0152 28817386", "030 23125001");
        contact.Emails.Single().Value.Should().Be("ana@example.com");
        contact.Attributes["city"].Value.Should().Be("Berlin");
        Errors.Should().BeEmpty();
    }
}
