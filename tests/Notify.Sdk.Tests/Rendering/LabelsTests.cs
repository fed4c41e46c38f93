using NodaTime;
using Notify.Sdk.Audience;
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
        t.Marketing().Over(Channel.Sms, Channel.Email).Sms("en", text).Email("en", "Sale", "Cheap.").ExpiresAfter(Duration.FromDays(7));
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

    [Fact]
    public void A_sender_id_is_for_a_country_that_there_is()
    {
        var set = () => new TopicBuilder("sale").SenderId("UK", "EXAMPLE");
        set.Should().Throw<ArgumentException>().WithMessage("*ISO 3166-1*");
    }
}
