using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Permission;

/// <summary>
/// Whose word counts, as a table: each line is a life of decisions at one address, oldest first, and what it means for
/// advertising on the topic <c>offer</c> and for transactional news on it.
/// </summary>
public sealed class ConsentStandingTests
{
    private static readonly Instant Now = Scenario.Monday;
    private static readonly AddressKey Here = Scenario.Number(People.NewYorkPhone);

    // yes/no = topic; YES/NO = everything; +x = a detail; the number is days ago.
    [Theory]
    [InlineData("", "no-consent")]
    [InlineData("yes:9", "granted yes")]
    [InlineData("YES:9", "granted YES")]
    [InlineData("yes:9 no:8", "opted-out no")]
    [InlineData("no:9 yes:8", "granted yes")]
    [InlineData("yes:9 no:9", "opted-out no")] // at the very same instant the careful answer wins
    [InlineData("NO:9", "globally-opted-out NO")]
    [InlineData("yes:9 NO:8", "globally-opted-out NO")]
    [InlineData("NO:9 yes:8", "granted yes")]
    [InlineData("NO:9 YES:8", "granted YES")]
    [InlineData("no:9 YES:8", "opted-out no")] // a topic is given back by name only
    [InlineData("no:9 NO:8 yes:7", "granted yes")]
    [InlineData("no:9 NO:8 YES:7", "opted-out no")]
    [InlineData("no:9 purchase:8", "opted-out no")] // what is inferred lifts nothing
    [InlineData("NO:9 inquiry:8", "globally-opted-out NO")]
    [InlineData("no:9 soft:8", "opted-out no")]
    [InlineData("no:9 imported:8", "opted-out no")] // a file is no act of the person
    [InlineData("no:9 pending:8", "opted-out no")]
    [InlineData("no:9 confirmed:8", "granted confirmed")]
    [InlineData("imported:9", "granted imported")]
    [InlineData("pending:9", "consent-pending pending")]
    [InlineData("yes:9 pending:8", "granted yes")] // what waits hides nothing
    [InlineData("No:9", "opted-out-of-marketing No")]
    [InlineData("yes:9 No:8", "opted-out-of-marketing No")]
    [InlineData("No:9 yes:8", "granted yes")] // a topic is given back by name
    [InlineData("No:9 Yes:8", "granted Yes")]
    [InlineData("No:9 YES:8", "opted-out-of-marketing No")] // a wide yes never lifts a narrower no
    [InlineData("no:9 Yes:8", "opted-out no")]
    [InlineData("NO:9 Yes:8", "granted Yes")] // all marketing is given back by name as well
    [InlineData("No:9 NO:8 YES:7", "opted-out-of-marketing No")]
    [InlineData("No:9 NO:8 Yes:7", "granted Yes")]
    [InlineData("Yes:9", "granted Yes")]
    [InlineData("Yes:9 no:8", "opted-out no")]
    [InlineData("No:9 purchase:8", "opted-out-of-marketing No")]
    [InlineData("voice-No:8 yes:9", "granted yes")]
    [InlineData("sms-No:8 yes:9", "opted-out-of-marketing sms-No")]
    [InlineData("other-No:8 yes:9", "granted yes")]
    [InlineData("names-nothing-Yes:9", "topic-not-disclosed names-nothing-Yes")]
    [InlineData("No:9 names-news-Yes:8", "opted-out-of-marketing No")]
    [InlineData("No:9 names-offer-Yes:8", "granted names-offer-Yes")]
    [InlineData("purchase:700", "granted purchase")]
    [InlineData("purchase:732", "consent-expired purchase")]
    [InlineData("inquiry:180", "granted inquiry")]
    [InlineData("inquiry:185", "consent-expired inquiry")]
    [InlineData("purchase:732 again-purchase:3", "granted again-purchase")]
    [InlineData("purchase:300 inquiry:200", "granted purchase")] // the later one lapsed, the earlier one has not
    [InlineData("purchase:300 inquiry:20", "granted purchase")] // the one that lasts longer
    [InlineData("no:9 yes:8 lapsed-yes:7", "consent-expired lapsed-yes")] // a limited yes is not outlived by what was said before
    [InlineData("yes:9 expired:8", "consent-expired expired")]
    [InlineData("yes:9 expired:8 again-yes:7", "granted again-yes")]
    [InlineData("YES:9 expired:8", "consent-expired expired")]
    [InlineData("purchase:9 lapsed-yes:8", "granted purchase")]
    [InlineData("yes:9 NO:8 again-yes:7 expired:6", "consent-expired expired")]
    [InlineData("names-offer-YES:9", "granted names-offer-YES")]
    [InlineData("names-news-YES:9", "topic-not-disclosed names-news-YES")]
    [InlineData("names-nothing-YES:9", "topic-not-disclosed names-nothing-YES")]
    [InlineData("names-nothing-yes:9", "granted names-nothing-yes")]
    [InlineData("names-news-yes:9", "topic-not-disclosed names-news-yes")]
    [InlineData("names-offer-YES:9 names-news-YES:8", "granted names-offer-YES")] // agreeing to more takes nothing back
    [InlineData("NO:9 names-news-YES:8", "globally-opted-out NO")] // nor does it lift for what it does not name
    [InlineData("NO:9 names-offer-YES:8", "granted names-offer-YES")]
    [InlineData("voice-yes:9", "no-consent")]
    [InlineData("voice-no:8 yes:9", "granted yes")]
    [InlineData("sms-no:8 yes:9", "opted-out sms-no")]
    [InlineData("no:9 sms-yes:8", "granted sms-yes")]
    [InlineData("no:9 voice-yes:8", "opted-out no")]
    [InlineData("acme-yes:9", "granted acme-yes")]
    [InlineData("other-yes:9", "no-consent")]
    [InlineData("yes:9 other-no:8", "granted yes")]
    [InlineData("yes:9 acme-no:8", "opted-out acme-no")]
    public void Advertising(string life, string verdict) => Judge(MessageClass.Marketing, life).Should().Be(verdict);

