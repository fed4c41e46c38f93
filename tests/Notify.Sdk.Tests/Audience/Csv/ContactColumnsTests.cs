using NodaTime;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

/// <summary>Every field of the one table reaches a contact, whichever way a list is read.</summary>
public sealed class ContactColumnsTests : ContactCsvCase
{
    public static TheoryData<string> Fields() => [.. ContactColumns.All.Where(f => f != ContactColumns.Unused).Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task A_field_is_read_from_file_stream_and_list(string field)
    {
        var header = field switch { "attr" => "attr:note", "address_of" => "address_of:fax", _ => field };
        var (others, values) = (Companion(field).Header, Companion(field).Value);
        var first = field switch
        {
            "account_id" => "email,account_id",
            "email" => "account_id,email",
            _ => $"account_id,email,{header}{others}"
        };
        string[] lines = [first, Row(field, Sample(field), values), Row(field, "", "")];
        using var file = new TemporaryCsv().Write(lines);

        var stream = await Read(lines);
        var fromFile = (await CsvRows.ReadAsync(file.Path, new() { OnError = Errors.Add })).Again;
        var writer = new ContactWriter(64);
        var start = writer.Write(stream[0]);
        var fromBytes = new ContactBytes(writer.Written[start..]).Read();

        Errors.Should().BeEmpty();
        Text(fromFile[0]).Should().Be(Text(stream[0]));
        Text(fromBytes).Should().Be(Text(stream[0]));
        if (field is not ("account_id" or "email" or "attr_as_of" or "phone_label"))
            Text(stream[0]).Should().NotBe(Text(stream[1]).Replace("|a2",
                "|a1", StringComparison.Ordinal), "the value must show somewhere in the contact");
    }

    [Fact]
    public void No_two_fields_have_a_name_or_a_word_in_common()
    {
        ContactColumns.All.Select(f => f.Name).Should().OnlyHaveUniqueItems();
        ContactColumns.All.SelectMany(f => f.Words.Append(f.Name).Select(HeaderKey.Of).Distinct()).GroupBy(w => w)
            .Where(g => g.Count() > 1).Select(g => string.Join(", ", g)).Should().BeEmpty();
    }

    [Fact]
    public void Every_property_of_a_contact_survives_being_kept_as_bytes()
    {
        var contact = new Contact("a1")
        {
            Source = "crm",
            PersonId = "p",
            Name = "Ann",
            Emails = ["a@example.com"],
            Phones = ["1"],
            Addresses = [new(AddressKind.X, "ann")],
            Language = "en",
            Country = "US",
            Region = "NY",
            PostalCode = "1",
            TimeZone = "America/New_York",
            Kind = ContactKind.Business,
            QuietHours = new(new(22, 0), new(8, 0)),
            LastConfirmed = Instant.FromUnixTimeSeconds(5),
            BirthDate = new(1980, 1, 2),
            ChannelOrder = new Dictionary<string, IReadOnlyList<DeliveryChannel>> { ["*"] = [DeliveryChannel.Sms] },
            Attributes = new Dictionary<string, ContactAttribute> { ["a"] = "b" },
            Permissions =
                [new(ContactAnswer.No, true, DeliveryChannel.Sms) {
                At = Instant.FromUnixTimeSeconds(7), File = "f.csv", Line = 3, Column = "c" }, new(ContactAnswer.Bounced)],
        };
        var empty = new Contact("a1");
        foreach (var property in typeof(Contact).GetProperties().Where(p => p.CanWrite && p.Name != nameof(Contact.AccountId)))
            property.GetValue(contact).Should().NotBeEquivalentTo(property.GetValue(empty) ?? "",
                "the contact of this test has to have {0}", property.Name);

        var writer = new ContactWriter(64);
        var start = writer.Write(contact);
        new ContactBytes(writer.Written[start..]).Read().Should().BeEquivalentTo(contact);
    }

    private static string Row(string field, string value, string values) => field switch
    {
        "account_id" => $"a@example.com,{(value.Length > 0 ? "a1" : "a2")}",
        "email" => $"{(value.Length > 0 ? "a1" : "a2")},a@example.com",
        _ => $"{(value.Length > 0 ? "a1" : "a2")},a@example.com,{value}{(values.Length > 0 ? $",{values}" : field is "quiet_from" or "quiet_to" or "attr_as_of" or "phone_label" || field.EndsWith("_verified_at", StringComparison.Ordinal) && field != "email_verified_at" ? "," : "")}",
    };

    /// <summary>What a field needs beside it to show.</summary>
    private static (string Header, string Value) Companion(string field) => field switch
    {
        "quiet_from" => (",quiet_to", "08:00"),
        "quiet_to" => (",quiet_from", "22:00"),
        "attr_as_of" => (",attr:x", "y"),
        "phone_label" => (",phone", "2125550101"),
        "email_verified_at" => ("", ""),
        _ when field.EndsWith("_verified_at", StringComparison.Ordinal) => ($",{field[..^"_verified_at".Length]}", "ann2125550101"),
        _ => ("", ""),
    };

    private static string Sample(string field)
    {
        var type = ContactColumns.All.Single(f => f.Name == field);
        return type.Check == CsvCheck.Instant || type.Check == CsvCheck.Date ? "2026-03-01"
            : type.Check == CsvCheck.QuietFrom || type.Check == CsvCheck.QuietTo ? "21:00"
            : type.Check == CsvCheck.Channels ? "sms;email"
            : type.Check == CsvCheck.OptIn ? "no"
            : type.Check == CsvCheck.OptOut ? "yes"
            : field == "status" ? "unsubscribed"
            : "Sample1";
    }

    private static string Text(Contact contact) =>
        $"{ContactText.Of(contact)}|{string.Join(' ', contact.Emails.Concat(contact.Phones).Select(p => $"{p.Value} {p.VerifiedAt}"))}"
        + $"|{string.Join(' ', contact.Addresses.Select(h => $"{h.Value} {h.VerifiedAt}"))}|{string.Join(' ', contact.Attributes.Select(a => $"{a.Key}={a.Value.Value} {a.Value.AsOf}"))}"
        + $"|{string.Join(' ', contact.Permissions.Select(p => $"{p.Answer} {p.MarketingOnly} {p.Channel} {p.Column}"))}|{contact.AccountId}";
}
