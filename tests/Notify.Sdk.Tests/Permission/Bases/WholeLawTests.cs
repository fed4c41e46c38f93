using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Permission.Bases;

/// <summary>All rules together, as they hold for a message to somebody somewhere.</summary>
public sealed class WholeLawTests
{
    private static LawBench.Message To(LawBench bench, string? country, DeliveryChannel channel, MessageClass @class =
        MessageClass.Marketing,
        string? region = null) =>
        bench.About(@class, channel) with { Country = country, Region = region };

    [Fact]
    public void An_automated_US_call_with_a_soft_opt_in_is_refused_with_what_would_have_been_enough()
    {
        using var bench = new LawBench(policy: true);
        var call = To(bench, "US", DeliveryChannel.Voice, region: "US-NV");
        var refusal = call.With(call.Yes(ConsentBasis.SoftOptIn)).ShouldBeRefused();
        refusal.Code.Should().Be(ReasonCodes.BasisNotEnough);
        refusal.Rule.Should().Contain("permission/consent/US-TCPA-AUTO-MKT");
        refusal.Detail.Should().Contain("The SoftOptIn consent of 2026-11-25").And.Contain("47 CFR 64.1200(a)(2)")
            .And.Contain("Enough would be: an express written consent (with the words that were shown)").And.NotContain("purchase")
            .And.Contain("together with a copy of 'us-dnc'", "a clean list alone is not enough");
        call.With(call.Yes(ConsentBasis.ExpressWritten)).ShouldPass();
    }

    [Theory]
    [InlineData("sms")]
    [InlineData("voice")]
    public void An_informational_message_to_a_US_number_asks_for_an_express_consent_by_text_and_by_voice(string over)
    {
        var channel = DeliveryChannel.Named(over);
        using var bench = new LawBench();
        var message = To(bench, "US", channel, MessageClass.Transactional);
        message.ShouldBeRefused().Detail.Should().Contain("US-TCPA-AUTO-INFO").And.Contain("an express consent")
            .And.Contain("PeopleGaveTheirNumbers");
        message.With(message.Yes(ConsentBasis.ImpliedPurchase)).ShouldBeRefused();
        message.With(message.Yes(ConsentBasis.Express, words: false)).ShouldPass("an informational one asks for no words");
        if (channel == DeliveryChannel.Voice)
            (message with { Live = true }).ShouldPass("a person who speaks is no automated call");
    }

    [Fact]
    public void Where_people_gave_their_numbers_informational_messages_go_out_and_the_decision_says_so()
    {
        using var bench = new LawBench(configure: o => o.PeopleGaveTheirNumbers = true);
        var text = To(bench, "US", DeliveryChannel.Sms, MessageClass.Transactional);
        text.ShouldPass();
        text.Notes().Should().Contain(n => n.Code == ReasonCodes.NumberGiven && n.Detail.Contains("US-TCPA-AUTO-INFO"));
        To(bench, "US", DeliveryChannel.Sms).ShouldBeRefused("marketing is not meant");
    }

    [Theory]
    [InlineData("DE", "sms")]
    [InlineData("GB", "voice")]
    [InlineData("US", "email")]
    [InlineData(null, "sms")]
    public void Informational_messages_elsewhere_ask_for_nothing(string? country, string over)
    {
        var channel = DeliveryChannel.Named(over);
        using var bench = new LawBench();
        To(bench, country, channel, MessageClass.Transactional).ShouldPass();
    }

    [Theory]
    [InlineData(null, "email", "ALL-DEFAULT")]
    [InlineData("TH", "email", "ALL-DEFAULT")]
    [InlineData("FR", "telegram", "ALL-DEFAULT")] // no rule of France is about it
    [InlineData("CZ", "email", "EU-13-1")]
    [InlineData("IS", "sms", "EU-13-1")]
    [InlineData("DE", "sms", "DE-7-SMS")]
    [InlineData("PR", "sms", "US-TCPA-SMS-MKT")]
    [InlineData("RE", "email", "FR-L34-5")]
    public void Which_rule_refuses_a_soft_opt_in_of_somebody_else(string? country, string over, string rule)
    {
        var channel = DeliveryChannel.Named(over);
        using var bench = new LawBench();
        var message = To(bench, country, channel);
        message.With(message.Yes(ConsentBasis.SoftOptIn) with { Brand = "" }).ShouldBeRefused().Rule.Should()
            .Contain($"permission/consent/{rule}");
    }

