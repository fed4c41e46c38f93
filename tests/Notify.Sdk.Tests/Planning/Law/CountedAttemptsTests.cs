using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Permission;
using Notify.Sdk.Planning;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Planning.Law;

/// <summary>Where the law says that an attempt is a message, every cap counts it, whatever became of it.</summary>
public sealed class CountedAttemptsTests
{
    private const string Dallas = "+12145550101";

    // A Tuesday, 15:00 in London.
    private static readonly Instant Tuesday = Instant.FromUtc(2026, 3, 3, 15, 0);

    private static Contact Somebody(string phone, string? country = null, string? region = null) =>
        People.Contact("bo") with { Country = country, Region = region, Phones = [new ContactPoint(phone)] };

    private static Scenario OneADay() => new(b =>
    {
        b.AddText("sale", t => t.Marketing()).AddFrequencyCap(new() { Id = "one-a-day", Limit = 1, Window = Duration.FromDays(1) });
        b.Services.PostConfigure<PermissionOptions>(o => o.LawRules = [.. LegalPack.BuiltIn.ConsentRules.Where(r => r.CountsAttempts)]);
    }, Tuesday);

    // The law of the United Kingdom: a call includes the attempt to call, so one that nobody answered takes the day's only place.
    [Theory]
    [InlineData("GB", null, "+447400123456", 1)]
    [InlineData(null, null, "+447400123456", 1)] // the number is British
    [InlineData("Great Britain", "Scotland", "+447400123456", 1)]
    [InlineData("US", "TX", "+447400123456", 1)]
    [InlineData("England", null, Dallas, 1)]
    [InlineData("US", "TX", Dallas, 2)]
    public async Task An_attempt_that_failed_counts_under_every_cap_where_the_law_says_so(
        string? country, string? region, string phone, int texts)
    {
        using var scenario = OneADay();
        scenario.Texts.Answers(SendOutcome.Rejected("nobody there"));
        var contact = Somebody(phone, country, region);
        await scenario.ConsentAsync(Scenario.Number(phone), "sale", "yes-sale");
        await scenario.SendAsync(new Notification("sale", "n/1"), contact);
        await scenario.DispatchAfterAsync(Duration.FromHours(1));
        var second = (await scenario.SendAsync(new Notification("sale", "n/2"), contact)).Of("bo");
        await scenario.DispatchAfterAsync(Duration.FromHours(1));

        scenario.Texts.Calls.Should().HaveCount(texts, second.Text());
        if (texts == 1)
            second.Reasons.Should().Contain(r => r.Code == ReasonCodes.FrequencyCap && r.Detail.Contains("GB-ATTEMPTS")
                && r.Detail.Contains("Every attempt counts, whatever became of it"));
        await scenario.DispatchAfterAsync(Duration.FromHours(24));
        scenario.Texts.Calls.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_call_that_the_provider_did_not_take_is_no_attempt()
    {
        using var scenario = OneADay();
        scenario.Texts.AnswersInTurn(SendOutcome.Deferred("busy"), SendOutcome.Deferred("busy"), SendOutcome.Rejected("no"));
        await scenario.ConsentAsync(Scenario.Number("+447400123456"), "sale", "yes-sale");
        await scenario.SendAsync(
            new Notification("sale", "n/1") { ExpiresAt = Tuesday + Duration.FromDays(3) }, Somebody("+447400123456", "GB"));
        for (var hour = 0; hour < 3; hour++)
            await scenario.DispatchAfterAsync(Duration.FromHours(1));
        scenario.Texts.Calls.Should().HaveCount(3, "two calls were no attempts, and the third had the day's only place");
        await scenario.SendAsync(new Notification("sale", "n/2"), Somebody("+447400123456", "GB"));
        await scenario.DispatchAfterAsync(Duration.FromHours(1));
        scenario.Texts.Calls.Should().HaveCount(3, "the refused one was an attempt");
    }

    [Fact]
    public void The_pack_counts_attempts_where_a_law_says_so()
    {
        LegalPack.BuiltIn.ConsentRules.Where(r => r.CountsAttempts).Select(r => r.Id).Should().Equal("GB-ATTEMPTS");
        LegalPack.BuiltIn.FrequencyCaps.Where(c => c.CountsAttempts).Select(c => c.Id).Should().Equal("FR-D223-9");
        LawPacks.Describe("GB").Should().Contain("every attempt counts under caps, whatever became of it");
        LawPacks.Describe("FR").Should().Contain("yes; an attempt counts whatever became of it");
    }

    [Theory]
    [InlineData(2026, 2, 4, 9, false)]
    [InlineData(2026, 2, 5, 0, true)]
    public void It_holds_from_the_day_of_the_law_on(int year, int month, int day, int hour, bool counts)
    {
        using var scenario = OneADay();
        var account = scenario.Get<ContactNormalizer>().Normalize(Somebody("+447400123456", "GB"));
        var rule = scenario.Get<AttemptLaw>().Of(scenario.Get<TopicCatalog>().Get("sale"), DeliveryChannel.Sms,
            new() { Accounts = [account] }, account.Addresses[0], Instant.FromUtc(year, month, day, hour, 0));
        (rule is not null).Should().Be(counts);
    }
}
