using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Consents;
using Notify.Sdk.PhoneNumbers;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests;

/// <summary>A channel that the library does not know, with addresses of its own kind, in one short file: all that a host writes.</summary>
public sealed class FaxTests
{
    private static readonly DeliveryChannel Fax = new("fax") { AddressKind = new("fax-number", new FaxReader()), MaxTextLength = 40 };

    private static readonly Contact Bo =
        People.Contact("bo") with { Country = "US", Region = "NY", Addresses = [new(Fax.AddressKind, "(202) 555-0101")] };

    private sealed class FaxReader : IAddressReader
    {
        public AddressReading Read(string text, string? country) => PhoneNumber.TryParse(text, country, out var number, out _)
            ? AddressReading.Of(number.ToE164()) with { Country = number.Region }
            : AddressReading.Refused("It is no fax number that can be dialled.");

        public string Mask(string identity) => $"{identity[..3]}***";
    }

    private static Scenario World(RecordingTransport machine, Action<NotifyBuilder>? more = null, Instant? at = null) =>
        Scenario.UnderLaw(b => (more ?? (_ => { }))(b.AddChannel(Fax).AddTransport(_ => machine)
            .AddTopic("sale", t => t.Marketing().Over(Fax).Text(Fax, "en", "Cheap paper for {{recipient.name}}."))), at);

    [Fact]
    public async Task Nobody_is_faxed_without_consent_and_the_refusal_says_by_which_likeness_a_rule_holds()
    {
        using var scenario = World(new(Fax));
        var refusal = (await scenario.SendAsync("sale", Bo)).Of("bo");
        refusal.Kind.Should().Be(OutcomeKind.Suppressed);
        refusal.Reasons[0].Detail.Should().Contain("fax: ").And.Contain("US-TCPA-SMS-MKT").And.Contain("names sms, which fax resembles");
    }

    [Fact]
    public async Task With_consent_the_fax_leaves_in_the_hours_of_the_law_and_the_explanation_says_why()
    {
        RecordingTransport machine = new(Fax);
        using var scenario = World(machine, at: Scenario.Monday - Duration.FromHours(10)); // midnight in New York
        await scenario.ConsentAsync(new(Fax.AddressKind, "+12025550101"), "sale");
        var held = (await scenario.SendAsync("sale", Bo)).Of("bo");
        held.Kind.Should().Be(OutcomeKind.Held);
        held.Reasons.Should().Contain(r => r.Code == ReasonCodes.OutsideWindow).And.Contain(r => r.Code == ReasonCodes.RulesByLikeness);
        await scenario.DispatchAfterAsync(held.Due!.Value - scenario.Time.Now);
        machine.Addresses.Should().Equal("+12025550101");
        (await scenario.Notifier.ExplainAsync("sale/1", "bo"))!.ToString().Should().Contain("by fax").And.NotContain("5550101");
    }

    [Fact]
    public async Task Caps_count_faxes_and_a_stop_at_the_number_ends_them()
    {
        RecordingTransport machine = new(Fax);
        using var scenario = World(machine, b => b.AddFrequencyCap(
            new() { Id = "one", Limit = 1, Window = Duration.FromDays(1), Per = CapScope.Channel, Channels = [Fax] }));
        await scenario.ConsentAsync(new(Fax.AddressKind, "+12025550101"), "sale");
        await scenario.SendAsync("sale", Bo);
        await scenario.DispatchAsync();
        var second = (await scenario.SendAsync(new Notification("sale", "sale/2"), Bo)).Of("bo");
        second.Reasons.Should().Contain(r => r.Code == ReasonCodes.FrequencyCap && r.Detail.Contains("Cap 'one' allows 1"));
        await scenario.Get<ConsentDesk>().WithdrawAsync(
            RawAddress.Of(Fax.AddressKind, "+1 202 555 0101"), ConsentScope.Of("sale"), Fax);
        (await scenario.SendAsync(new Notification("sale", "sale/3"), Bo)).Of("bo").Codes().Should().Contain(ReasonCodes.OptedOut);
        machine.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task Words_that_the_machine_cannot_take_are_refused_while_planning()
    {
        using var scenario = World(new(Fax));
        await scenario.ConsentAsync(new(Fax.AddressKind, "+12025550101"), "sale");
        (await scenario.SendAsync("sale", Bo with { Name = new('B', 40) })).Of("bo").Codes().Should().Contain(ReasonCodes.TextTooLong);
    }
}
