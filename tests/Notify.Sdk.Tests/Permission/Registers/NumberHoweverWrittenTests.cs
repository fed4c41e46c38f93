using System.Text;
using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Tests.TestKit;
using Notify.Sdk.Tests.Tracking;

namespace Notify.Sdk.Tests.Permission;

/// <summary>
/// What is said about a number holds however the number was written, at each of its extensions, and at both readings where
/// nobody knows which.
/// </summary>
public class NumberHoweverWrittenTests
{
    private const string Mobile = "+447400123456";

    private static Contact British(string id, params string[] phones) =>
        People.Contact(id) with { Country = "GB", Phones = [.. phones.Select(p => new ContactPoint(p))] };

    private static Contact In(string country, string id, string phone) => People.Contact(id) with { Country = country, Phones = [phone] };

    [Theory]
    [InlineData("07400 123456 x2")]
    [InlineData("07400 123456, 2")]
    [InlineData("07400 123456 ext. 7")]
    [InlineData("447400123456")]
    [InlineData("447400123456.0")]
    [InlineData("07400\u00A0123456")]
    [InlineData("(07400) 123456 Tom")]
    [InlineData("07400 123456 / 57")]
    public async Task A_STOP_holds_however_the_number_was_written(string written)
    {
        using var scenario = Replies.Scenario(more: b => b.AddText("text"));
        await scenario.ReceiveAsync(scenario.Text("STOP", from: Mobile));
        var report = await scenario.SendAsync("text", British("a", written));
        report.Of("a").Codes().Should().Contain(ReasonCodes.GloballyOptedOut);
        report.Planned.Should().Be(0);
    }

    [Theory]
    [InlineData("AR", "+5491123456789", "011 15-2345-6789")]
    [InlineData("AR", "+541123456789", "+54 9 11 2345-6789")]
    [InlineData("MX", "+5215512345678", "55 1234 5678")]
    [InlineData("MX", "+525512345678", "044 55 1234 5678")]
    [InlineData("BR", "+5531996883193", "+55 31 9688-3193")]
    [InlineData("BR", "+553196883193", "31 99688-3193")]
    public async Task A_stop_holds_at_both_spellings_of_a_handset(string country, string stopped, string written)
    {
        using var scenario = new Scenario(b => b.AddText("text"));
        await StopAsync(scenario, stopped);
        (await scenario.SendAsync("text", In(country, "a", written))).Of("a").Codes().Should().Contain(ReasonCodes.GloballyOptedOut);
    }

    [Theory]
    [InlineData("+4314155552671")]
    [InlineData("+14155552671")]
    public async Task A_stop_at_either_reading_of_a_number_in_doubt_counts_for_the_person(string stopped)
    {
        using var scenario = new Scenario();
        await StopAsync(scenario, stopped);
        var contact = In("AT", "a", "14155552671").Email("a@example.com");
        (await scenario.SendAsync("outage", contact)).Of("a").Codes().Should().Contain(ReasonCodes.GloballyOptedOut);
    }

    [Fact]
    public async Task A_number_in_doubt_is_neither_texted_nor_called_and_the_report_says_what_to_write()
    {
        using var scenario = new Scenario(b => b.AddTopic("ring", t => t
            .Transactional().Over(DeliveryChannel.Sms, DeliveryChannel.Voice).Sms("en", "Hello.").Voice("en", "Hello.")));
        var outcome = (await scenario.SendAsync("ring", In("AT", "a", "14155552671"))).Of("a");
        outcome.Kind.Should().NotBe(OutcomeKind.Planned);
        outcome.Reasons.Single(r => r.Code == ReasonCodes.PhoneInDoubt).Detail
            .Should().Contain("Write it with + and country code").And.NotContain("415");
    }

    [Fact]
    public async Task A_number_that_was_read_with_its_country_code_is_told_and_the_report_says_so()
    {
        using var scenario = new Scenario(b => b.AddText("text"));
        var outcome = (await scenario.SendAsync("text", In("GB", "a", "1-202-555-0104"))).Of("a");
        outcome.Kind.Should().Be(OutcomeKind.Planned);
        outcome.Codes().Should().Contain(ReasonCodes.PhoneReadAsInternational);
    }

