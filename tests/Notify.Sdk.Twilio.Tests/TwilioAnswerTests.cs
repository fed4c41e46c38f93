using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Conformance;

namespace Notify.Sdk.Twilio.Tests;

/// <summary>What is asked of Twilio, and what its answers mean.</summary>
public sealed class TwilioAnswerTests
{
    [Theory]
    [InlineData("21610", SendOutcomeKind.Rejected, RejectionScope.OptedOut)]
    [InlineData("63014", SendOutcomeKind.Rejected, RejectionScope.OptedOut)]
    [InlineData("21211", SendOutcomeKind.Rejected, RejectionScope.Address)]
    [InlineData("21217", SendOutcomeKind.Rejected, RejectionScope.Address)]
    [InlineData("21614", SendOutcomeKind.Rejected, RejectionScope.Address)]
    [InlineData("21214", SendOutcomeKind.Rejected, RejectionScope.Message)]
    [InlineData("21216", SendOutcomeKind.Rejected, RejectionScope.Message)]
    [InlineData("21408", SendOutcomeKind.Rejected, RejectionScope.Message)]
    [InlineData("21635", SendOutcomeKind.Rejected, RejectionScope.Message)]
    [InlineData("63016", SendOutcomeKind.Rejected, RejectionScope.Message)]
    [InlineData("63021", SendOutcomeKind.Rejected, RejectionScope.Message)]
    [InlineData("20003", SendOutcomeKind.Rejected, RejectionScope.Account)]
    [InlineData("20403", SendOutcomeKind.Rejected, RejectionScope.Account)]
    [InlineData("21401", SendOutcomeKind.Rejected, RejectionScope.Account)]
    [InlineData("21601", SendOutcomeKind.Rejected, RejectionScope.Account)]
    [InlineData("21606", SendOutcomeKind.Rejected, RejectionScope.Account)]
    [InlineData("21608", SendOutcomeKind.Rejected, RejectionScope.Message)]
    [InlineData("21611", SendOutcomeKind.Deferred, RejectionScope.Message)]
    [InlineData("21655", SendOutcomeKind.Rejected, RejectionScope.Account)]
    [InlineData("21609", SendOutcomeKind.Rejected, RejectionScope.Account)]
    [InlineData("21659", SendOutcomeKind.Rejected, RejectionScope.Account)]
    [InlineData("21661", SendOutcomeKind.Rejected, RejectionScope.Account)]
    [InlineData("20429", SendOutcomeKind.Deferred, RejectionScope.Message)]
    public async Task An_error_says_whose_fault_it_is(string error, SendOutcomeKind kind, RejectionScope scope)
    {
        var (outcome, _) = await SendAsync(Recorded.Answer(error));
        (outcome.Kind, outcome.Scope).Should().Be((kind, scope));
    }

    [Fact]
    public void Every_error_that_was_recorded_is_looked_at()
    {
        var looked = typeof(TwilioAnswerTests).GetMethod(nameof(An_error_says_whose_fault_it_is))!
            .GetCustomAttributes(typeof(InlineDataAttribute), false).Cast<InlineDataAttribute>()
            .Select(d => (string)d.GetData(null!).Single()[0]);
        Recorded.Errors.Should().BeEquivalentTo(looked);
    }

