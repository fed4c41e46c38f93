using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

/// <summary>Which numbers are evidence that two accounts are one person; asked of the engine for lists and of the rules alone.</summary>
public class PhoneEvidenceTests
{
    private static Contact Ann(string id, string phone, string country = "GB") =>
        new(id) { Name = "Ann Lee", Country = country, Phones = [phone] };

    private static async Task<int> PersonsAsync(params Contact[] rows)
    {
        AudienceOptions options = new();
        Engine.Report(new ContactList(rows), options).Should().Be(Engine.Obvious(rows, options));
        await using var list = await Engine.Reader(options).ReadAsync(new ContactList(rows), null, default);
        return list.Persons;
    }

    [Theory]
    [InlineData("020 7946 0000 x101", "020 7946 0000 x102")]
    [InlineData("020 7946 0000, 101", "+44 20 7946 0000")]
    [InlineData("020 7946 0000 Apparat 12", "020 7946 0000 Apparat 13")]
    [InlineData("020 7946 0000 内線12", "020 7946 0000 内線13")]
    [InlineData("020 7946 0000 desk 12", "020 7946 0000 desk 13")]
    public async Task Two_extensions_of_one_number_are_no_evidence_of_one_person(string one, string other) =>
        (await PersonsAsync(Ann("a", one), Ann("b", other))).Should().Be(2);

    [Theory]
    [InlineData("020 7946 0000 x101", "+44 20 7946 0000 ext. 101", "GB")]
    [InlineData("07400 123456", "447400123456.0", "GB")]
    [InlineData("07400\u00A0123456 Tom", "+447400123456", "GB")]
    [InlineData("1-202-555-0104", "+12025550104", "GB")]
    [InlineData("+54 11 2345-6789", "+54 9 11 2345-6789", "AR")]
    [InlineData("+5215512345678", "+525512345678", "MX")]
    [InlineData("+55 31 9688-3193", "31 99688-3193", "BR")]
    public async Task One_number_in_two_spellings_is_evidence_of_one_person(string one, string other, string country) =>
        (await PersonsAsync(Ann("a", one, country), Ann("b", other, country))).Should().Be(1);

    [Fact]
    public async Task A_number_in_doubt_links_nobody()
    {
        (await PersonsAsync(Ann("a", "14155552671", "AT"), Ann("b", "14155552671", "AT"))).Should().Be(2);
        (await PersonsAsync(Ann("a", "14155552671", "AT"), Ann("b", "+14155552671", "AT"))).Should().Be(2);
        (await PersonsAsync(Ann("a", "14155552671", "AT"), Ann("b", "+4314155552671", "AT"))).Should().Be(2);
    }

    [Fact]
    public async Task A_number_in_doubt_takes_no_evidence_from_those_who_wrote_it_whole() =>
        (await PersonsAsync(Ann("a", "14155552671", "AT"), Ann("b", "+4314155552671"), Ann("c", "+43 1 4155552671"))).Should().Be(2);

    [Fact]
    public async Task A_WhatsApp_number_in_an_old_spelling_is_the_same_person()
    {
        Contact Handle(string id, string number) => new(id) { Name = "Ann Lee", Addresses = [new(AddressKind.WhatsApp, number)] };
        (await PersonsAsync(Handle("a", "+52 1 55 1234 5678"), Ann("b", "+525512345678"))).Should().Be(1);
        (await PersonsAsync(Handle("a", "5491123456789"), Ann("b", "+54 11 2345-6789"))).Should().Be(1);
    }

    [Fact]
    public void An_account_with_both_spellings_of_a_handset_is_texted_at_the_one_that_takes_texts()
    {
        var normalizer = new ContactNormalizer(new DefaultPhoneNumberParser(),
            Microsoft.Extensions.Options.Options.Create(new AudienceOptions()));
        var address = normalizer.Normalize(new("a") { Phones = ["+54 11 2345-6789", "+54 9 11 2345-6789"] }).Addresses.Single();
        (address.Deliverable, address.SmsCapable).Should().Be(("+5491123456789", true));
    }
}