    [Theory]
    [InlineData("", "proceed")]
    [InlineData("names-news-YES:9", "proceed")]
    [InlineData("pending:9", "proceed")]
    [InlineData("purchase:732", "proceed")]
    [InlineData("no:9", "opted-out no")]
    [InlineData("NO:9 purchase:8", "globally-opted-out NO")]
    [InlineData("NO:9 yes:8", "proceed")]
    [InlineData("No:9", "proceed")] // order mails and password resets are no marketing
    [InlineData("NO:9 Yes:8", "globally-opted-out NO")]
    public void News_that_needs_no_consent(string life, string verdict) => Judge(MessageClass.Transactional, life).Should().Be(verdict);

    [Fact]
    public void How_long_inferred_consents_last_is_data() =>
        Judge(MessageClass.Marketing, "purchase:40", o => o.ImpliedLasts[ConsentBasis.ImpliedPurchase] = Period.FromMonths(1)).Should()
            .Be("consent-expired purchase");

    [Fact]
    public void A_consent_counts_from_the_event_that_it_rests_on()
    {
        var recordedLate = Decision("purchase:1") with { BasisEventAt = Now - Duration.FromDays(732) };
        Judge(MessageClass.Marketing, [recordedLate]).Should().Be("consent-expired purchase");
    }

    private static string Judge(MessageClass messageClass, string life, Action<ConsentOptions>? configure = null) =>
        Judge(messageClass, [.. life.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Decision)], configure);

    private static string Judge(MessageClass messageClass, ConsentRecord[] decisions, Action<ConsentOptions>? configure = null)
    {
        using Scenario scenario = new(b =>
        {
            b.AddText("text", t => t.From("Other"));
            b.AddTopic(new TopicBuilder("deal").Over(DeliveryChannel.Sms).From("Acme").Sms("en", "Hello.").Build()
                with
            { Class = messageClass });
            b.ConfigureConsent(configure ?? (_ => { }));
        });
        scenario.Get<IConsentLedger>().AppendAsync([.. decisions]).AsTask().GetAwaiter().GetResult();
        var outcome = scenario.Notifier.PreviewAsync(new("deal", "k"), [People.Contact("bo").Phone(People.NewYorkPhone)]).GetAwaiter()
            .GetResult().Of("bo");
        var reason = outcome.Reasons.FirstOrDefault(r => r.Rule == "permission/consent");
        if (reason is null)
            return outcome.Kind == OutcomeKind.Planned ? "proceed" : outcome.Kind.ToString();
        var record = reason.Detail.Split("(record ") is [_, var rest] ? " " + rest[..rest.IndexOf(')', StringComparison.Ordinal)] : "";
        return reason.Code["permission.".Length..].Replace("consent-granted", "granted", StringComparison.Ordinal) + record;
    }

    /// <summary>A word such as <c>names-news-YES:9</c> as a record with that word as its id.</summary>
    private static ConsentRecord Decision(string word)
    {
        var id = word.Split(':')[0];
        var at = Now - Duration.FromDays(int.Parse(word.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture));
        var kind = id.Split('-')[^1];
        return new()
        {
            Id = id,
            Address = Here,
            Scope = kind is "YES" or "NO" ? ConsentScope.Everything : kind is "Yes" or "No"
                ? ConsentScope.AllMarketing : ConsentScope.Of("deal"),
            Status = kind switch
            {
                "no" or "NO" or "No" => ConsentStatus.Withdrawn,
                "expired" => ConsentStatus.Expired,
                "imported" =>
                ConsentStatus.Imported,
                _ => ConsentStatus.Granted
            },
            Basis = kind switch
            {
                "purchase" => ConsentBasis.ImpliedPurchase,
                "inquiry" => ConsentBasis.ImpliedInquiry,
                "soft" =>
                ConsentBasis.SoftOptIn,
                _ => ConsentBasis.Express
            },
            DoubleOptIn = kind switch { "pending" => DoubleOptIn.Pending, "confirmed" => DoubleOptIn.Confirmed, _ => DoubleOptIn.NotAsked },
            Channel = id.StartsWith("voice-", StringComparison.Ordinal)
                ? DeliveryChannel.Voice : id.StartsWith("sms-", StringComparison.Ordinal)
                ? DeliveryChannel.Sms : null,
            Brand = id.StartsWith("acme-", StringComparison.Ordinal) ? "ACME" : id.StartsWith("other-", StringComparison.Ordinal)
                ? "Other" : "",
            OccurredAt = at,
            ExpiresAt = id.StartsWith("lapsed-", StringComparison.Ordinal) ? Now - Duration.FromHours(1) : null,
            Disclosure = id.StartsWith("names-", StringComparison.Ordinal)
                ? new()
                {
                    Text = "You will hear from us.",
                    Topics =
                    id.Split('-')[1] switch { "offer" => ["deal", "other"], "news" => ["news"], _ => [] }
                }
                : null,
        };
    }
}
