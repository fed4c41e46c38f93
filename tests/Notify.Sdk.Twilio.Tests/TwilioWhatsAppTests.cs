using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Notify.Sdk.Twilio.Tests;

/// <summary>Messages of WhatsApp: free words, and approved ones by a content template.</summary>
public sealed class TwilioWhatsAppTests
{
    private const string English = "HXaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", German = "HXbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

    [Fact]
    public async Task Free_words_go_from_number_to_number()
    {
        var (outcome, request) = await SendAsync(m => m);
        outcome.Kind.Should().Be(SendOutcomeKind.Accepted);
        Account.Fields(request).Should().Equal(
            ("To", "whatsapp:+12025550107"), ("From", "whatsapp:+12025550155"), ("Body", "Hello."), ("ValidityPeriod", "21600"),
            ("StatusCallback", Account.ReportsOf("d7.1")));
    }

    [Fact]
    public async Task Outside_of_the_session_free_words_are_refused_and_nobody_is_at_fault()
    {
        var outcome = (await Account.SendAsync(Recorded.Answer("63016"), Account.Message(DeliveryChannel.WhatsApp, "Hello."),
            home => Account.WhatsApp(home))).Outcome;
        (outcome.Kind, outcome.Scope).Should().Be((SendOutcomeKind.Rejected, RejectionScope.Message));
    }

    [Theory]
    [InlineData("parcel_here", "en", null, English)]
    [InlineData("parcel_here", "de", null, German)]
    [InlineData("parcel_here", "en", "de", German)]
    [InlineData(German, "en", null, German)]
    public async Task An_approved_template_goes_by_its_id_with_its_values_and_without_the_words(string name, string language, string? own,
        string expected)
    {
        var (_, request) = await SendAsync(m => m with
        {
            Content = m.Content with
            {
                Language = language,
                ProviderTemplate = new(name, ["Zoë \"47\"", "{{2}}"]) { Language = own },
            },
        });
        Account.Field(request, "ContentSid").Should().Be(expected);
        Account.Field(request, "Body").Should().BeNull();
        var values = System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(Account.Field(request, "ContentVariables")!);
        values.Should().Equal(new Dictionary<string, string> { ["1"] = "Zoë \"47\"", ["2"] = "{{2}}" });
    }

    [Fact]
    public async Task A_template_without_variables_has_no_values()
    {
        var (_, request) = await SendAsync(m => m with { Content = m.Content with { ProviderTemplate = new("parcel_here", []) } });
        Account.Field(request, "ContentVariables").Should().BeNull();
    }

    [Fact]
    public async Task A_template_that_the_account_does_not_have_is_a_fault_of_the_account()
    {
        var (outcome, request) = await SendAsync(m => m with { Content = m.Content with { ProviderTemplate = new("other", []) } });
        (outcome.Kind, outcome.Scope, request).Should().Be((SendOutcomeKind.Rejected, RejectionScope.Account, ""));
    }

    [Fact]
    public async Task Buttons_without_a_template_and_a_person_without_a_number_are_refused_without_a_request()
    {
        var (outcome, request) = await SendAsync(m => m with
        {
            Content = m.Content with { Buttons = [MessageButton.Reply("Later", "2")] },
        });
        (outcome.Kind, outcome.Scope, request).Should().Be((SendOutcomeKind.Rejected, RejectionScope.Message, ""));
        (outcome, request) = await SendAsync(m => m with
        {
            To = new() { Key = new(AddressKind.WhatsApp, "wa:BR.1502576394655843"), Deliverable = "wa:BR.1502576394655843" },
        });
        (outcome.Kind, outcome.Scope, request).Should().Be((SendOutcomeKind.Rejected, RejectionScope.Message, ""));
    }

    [Fact]
    public void What_is_wrong_with_the_settings_is_said_at_once()
    {
        using var services = Account.WhatsApp(configure: o =>
        {
            (o.Sender, o.MessagingService) = ("whatsapp:+12025550155", "MG1");
            o.ContentSids["parcel_here"] = "HX1";
        });
        var read = () => services.GetRequiredService<IOptionsMonitor<TwilioWhatsAppOptions>>().Get(Account.Name);
        read.Should().Throw<OptionsValidationException>().Which.Failures.Should().HaveCount(3)
            .And.OnlyContain(f => f.StartsWith("TwilioWhatsAppOptions of 'twilio'"));
    }

    private static Task<(SendOutcome Outcome, string Request)> SendAsync(Func<OutgoingMessage, OutgoingMessage> change) =>
        Account.SendAsync(Recorded.Made(), change(Account.Message(DeliveryChannel.WhatsApp, "Hello.")), home => Account.WhatsApp(home, o =>
        {
            o.ContentSids["parcel_here"] = English;
            o.ContentSids["parcel_here/de"] = German;
        }));
}
