using System.Globalization;
using System.Text;
using NodaTime;

namespace Notify.Sdk.Tests.Audience;

/// <summary>Lists of any length, the same for a seed.</summary>
internal static class WildContacts
{
    /// <summary>Initials and missing names at addresses that many share.</summary>
    public static Contact[] Doubtful(System.Random random, int count)
    {
        string[] given = ["Ann", "Anna", "Abe", "Bo", "Bea", "Cy", "A.", "B.", "C", "Cyd"];
        string[] last = ["Lee", "Lane", "Ray", "Roe", "Low", "L.", "R."];
        return [.. Enumerable.Range(0, count).Select(i => new Contact($"acc-{i:000000}")
        {
            Source = random.Next(30) == 0 ? "crm" : "",
            Name = random.Next(6) == 0 ? null : random.Next(2) == 0
                ? $"{given[random.Next(given.Length)]} {last[random.Next(last.Length)]}"
                : $"{last[random.Next(last.Length)]}, {given[random.Next(given.Length)]}",
            Emails = [new($"m{random.Next(count / 3)}@example.com", random.Next(20) == 0 ? Instant.FromUnixTimeSeconds(0) : null)],
            Phones = random.Next(2) == 0 ? [] : [$"+49 30 {random.Next(count):000000}"],
        })];
    }

    /// <summary>Everything in every spelling.</summary>
    public static Contact[] Any(System.Random random, int count)
    {
        string[] given = ["Ann", "Änn", "Bo", "Zoë", "Jean-Luc", "Émile", "Øystein", "Maximiliana-Alexandrina", "Li", "李", "J.", "É.",
            "Ø.", "A", "7", "O'Ann", "ANN", "Anna"];
        string[] last = ["Lee", "Müller", "Mueller", "O'Neil", "ONeil", "Smith", "de la Cruz", "小明", "Straße", "STRASSE",
            "Wolfeschlegelsteinhausenbergerdorff", "L.", "Smith-Jones", "Lee2", "Ann"];
        string Name() => random.Next(14) switch
        {
            0 => "",
            1 => last[random.Next(last.Length)],
            2 => $"{last[random.Next(last.Length)]}, {given[random.Next(given.Length)]}",
            3 => $" {given[random.Next(given.Length)]}  {last[random.Next(last.Length)]} ",
            4 => $"{given[random.Next(given.Length)]} {given[random.Next(given.Length)]} {last[random.Next(last.Length)]}",
            5 => "---",
            _ => $"{given[random.Next(given.Length)]} {last[random.Next(last.Length)]}",
        };
        string Email()
        {
            var n = random.Next(count * 2 / 3);
            var local = (n % 50) switch
            {
                0 => $"info",
                1 => new string('y', 40) + n,
                2 => $"jos{n}é",
                3 => $"null",
                _ => $"user{n}",
            };
            string[] domains = n % 9 == 0 ? ["gmail.com", "googlemail.com", "GMAIL.com"] : n % 9 == 1
                ? ["me.com", "mac.com", "icloud.com"] : n % 9 == 2
                ? ["bücher.example", "xn--bcher-kva.example", "BÜCHER.example"] : n % 9 == 3 ? [$"c{n}.example"] : n % 9 == 4
                ? ["yandex.ru", "ya.ru"] : n % 9 == 5 ? [$"proton.me"] : ["example.com", "EXAMPLE.COM"];
            var domain = domains[random.Next(domains.Length)];
            return random.Next(8) switch
            {
                0 when local.All(char.IsAscii) => $"\"{local}\"@{domain}",
                1 => local.ToUpperInvariant() + "@" + domain,
                2 => $" {local}@{domain} ",
                3 => $"{local[..2]}.{local[2..]}@{domain}",
                4 => $"{local}+tag@{domain}",
                5 => random.Next(20) == 0 ? "nonsense" : $"{local}@{domain}",
                _ => $"{local}@{domain}",
            };
        }

        string Phone()
        {
            var n = random.Next(count / 2);
            var line = $"{n % 10_000:0000}";
            var (area, exchange) = (201 + (n / 10_000 % 3), 555 + (n / 30_000 % 400));
            var arabic = new string([.. line.Select(c => (char)('\u0660' + (c - '0')))]);
            return random.Next(9) switch
            {
                0 => $"({area}) {exchange}-{line}",
                1 => $"+1{area}{exchange}{line}",
                2 => $"{area}.{exchange}.{line}",
                3 => $"+1 {area} {exchange} {arabic}",
                4 => $"+1{area}{exchange}{line} ext. {n % 3}",
                5 => $"+1{area}{exchange}{line};ext=0{n % 3}",
                6 => $"+39 06 {n % 5_000_000:0000000}",
                7 => random.Next(9) == 0 ? "+49123456789012345678" : $"+49 30 {n:000000}",
                _ => $"001{area}{exchange}{line}",
            };
        }

        Instant? Maybe(int of) => random.Next(of) == 0 ? Instant.FromUnixTimeSeconds(86_400L * random.Next(300)) : null;
        return [.. Enumerable.Range(0, count).Select(i => new Contact($"acc-{(random.Next(50) == 0 ? random.Next(count) : i):000000}")
        {
            Source = random.Next(10) == 0 ? "crm" : "",
            PersonId = random.Next(60) == 0 ? $"p{random.Next(count / 50)}" : null,
            Name = Name(),
            Emails = [.. Enumerable.Range(0, random.Next(3)).Select(_ => new ContactPoint(Email(), Maybe(8)))],
            Phones = [.. Enumerable.Range(0, random.Next(3)).Select(_ => new ContactPoint(Phone(), Maybe(9)))],
            Addresses = random.Next(12) == 0
                ? [new ContactAddress(AddressKind.WhatsApp, $"1{201 + random.Next(3)}555{random.Next(10_000):0000}")] : [],
            Country = random.Next(3) == 0 ? null : "us",
            BirthDate = random.Next(100) == 0 ? new(1980, 1, 1 + random.Next(3)) : null,
            LastConfirmed = Maybe(4),
        })];
    }

    public static void WriteCsv(string path, Contact[] rows, string lineEnd)
    {
        var random = new System.Random(1);
        string Field(string? text) => text is null ? "" : text.AsSpan().IndexOfAny("\",\r\n") >= 0 || random.Next(9) == 0
            ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
        static string? Time(Instant? at) => at?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
        using var writer = new StreamWriter(path, false, new UTF8Encoding(false));
        writer.Write(
            "account_id,source,person_id,name,email,email_verified_at,email2,email2_verified_at,phone,phone_verified_at,phone2,phone2_verified_at,whatsapp,country,birth_date,last_confirmed" + lineEnd);
        foreach (var row in rows)
        {
            string?[] fields =
            [
                row.AccountId, row.Source, row.PersonId, row.Name,
                row.Emails.ElementAtOrDefault(0)?.Value, Time(row.Emails.ElementAtOrDefault(0)?.VerifiedAt),
                    row.Emails.ElementAtOrDefault(1)?.Value, Time(row.Emails.ElementAtOrDefault(1)?.VerifiedAt),
                row.Phones.ElementAtOrDefault(0)?.Value, Time(row.Phones.ElementAtOrDefault(0)?.VerifiedAt),
                    row.Phones.ElementAtOrDefault(1)?.Value, Time(row.Phones.ElementAtOrDefault(1)?.VerifiedAt),
                row.Addresses.ElementAtOrDefault(0)?.Value, row.Country,
                    row.BirthDate?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), Time(row.LastConfirmed),
            ];
            writer.Write(string.Join(',', fields.Select(Field)) + lineEnd);
        }
    }
}