    [Fact]
    public async Task A_no_in_a_file_counts_at_both_readings_and_a_yes_at_neither()
    {
        using var scenario = new Scenario();
        const string Csv = "phone,topic,status,occurred_at\n14155552671,,withdrawn,2025-01-02\n14155552672,offer,granted,2025-01-02\n";
        var report = await ImportConsentsAsync(scenario, Csv);
        (report.Appended, report.Duplicates, report.Refused).Should().Be((1, 0, 1));
        report.Refusals.Single().Problem.Should().Contain("+ and country code");
        foreach (var number in new[] { "+4314155552671", "+14155552671" })
            (await scenario.Get<IConsentLedger>().FindAsync([Scenario.Number(number)], "offer")).Single().Status
                .Should().Be(ConsentStatus.Withdrawn);
        (await scenario.Get<IConsentLedger>().FindAsync([Scenario.Number("+4314155552672"), Scenario.Number("+14155552672")], "offer"))
            .Should().BeEmpty();
        var again = await ImportConsentsAsync(scenario, Csv);
        (again.Appended, again.Duplicates, again.Refused).Should().Be((0, 1, 1));
    }

    [Fact]
    public async Task A_STOP_from_a_sender_in_doubt_counts_at_both_and_START_lifts_neither()
    {
        using var scenario = Replies.Scenario(more: b => b.ConfigureAudience(o => o.DefaultCountry = "AT"));
        await scenario.ReceiveAsync(scenario.Text("STOP", from: "14155552671"));
        var started = await scenario.ReceiveAsync(scenario.Text("START", "m2", "14155552671"));
        started.Reasons.Single().Code.Should().Be(ReasonCodes.ReplyIgnored);
        foreach (var number in new[] { "+4314155552671", "+14155552671" })
            (await scenario.Get<IConsentLedger>().FindAsync([Scenario.Number(number)], "outage"))
                .Should().ContainSingle(r => r.Status == ConsentStatus.Withdrawn);
    }

    [Theory]
    [InlineData("07400 123456 x2", "+44 7400 123456")]
    [InlineData("447400123456.0", "07400 123456 ext 7")]
    [InlineData("07400\u202F123456", "07400123456")]
    [InlineData("07400 123456 Tom", "07400123456")]
    public async Task A_register_lists_a_number_however_it_is_written(string line, string written)
    {
        using var scenario = new Scenario(b => b.AddText("text").AddSuppressionRegister(Own));
        var report = await ImportAsync(scenario, line, "GB");
        (report.Numbers, report.Garbage).Should().Be((1, 0));
        (await scenario.SendAsync("text", British("a", written))).Of("a").Codes().Should().Contain(ReasonCodes.Suppressed);
    }

    [Fact]
    public async Task A_line_of_a_register_that_is_in_doubt_lists_both_numbers()
    {
        using var scenario = new Scenario(b => b.AddSuppressionRegister(Own));
        (await ImportAsync(scenario, "14155552671", "AT")).Numbers.Should().Be(2);
        (await scenario.Suppressions.CopiesAsync()).Single().Numbers.Numbers().Should().Equal(14155552671UL, 4314155552671UL);
    }

    [Fact]
    public async Task A_line_with_two_numbers_lists_no_longer_one()
    {
        using var scenario = new Scenario(b => b.AddSuppressionRegister(Own));
        (await ImportAsync(scenario, "030 23125-110/111", "DE")).Numbers.Should().Be(1);
        (await scenario.Suppressions.CopiesAsync()).Single().Numbers.Numbers().Should().Equal(493023125110UL);
    }

    [Theory]
    [InlineData("+541123456789", "+5491123456789")]
    [InlineData("+5215512345678", "+525512345678")]
    [InlineData("+553196883193", "+5531996883193")]
    public async Task A_register_lists_both_spellings_of_a_handset(string line, string other)
    {
        using var scenario = new Scenario(b => b.AddSuppressionRegister(Own));
        await ImportAsync(scenario, line, null);
        var copy = (await scenario.Suppressions.CopiesAsync()).Single();
        copy.Contains(Scenario.Number(other)).Should().BeTrue();
        copy.Numbers.Contains(ulong.Parse(other.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)).Should().BeTrue();
    }

