using NodaTime;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Rendering;

/// <summary>Advertising carries the label and the sender that the law of the place asks for.</summary>
public sealed class LabelsTests
{
    // A Wednesday, 12:00 in Seoul, 10:00 in Hanoi, 11:00 in Singapore, 07:00 in Dubai.
    private static readonly Instant Morning = Instant.FromUtc(2026, 3, 4, 3, 0);

    private static Scenario World(Action<TopicBuilder>? topic = null, string text = "Cheap.") =>
        Scenario.UnderLaw(b => b.AddTopic("sale", t =>
    {
        t.Marketing().Over(DeliveryChannel.Sms, DeliveryChannel.Email).Sms("en", text).Email("en", "Sale", "Cheap.")
            .ExpiresAfter(Duration.FromDays(7));
        topic?.Invoke(t);
    }), Morning);

    private static async Task<OutgoingParts> SentAsync(Scenario scenario, string? country, string? phone = null)
    {
        var contact = People.Contact("bo") with
        {
            Country = country,
            Emails = phone is null ? ["bo@example.com"] : [],
            Phones =
            phone is null ? [] : [new ContactPoint(phone)]
        };
        await scenario.ConsentAsync(phone is null ? Scenario.Mailbox("bo@example.com") : Scenario.Number(phone), "sale");
        var outcome = (await scenario.SendAsync("sale", contact)).Of("bo");
        await scenario.DispatchAfterAsync(Duration.FromHours(6));
        var message = scenario.Mail.Calls.Concat(scenario.Texts.Calls).SingleOrDefault();
        return new(outcome, message?.Content.Subject, message?.Content.Text, message?.SenderId);
    }

    private sealed record OutgoingParts(AccountOutcome Outcome, string? Subject, string? Text, string? SenderId);

    [Theory]
    [InlineData("KR", "(광고) Sale")]
    [InlineData("IL", "פרסומת Sale")]
    [InlineData("SG", "<ADV> Sale")]
    [InlineData("VN", "[QC] Sale")]
    [InlineData("DE", "Sale")]
    public async Task The_subject_of_a_mail_begins_with_the_label_of_the_place(string country, string subject)
    {
        using var scenario = World();
        (await SentAsync(scenario, country)).Subject.Should().Be(subject);
    }

    [Theory]
    [InlineData("Cheap.", "[QC] Cheap.")]
    [InlineData("[AD] Cheap.", "[AD] Cheap.")]
    [InlineData("[QC] Cheap.", "[QC] Cheap.")]
    [InlineData("Cheap [QC].", "[QC] Cheap [QC].")]
    public async Task A_text_begins_with_it_and_one_that_does_already_is_left_alone(string words, string sent)
    {
        using var scenario = World(text: words);
        (await SentAsync(scenario, "VN", "+84912345678")).Text.Should().Be(sent);
    }

    [Fact]
    public async Task News_carry_no_label()
    {
        using var scenario = World();
        await scenario.SendAsync("outage", People.Contact("bo").Email("bo@example.com") with { Country = "KR" });
        await scenario.DispatchAsync();
        scenario.Mail.Calls.Single().Content.Subject.Should().Be("Outage");
    }

    [Fact]
    public async Task Two_labels_at_the_very_beginning_are_impossible_and_said()
    {
        using var scenario = World();
        var outcome = (await SentAsync(scenario, "KR", "+84912345678")).Outcome;
        outcome.Kind.Should().Be(OutcomeKind.Suppressed);
        outcome.Codes().Should().Contain(ReasonCodes.LabelsConflict);
    }

    [Fact]
    public async Task A_text_to_the_Emirates_needs_a_sender_id_that_the_transport_is_told()
    {
        using var without = World();
        (await SentAsync(without, "AE", "+971501234567")).Outcome.Codes().Should().Contain(ReasonCodes.SenderIdMissing);
        using var wrong = World(t => t.SenderId("AE", "EXAMPLE"));
        (await SentAsync(wrong, "AE", "+971501234567")).Outcome.Codes().Should().Contain(ReasonCodes.SenderIdMissing);
        using var right = World(t => t.SenderId("AE", "AD-EXAMPLE").SenderId("DE", "EXAMPLE"));
        (await SentAsync(right, "AE", "+971501234567")).SenderId.Should().Be("AD-EXAMPLE");
    }