    [Theory]
    [InlineData("DE", "email", true)]
    [InlineData("DE", "sms", false)]
    [InlineData("IT", "email", true)]
    [InlineData("IT", "sms", false)]
    [InlineData("FR", "sms", true)]
    [InlineData("RE", "sms", true)] // as France
    [InlineData("PL", "email", false)]
    [InlineData("TH", "email", false)]
    [InlineData(null, "email", false)]
    public void Where_a_soft_opt_in_is_enough(string? country, string over, bool enough)
    {
        var channel = DeliveryChannel.Named(over);
        using var bench = new LawBench();
        var message = To(bench, country, channel);
        (message.With(message.Yes(ConsentBasis.SoftOptIn)).Refusal() is null).Should().Be(enough);
    }

    [Theory]
    [InlineData(ContactKind.Business, true)]
    [InlineData(ContactKind.Consumer, false)]
    [InlineData(ContactKind.Unknown, false)]
    public void Businesses_in_the_United_Kingdom_may_be_written_to_and_who_may_be_a_consumer_may_not(ContactKind kind, bool passes)
    {
        using var bench = new LawBench();
        ((To(bench, "GB", DeliveryChannel.Email) with { Kind = kind }).Refusal() is null).Should().Be(passes);
        using var policy = new LawBench(policy: true);
        (To(policy, "GB", DeliveryChannel.Email) with { Kind = kind })
            .ShouldBeRefused("the library asks for a consent wherever nobody switched that off");
    }

    [Fact]
    public void A_business_in_a_state_of_the_EU_that_was_not_read_is_asked_as_strictly_as_a_consumer()
    {
        using var bench = new LawBench();
        (To(bench, "CZ", DeliveryChannel.Email) with { Kind = ContactKind.Business }).ShouldBeRefused().Rule.Should()
            .EndWith("ALL-DEFAULT");
    }

    [Fact]
    public void Of_two_accounts_one_of_which_is_a_consumers_the_stricter_counts()
    {
        using var bench = new LawBench();
        var message = To(bench, "GB", DeliveryChannel.Email) with { Kind = ContactKind.Business };
        var attempt = message.Attempt();
        attempt = attempt
            with
        {
            Person =
            new() { Accounts = [attempt.Account, attempt.Account with { Ref = new("other"), Kind = ContactKind.Consumer }] }
        };
        Recipient.Of(attempt).Should().Be(RecipientTraits.Consumer | RecipientTraits.Business);
    }

    [Theory]
    [InlineData(ConsentBasis.ImpliedPurchase, 500, true)]
    [InlineData(ConsentBasis.ImpliedPurchase, 560, false)] // 18 months for calls
    [InlineData(ConsentBasis.ImpliedInquiry, 80, true)]
    [InlineData(ConsentBasis.ImpliedInquiry, 100, false)]
    public void A_listed_number_is_called_by_a_person_as_long_as_the_relationship_lasts(ConsentBasis basis, int days, bool passes)
    {
        using var bench = new LawBench();
        var call = To(bench, "US", DeliveryChannel.Voice, region: "US-NV") with { Live = true };
        var listed = call
            with
        {
            Registers = new([KnownRegisters.UsDoNotCall with { ObtainedAt = call.At }],
            [new(call.Key, "us-dnc", SuppressionKind.DoNotCall, call.At)])
        };
        var refusal = listed.With(call.Yes(basis, Duration.FromDays(days))).Refusal();
        (refusal is null).Should().Be(passes);
        refusal?.Detail.Should().Contain("47 CFR").And.Contain("Enough would be: ");
    }