    [Fact]
    public async Task A_cap_per_address_counts_texts_to_all_extensions_of_a_number()
    {
        using var scenario = new Scenario(b => b.AddText("one").AddText("two").AddFrequencyCap(new()
        {
            Id = "c",
            Limit = 1,
            Window = Duration.FromDays(1),
            Per = CapScope.Address,
            Classes = [MessageClass.Transactional],
        }));
        (await scenario.SendAsync("one", British("a", Mobile))).Planned.Should().Be(1);
        await scenario.DispatchAsync();
        (await scenario.SendAsync("two", British("b", "07400 123456 x2"))).Of("b").Codes().Should().Contain(ReasonCodes.FrequencyCap);
    }

    [Fact]
    public async Task Texts_to_a_number_and_its_extension_are_one_text()
    {
        using var scenario = new Scenario(b => b.AddText("text"));
        var report = await scenario.SendAsync("text", British("a", Mobile), British("b", "07400 123456 x2"),
            British("c", "07400 123456 ext. 7"));
        (report.Planned, report.Covered + report.Suppressed).Should().Be((1, 2));
        await scenario.DispatchAsync();
        scenario.Texts.Calls.Should().ContainSingle();
        (await scenario.SendAsync("text", British("d", "07400 123456, 9"))).Of("d").Codes().Should().Contain(ReasonCodes.AlreadyTold);
    }

    [Fact]
    public async Task One_contact_with_a_number_and_its_extension_has_one_way_to_be_texted()
    {
        using var scenario = new Scenario(b => b.AddText("text"));
        scenario.Texts.Answers(SendOutcome.Rejected("no"));
        await scenario.SendAsync("text", British("a", Mobile, "07400 123456 x2"));
        await scenario.DispatchAsync();
        await scenario.DispatchAsync();
        scenario.Texts.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task A_stop_at_a_switchboard_stays_there()
    {
        using var scenario = new Scenario();
        await StopAsync(scenario, "+442079460000");
        (await scenario.SendAsync("outage", British("a", "020 7946 0000 x101").Email("a@example.com"))).Planned.Should().Be(1);
    }

    [Fact]
    public async Task Two_people_at_two_extensions_of_a_switchboard_are_both_called()
    {
        var calls = new RecordingTransport(DeliveryChannel.Voice);
        using var scenario = new Scenario(b => b.AddTransport(_ => calls).AddTopic("ring", t => t
            .Transactional().Over(DeliveryChannel.Voice).Voice("en", "Hello.")));
        var report = await scenario.SendAsync("ring", British("a", "020 7946 0000 x101").Named("Ann Lee"),
            British("b", "020 7946 0000 x102").Named("Ann Lee"));
        (report.Planned, report.People).Should().Be((2, 2));
        await scenario.DispatchAsync();
        calls.Calls.Select(c => c.To.Extension).Should().BeEquivalentTo("101", "102");
    }

    private static readonly SuppressionRegister Own = new()
    {
        Name = "own",
        ObtainedAt = Scenario.Monday,
        Classes = [MessageClass.Marketing, MessageClass.Transactional],
    };

    private static async Task StopAsync(Scenario scenario, string number) => await scenario.Get<IConsentLedger>().AppendAsync(
    [
        new()
        {
            Id = "s",
            Scope = ConsentScope.Everything,
            Address = Scenario.Number(number),
            Status = ConsentStatus.Withdrawn,
            OccurredAt = scenario.Time.Now,
        },
    ]);

    private static Task<ConsentImportReport> ImportConsentsAsync(Scenario scenario, string csv) => scenario.Get<ConsentImport>()
        .ImportCsvAsync(File(csv), new() { Source = "crm", BatchId = "b", Country = "AT", Basis = ConsentBasis.Express });

    private static Task<RegisterImportReport> ImportAsync(Scenario scenario, string line, string? country) =>
        scenario.Get<RegisterImport>().ImportAsync("own", scenario.Time.Now, File(line), new() { Country = country });

    private static MemoryStream File(string text) => new(Encoding.UTF8.GetBytes(text));
}
