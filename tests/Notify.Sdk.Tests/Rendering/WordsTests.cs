using NodaTime;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Rendering;

public class WordsTests
{
    private static readonly Contact Bo = People.Contact("bo").Named("Bo Example").Phone(People.NewYorkPhone).Email("bo@example.com");

    private static Scenario WithText(string text, Action<TopicBuilder>? more = null) => new(b => b.AddTopic("words", t =>
    {
        t.Transactional().Over(DeliveryChannel.Sms).Sms("en", text);
        more?.Invoke(t);
    }));

    private static Scenario WithMail(string subject, string text, string? html = null) =>
        new(b => b.AddTopic("words", t => t.Transactional().Over(DeliveryChannel.Email).Email("en", subject, text, html)));

    private static Notification News(params (string Name, object? Value)[] data) =>
        new("words", "words/1") { Data = data.ToDictionary(d => d.Name, d => d.Value) };

    private static async Task<string> TextAsync(Scenario scenario, Notification notification, Contact? contact = null)
    {
        var report = await scenario.SendAsync(notification, contact ?? Bo);
        report.Planned.Should().Be(1, report.Text());
        await scenario.DispatchAsync();
        return scenario.Texts.Calls.Concat(scenario.Mail.Calls).Single().Content.Text;
    }

    private static async Task<AccountOutcome> RefusedAsync(Scenario scenario, Notification notification, Contact? contact = null)
    {
        var outcome = (await scenario.SendAsync(notification, contact ?? Bo)).Of("bo");
        outcome.Kind.Should().Be(OutcomeKind.Suppressed);
        return outcome;
    }

    [Fact]
    public async Task A_missing_variable_is_named_while_planning()
    {
        using var scenario = WithText("Bill {{bill.number}} of {{attributes.plan}}.");
        var outcome = await RefusedAsync(scenario, News());
        outcome.Reasons.Single().Code.Should().Be(ReasonCodes.MissingVariable);
        outcome.Reasons.Single().Detail.Should().Contain("'bill.number'").And.Contain("'attributes.plan'").And.Contain("Notification.Data");
    }