    [Theory]
    [InlineData("KR", "무료수신거부 080-000-0000", "(광고) Cheap. 무료수신거부 080-000-0000")]
    [InlineData("VN", "STOP 1900", "[QC] Cheap. STOP 1900")]
    [InlineData("AE", "Opt out: B EXAMPLE to 7726", "Cheap. Opt out: B EXAMPLE to 7726")]
    [InlineData("DE", "STOP 1900", "Cheap.")]
    public async Task A_text_ends_with_the_words_that_the_law_of_the_place_asks_for(string country, string closing, string sent)
    {
        var phone = new Dictionary<string, string>
        {
            ["KR"] = "+821012345678",
            ["VN"] = "+84912345678",
            ["AE"] = "+971501234567",
            ["DE"] = "+4915112345678"
        }[country];
        using var scenario = World(t => t.Closing(country, closing).SenderId("AE", "AD-EXAMPLE"));
        var parts = await SentAsync(scenario, country, phone);
        parts.Text.Should().Be(sent);
        parts.Outcome.Codes().Should().NotContain(ReasonCodes.ClosingMissing);
    }

    [Fact]
    public async Task A_mail_ends_with_them_in_both_bodies()
    {
        using var scenario = World(t => t.Email("ko", "Sale", "Cheap.", "<html><body>Cheap.</body></html>").Closing("KR", "무료수신거부 <080>"));
        await scenario.ConsentAsync(Scenario.Mailbox("bo@example.com"), "sale");
        await scenario.SendAsync("sale", People.Contact("bo").Email("bo@example.com") with { Country = "KR", Language = "ko" });
        await scenario.DispatchAfterAsync(Duration.FromHours(6));
        var content = scenario.Mail.Calls.Single().Content;
        content.Text.Should().Be("Cheap.\n\n무료수신거부 <080>");
        content.Html.Should().Be("<html><body>Cheap.<p>" + System.Net.WebUtility.HtmlEncode("무료수신거부 <080>") + "</p></body></html>");
    }

    [Theory]
    [InlineData("Cheap.", null, true)]
    [InlineData("Cheap. 무료수신거부 080-000-0000", null, false)]
    [InlineData("Cheap.", "080-000-0000", true)] // not the words that the law names
    public async Task A_text_without_them_goes_out_with_a_note(string words, string? closing, bool isNoted)
    {
        using var scenario = World(t => _ = closing is null ? t : t.Closing("KR", closing), words);
        var outcome = (await SentAsync(scenario, "KR", "+821012345678")).Outcome;
        outcome.Kind.Should().NotBe(OutcomeKind.Suppressed);
        var notes = outcome.Reasons.Where(r => r.Code == ReasonCodes.ClosingMissing).ToList();
        notes.Should().HaveCount(isNoted ? 1 : 0);
        notes.TrueForAll(r => r.Detail.Contains("KR-50-1") && r.Detail.Contains("무료수신거부") && r.Detail.Contains("Closing(\"KR\"")).Should()
            .BeTrue();
    }

    [Fact]
    public async Task Words_that_say_it_are_left_alone()
    {
        using var scenario = World(t => t.Closing("KR", "무료수신거부 080-000-0000"), "Cheap. 무료수신거부 080-111-1111");
        (await SentAsync(scenario, "KR", "+821012345678")).Text.Should().Be("(광고) Cheap. 무료수신거부 080-111-1111");
    }

    [Theory]
    [InlineData("EXAMPL-P", "EXAMPL-P", false)]
    [InlineData("EXAMPL", null, true)]
    [InlineData("EXAMPL-S", null, true)]
    [InlineData(null, null, false)] // the transport has its own
    public async Task An_Indian_header_ends_with_the_kind_of_message(string? id, string? sent, bool isRefused)
    {
        using var scenario = World(t => _ = id is null ? t : t.SenderId("IN", id));
        var parts = await SentAsync(scenario, "IN", "+919876543210");
        parts.Outcome.Codes().Contains(ReasonCodes.SenderIdMissing).Should().Be(isRefused);
        parts.SenderId.Should().Be(sent);
    }

    [Fact]
    public void What_a_text_ends_with_is_for_a_country_and_has_words()
    {
        var nowhere = () => new TopicBuilder("sale").Closing("UK", "STOP");
        nowhere.Should().Throw<ArgumentException>().WithMessage("*ISO 3166-1*");
        var nothing = () => new TopicBuilder("sale").Closing("KR", " ");
        nothing.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_sender_id_is_for_a_country_that_there_is()
    {
        var set = () => new TopicBuilder("sale").SenderId("UK", "EXAMPLE");
        set.Should().Throw<ArgumentException>().WithMessage("*ISO 3166-1*");
    }
}