    [Fact]
    public async Task What_was_made_is_accepted_under_its_id_and_what_failed_at_once_is_rejected()
    {
        var made = Recorded.Made();
        var sid = System.Text.Json.JsonDocument.Parse(made.Body).RootElement.GetProperty("sid").GetString();
        (await SendAsync(made)).Outcome.Should().Be(SendOutcome.Accepted(sid));

        var failed = made.Body.Replace("\"queued\"", "\"failed\"", StringComparison.Ordinal);
        (await SendAsync(made with { Body = failed })).Outcome.Scope.Should().Be(RejectionScope.Message);
        var stopped = failed.Replace("\"error_code\": null", "\"error_code\": 21610", StringComparison.Ordinal);
        (await SendAsync(made with { Body = stopped })).Outcome.Scope.Should().Be(RejectionScope.OptedOut);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task An_error_in_a_server_that_fails_leaves_a_doubt_whatever_it_says(int status)
    {
        var (outcome, _) = await SendAsync(Recorded.Answer("21610") with { Status = status });
        outcome.Kind.Should().Be(SendOutcomeKind.Unknown);
    }

    [Theory]
    [InlineData("20003")]
    [InlineData("20403")]
    public async Task A_login_that_is_refused_is_a_fault_of_the_account_whatever_the_status(string error)
    {
        var (outcome, _) = await SendAsync(Recorded.Answer(error) with { Status = 400 });
        outcome.Scope.Should().Be(RejectionScope.Account);
    }

    [Fact]
    public async Task Too_many_requests_are_asked_again_when_Twilio_says()
    {
        var (outcome, _) = await SendAsync(Recorded.Answer("20429") with { Headers = "Retry-After: 7\r\n" });
        outcome.RetryAfter.Should().Be(Duration.FromSeconds(7));
    }

    [Fact]
    public async Task The_request_is_a_form_of_the_account_with_the_address_for_reports()
    {
        var (_, request) = await SendAsync(Recorded.Made());
        request.Should().StartWith($"POST /2010-04-01/Accounts/{Account.Sid}/Messages.json HTTP/1.1\r\n")
            .And.Contain(Login($"{Account.Sid}:{Account.Token}"));
        Account.Fields(request).Should().Equal(
            ("To", "+12025550107"), ("MessagingServiceSid", Account.Service), ("Body", "Grüße & 100 % = 1+1"), ("ValidityPeriod", "21600"),
            ("StatusCallback", Account.ReportsOf("d7.1")));
    }

    [Fact]
    public async Task A_key_logs_in_by_itself_and_a_topic_may_name_the_sender_of_a_country()
    {
        const string key = "SKaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
        var (_, request) = await SendAsync(Recorded.Made(), o =>
        {
            (o.ApiKey, o.Secret, o.Sender, o.MessagingService, o.ReportAddress) = (key, "key-secret", "+12025550155", null, null);
        }, m => m with { SenderId = "Shop" });
        request.Should().Contain(Login($"{key}:key-secret"));
        Account.Fields(request).Select(f => f.Name).Should().Equal("To", "From", "Body", "ValidityPeriod");
        Account.Fields(request).Should().Contain(("From", "Shop"));
    }

    [Theory]
    [InlineData(5, null)]
    [InlineData(6, "6")]
    [InlineData(36_001, "36000")]
    public async Task The_validity_period_ends_with_the_window(int seconds, string? expected)
    {
        var (outcome, request) = await SendAsync(Recorded.Made(), change: m => m with
        {
            ValidUntil = Samples.Now + Duration.FromSeconds(seconds),
        });
        outcome.Kind.Should().Be(expected is null ? SendOutcomeKind.Deferred : SendOutcomeKind.Accepted);
        (request.Length == 0 ? null : Account.Fields(request).Single(f => f.Name == "ValidityPeriod").Value).Should().Be(expected);
    }

    [Theory]
    [InlineData(1_600, true)]
    [InlineData(1_601, false)]
    public async Task Words_that_are_too_many_are_refused_without_a_request(int characters, bool isSent)
    {
        foreach (var letter in new[] { "a", "\U0001F44D" })
        {
            var (outcome, request) = await SendAsync(Recorded.Made(), change: m => m with
            {
                Content = m.Content with { Text = string.Concat(Enumerable.Repeat(letter, characters)) },
            });
            (outcome.Kind == SendOutcomeKind.Accepted, request.Length > 0).Should().Be((isSent, isSent));
        }
    }

    [Fact]
    public void What_is_wrong_with_the_settings_is_said_at_once()
    {
        using var services = Account.Sms(configure: o =>
        {
            (o.AccountSid, o.Secret, o.ApiKey, o.MessagingService) = ("AC1", null, "SK1", "MG1");
            (o.Sender, o.ReportAddress) = ("much too long for one", new("https://my_app.example.com/?a=1"));
        });
        var read = () => services.GetRequiredService<IOptionsMonitor<TwilioSmsOptions>>().Get(Account.Name);
        read.Should().Throw<OptionsValidationException>().Which.Failures.Should().HaveCount(8)
            .And.OnlyContain(f => f.StartsWith("TwilioSmsOptions of 'twilio'"));
    }

    [Fact]
    public void The_settings_show_no_secret() => new TwilioSmsOptions { Secret = Account.Token }.ToString().Should().Be("TwilioSmsOptions");

    private static string Login(string login) =>
        $"Authorization: Basic {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(login))}\r\n";

    private static Task<(SendOutcome Outcome, string Request)> SendAsync(HttpReply answer, Action<TwilioSmsOptions>? configure = null,
        Func<OutgoingMessage, OutgoingMessage>? change = null) => Account.SendAsync(answer,
            (change ?? (m => m))(Account.Message(DeliveryChannel.Sms, "Grüße & 100 % = 1+1", "de")), home => Account.Sms(home, configure));
}