    [Theory]
    [InlineData("{{#if vip}}Hi.{{/if}} Dear {{who}}.")]
    [InlineData("{{#if vip}}Dear {{who}}.{{/if}}")]
    [InlineData("{{#each items}}{{name}}{{/each}} for {{who}}")]
    public async Task A_missing_variable_after_or_in_a_block_is_refused_too(string template)
    {
        using var scenario = WithText(template);
        var outcome = await RefusedAsync(scenario, News(("vip", true), ("items", new List<object?>())));
        outcome.Codes().Should().Equal(ReasonCodes.MissingVariable);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task An_empty_value_after_a_block_is_refused_like_anywhere_else(string? value)
    {
        using var scenario = WithText("{{#if vip}}Hi.{{/if}} Dear {{who}}.");
        var outcome = await RefusedAsync(scenario, News(("vip", true), ("who", value)));
        outcome.Codes().Should().Equal(ReasonCodes.MissingVariable);
    }

    [Fact]
    public async Task Blocks_choose_and_repeat()
    {
        using var scenario = WithText("{{#if late}}Late: {{else}}On time: {{/if}}{{#each items}}{{name}} {{/each}}");
        var items = new List<object?> { new Dictionary<string, object?> { ["name"] = "A" },
            new Dictionary<string, object?> { ["name"] = "B" } };
        (await TextAsync(scenario, News(("late", false), ("items", items)))).Should().Be("On time: A B ");
    }

    [Fact]
    public async Task Lists_and_dictionaries_of_any_element_type_can_be_named()
    {
        using var scenario = WithText("{{order.id}} {{counts.[1]}} {{sizes.s}}");
        var text = await TextAsync(scenario, News(
            ("order", new Dictionary<string, string> { ["id"] = "7" }),
            ("counts", new List<int> { 1, 2 }),
            ("sizes", new Dictionary<string, int> { ["s"] = 3 })));
        text.Should().Be("7 2 3");
    }

    [Fact]
    public async Task Data_are_never_read_as_a_template()
    {
        using var scenario = WithText("Note: {{note}}");
        (await TextAsync(scenario, News(("note", "{{recipient.name}} {{#each this}}")))).Should()
            .Be("Note: {{recipient.name}} {{#each this}}");
    }

    [Fact]
    public async Task Values_are_escaped_in_html_and_only_there()
    {
        using var scenario = WithMail("About {{x}}", "{{x}}", "<p>{{x}}</p>");
        await scenario.SendAsync(News(("x", "<b>&\"")), Bo);
        await scenario.DispatchAsync();
        var content = scenario.Mail.Calls.Single().Content;
        (content.Subject, content.Text, content.Html).Should().Be(("About <b>&\"", "<b>&\"", "<p>&lt;b&gt;&amp;&quot;</p>"));
    }

    [Theory]
    [InlineData("a\r\nBcc: x@example.com")]
    [InlineData("a\nb")]
    [InlineData("a\u2028b")]
    public async Task A_line_break_in_a_subjects_value_is_refused_by_the_variables_name(string value)
    {
        using var scenario = WithMail("About {{thing}}", "text");
        var reason = (await RefusedAsync(scenario, News(("thing", value)))).Reasons.Single();
        reason.Code.Should().Be(ReasonCodes.UnsafeValue);
        reason.Detail.Should().Contain("'thing'").And.NotContain("Bcc");
    }

    [Fact]
    public async Task A_line_break_in_a_subjects_block_is_an_unsafe_value_too()
    {
        using var scenario = WithMail("{{#if on}}About {{thing}}{{/if}}", "text");
        (await RefusedAsync(scenario, News(("on", true), ("thing", "a\r\nb")))).Codes().Should().Equal(ReasonCodes.UnsafeValue);
    }

    [Theory]
    [InlineData("Balance {{attributes.balance}}")]
    [InlineData("{{#if attributes.balance}}Balance {{attributes.balance}}{{/if}}")]
    [InlineData("{{#if on}}x{{/if}} {{attributes.balance}}")]
    [InlineData("{{#with attributes}}{{balance}}{{/with}}")]
    public async Task A_value_that_is_too_old_is_refused_wherever_it_stands(string template)
    {
        using var scenario = WithText(template, t => t.RequireFresh("balance", Duration.FromDays(1)));
        var old = Bo.With("balance", "5", Scenario.Monday - Duration.FromDays(2));
        (await RefusedAsync(scenario, News(("on", true)), old)).Codes().Should().Equal(ReasonCodes.StaleData);
    }

    [Fact]
    public async Task A_value_of_unknown_age_is_refused_where_freshness_matters()
    {
        using var scenario = WithText("{{attributes.balance}}", t => t.RequireFresh("balance", Duration.FromDays(1)));
        (await RefusedAsync(scenario, News(), Bo.With("balance", "5"))).Codes().Should().Equal(ReasonCodes.StaleData);
    }

    [Fact]
    public async Task A_value_that_grew_old_before_the_hand_over_is_not_sent()
    {
        using var scenario = WithText("{{attributes.balance}}", t => t.RequireFresh("balance", Duration.FromHours(2)));
        (await scenario.SendAsync(News(), Bo.With("balance", "5", Scenario.Monday))).Planned.Should().Be(1);
        (await scenario.DispatchAfterAsync(Duration.FromHours(3))).Suppressed.Should().Be(1);
        scenario.Texts.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task An_old_value_that_the_template_does_not_use_does_no_harm()
    {
        using var scenario = WithText("Hello {{attributes.plan}}", t => t.RequireFresh("balance", Duration.FromHours(2)));
        (await TextAsync(scenario, News(), Bo.With("balance", "5").With("plan", "gold"))).Should().Be("Hello gold");
    }

    [Fact]
    public async Task At_a_shared_address_nobody_is_named()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync("outage",
            People.Contact("a").Named("Ann Lee").Email("home@example.com"),
            People.Contact("b").Named("Bob Ray").Email("home@example.com"));
        await scenario.DispatchAsync();
        scenario.Mail.Calls.Single().Content.Text.Should().Be("Dear customer, no power.");
    }

    [Theory]
    [InlineData("pt-BR", "pt-br")]
    [InlineData("de-AT", "de")]
    [InlineData("pt-PT", "pt-br")]
    [InlineData("ja", "en")]
    [InlineData(null, "en")]
    public async Task The_closest_language_is_chosen(string? language, string words)
    {
        using var scenario = WithText("en", t => t.Sms("de", "de").Sms("pt-BR", "pt-br"));
        (await TextAsync(scenario, News(), Bo with { Language = language })).Should().Be(words);
    }

    [Fact]
    public async Task Without_words_in_the_language_the_policy_can_refuse()
    {
        using var scenario = WithText("en", t => t.Languages("en", LanguageFallback.Suppress));
        (await RefusedAsync(scenario, News(), Bo with { Language = "ja" })).Codes().Should().Equal(ReasonCodes.NoTemplate);
    }

    [Theory]
    [InlineData("Dear {{name", "not closed")]
    [InlineData("Dear {{{name}}}", "without escaping")]
    [InlineData("Dear {{> partial}}", "partials")]
    [InlineData("Dear {{}}", "empty tag")]
    [InlineData("{{#if x}}a", "closed")]
    public void A_template_that_cannot_be_read_is_refused_at_the_start(string template, string why)
    {
        using var scenario = WithText(template);
        var start = () => scenario.Notifier;
        start.Should().Throw<NotifyException>().WithMessage($"*'words'*{why}*");
    }
}