    [Fact]
    public void A_purchase_lifts_no_register_of_the_United_Kingdom_and_an_own_list_is_lifted_by_nothing()
    {
        using var bench = new LawBench();
        var call = To(bench, "GB", DeliveryChannel.Voice) with { Live = true };
        SuppressionRegister[] kept = [KnownRegisters.UkTelephonePreference with { ObtainedAt = call.At },
            KnownRegisters.UkCorporateTelephonePreference with { ObtainedAt = call.At }];
        var listed = call with { Registers = new(kept, [new(call.Key, "gb-tps", SuppressionKind.DoNotCall, call.At)]) };
        listed.With(call.Yes(ConsentBasis.ImpliedPurchase)).ShouldBeRefused();
        listed.With(call.Yes(ConsentBasis.Express)).ShouldPass();
        var own = call with { Registers = new(kept, [new(call.Key, "own", SuppressionKind.OwnList, call.At)]) };
        own.With(call.Yes(ConsentBasis.ExpressWritten)).ShouldBeRefused();
    }

    [Fact]
    public void No_law_demands_advertising()
    {
        using var bench = new LawBench(policy: true);
        var mail = To(bench, "US", DeliveryChannel.Email);
        mail.With(mail.Yes(ConsentBasis.LegalDuty)).ShouldBeRefused();
        mail.With(mail.Yes(ConsentBasis.Express)).ShouldPass();
    }

    [Fact]
    public void Two_consents_may_satisfy_two_rules()
    {
        using var bench = new LawBench();
        var text = To(bench, "US", DeliveryChannel.Sms, region: "US-NV");
        text.With(text.Yes(ConsentBasis.ExpressWritten, Duration.FromDays(9)), text.Yes(ConsentBasis.Express))
            .ShouldPass("a later express consent takes no written one back");
    }

    [Fact]
    public void A_country_that_cannot_be_read_frees_nobody()
    {
        using var bench = new LawBench();
        var mail = To(bench, null, DeliveryChannel.Email);
        var attempt = mail.With(mail.Yes(ConsentBasis.ExpressWritten)).Attempt();
        var account = attempt.Account with { NotUnderstood = Notify.Sdk.Audience.PlaceFields.Country };
        var (gate, _) = Gate();
        gate.Judge(attempt with { Person = new() { Accounts = [account] }, Account = account }).Reason!.Code.Should()
            .Be(ReasonCodes.PlaceNotUnderstood);
    }

    [Fact]
    public void Texas_notes_no_registration_where_there_is_a_consent()
    {
        using var bench = new LawBench();
        To(bench, "US", DeliveryChannel.Sms, region: "US-TX").Notes().Should().NotContain(n => n.Code == ReasonCodes.SenderRegistration);
        To(bench, "AU", DeliveryChannel.Sms, MessageClass.Transactional).Notes().Should().Contain(n => n.Rule.EndsWith("AU-SENDERID"));
        To(bench, "TR", DeliveryChannel.Email).Notes().Should().Contain(n => n.Detail.Contains("tr-iys"));
        To(bench, "IN", DeliveryChannel.Sms).Notes().Should().Contain(n => n.Detail.Contains("DLT"));
    }

    [Theory]
    [InlineData("Exemptions", "EU-13-9")]
    [InlineData("Exemptions", "US-TCPA-DNC")]
    [InlineData("Sectors", "bakery")]
    [InlineData("Registrations", "US-TCPA-DNC")]
    public void A_choice_that_no_pack_knows_is_refused_with_those_that_there_are(string option, string word)
    {
        using var scenario = Scenario.OutOfTheBox(configure: b =>
            b.ConfigureConsent(o => (option switch { "Exemptions" => o.Exemptions, "Sectors" => o.Sectors, _ => o.Registrations })
            .Add(word)));
        var start = () => scenario.Notifier;
        start.Should().Throw<OptionsValidationException>().WithMessage($"*ConsentOptions.{option} has '{word}'*Those that there are: *");
    }

    [Fact]
    public void Asking_allocates_nothing_where_the_answer_is_yes_and_nothing_is_recorded()
    {
        var (gate, _) = Gate();
        using var bench = new LawBench();
        var attempt = To(bench, "DE", DeliveryChannel.Sms, MessageClass.Transactional).Attempt();
        for (var i = 0; i < 1_000; i++)
            gate.Judge(attempt);
        Allocations.Of(() =>
        {
            for (var i = 0; i < 1_000; i++)
                gate.Judge(attempt);
        }).Should().Be(0);
    }

    private static (ISendGate Gate, Scenario Scenario) Gate()
    {
        var scenario = Scenario.UnderLaw();
        return (scenario.Get<IEnumerable<ISendGate>>().OfType<ConsentGate>().Single(), scenario);
    }
}
