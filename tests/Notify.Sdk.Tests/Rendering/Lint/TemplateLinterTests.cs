using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Sdk.Rendering;

namespace Notify.Sdk.Tests.Rendering;

public class TemplateLinterTests
{
    private static Topic Sms(string text, MessageClass @class = MessageClass.Transactional) =>
        new()
        {
            Name = "visit",
            Class = @class,
            Channels = [DeliveryChannel.Sms],
            Brand = "Shop",
            Templates = [new(DeliveryChannel.Sms, "en", text)]
        };

    private static Topic Mail(string text, string? html = null) =>
        new()
        {
            Name = "offer",
            Channels = [DeliveryChannel.Email],
            Brand = "Shop",
            Templates = [new(DeliveryChannel.Email, "en", text, "Subject", html)]
        };

    private static IEnumerable<string> Codes(Topic topic, LintOptions? options = null) =>
        TemplateLinter.Check(topic, options).Select(f => f.Code);

    [Theory]
    [InlineData("{{brand}}: Reply YES to confirm your appointment.", "YES")]
    [InlineData("{{brand}}: Reply 1 to confirm, CANCEL to cancel your visit.", "CANCEL")]
    [InlineData("{{brand}}: Please reply with \"YES\" to book.", "YES")]
    [InlineData("{{brand}}: Text END to finish the survey", "END")]
    [InlineData("{{brand}}: reply 'quit' to leave the queue", "quit")]
    [InlineData("{{brand}}: Reply STOP to cancel your appointment", "STOP")]
    [InlineData("{{brand}}: Reply Y or YES to confirm.", "Y ")]
    [InlineData("{{brand}}: Text START to begin your ride", "START")]
    [InlineData("{{brand}}: Répondez CANCEL pour annuler", "CANCEL")]
    public void A_reserved_word_as_an_answer_to_business_is_found_at_its_place(string text, string word)
    {
        var finding = TemplateLinter.Check(Sms(text))[0];
        finding.Code.Should().Be(LintCodes.ReservedWord);
        finding.Offset.Should().Be(text.IndexOf(word, StringComparison.Ordinal));
        finding.Help.Should().Contain("digit");
    }

    [Theory]
    [InlineData("{{brand}}: Reply 1 to confirm, 2 to cancel, 3 to change.")]
    [InlineData("{{brand}}: Reply STOP to opt out, HELP for help.")]
    [InlineData("{{brand}}: Reply STOP to end messages.")]
    [InlineData("{{brand}}: Reply STOP to unsubscribe or START to resume messages.")]
    [InlineData("{{brand}}: Reply YES to receive our news.")]
    [InlineData("{{brand}}: Text CANCEL to end these texts")]
    [InlineData("{{brand}}: Your order cannot be cancelled. Call us to end the contract.")]
    [InlineData("{{brand}}: Your reply arrived. Yes, we are open.")]
    public void Words_in_their_own_meaning_are_left_alone(string text) => Codes(Sms(text)).Should().BeEmpty();

    [Theory]
    [InlineData("{{brand}}: Reply 2 to unsubscribe.")]
    [InlineData("{{brand}}: Reply 1 to confirm, 9 to opt out.")]
    [InlineData("{{brand}}: Text 0 to stop")]
    public void A_digit_is_no_way_to_opt_out(string text) => Codes(Sms(text)).Should().Contain(LintCodes.NumericOptOut);

    [Fact]
    public void A_place_behind_a_variable_is_the_place_in_the_source()
    {
        const string text = "{{brand}}: Dear {{recipient.name}}, reply YES to confirm";
        TemplateLinter.Check(Sms(text)).Single().Offset.Should().Be(text.IndexOf("YES", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{{brand}}: Cheap shoes.", false)]
    [InlineData("{{brand}}: Cheap shoes. Reply STOP to opt out.", true)]
    [InlineData("{{brand}}: Cheap shoes. Unsubscribe: {{link}}", true)]
    [InlineData("{{brand}}: Cheap shoes. {{unsubscribeLink}}", true)]
    [InlineData("{{brand}}: Chaussures. ARRET pour ne plus rien recevoir", true)]
    public void Marketing_by_text_says_how_to_stop(string text, bool says) =>
        Codes(Sms(text, MessageClass.Marketing)).Contains(LintCodes.NoOptOut).Should().Be(!says);

    [Fact]
    public void A_transactional_text_need_not_say_how_to_stop() => Codes(Sms("{{brand}}: Your order is ready.")).Should().BeEmpty();

    [Theory]
    [InlineData("Cheap shoes.", null, "text")]
    [InlineData("Cheap shoes. Unsubscribe: {{u}}", "<p>Cheap shoes.</p>", "html")]
    public void Marketing_by_mail_shows_a_way_to_unsubscribe(string text, string? html, string part)
    {
        var finding = TemplateLinter.Check(Mail(text, html)).Single();
        (finding.Code, finding.Part).Should().Be((LintCodes.NoUnsubscribe, part));
    }

    [Theory]
    [InlineData("Cheap. Unsubscribe: {{link}}", null)]
    [InlineData("Cheap.", "<a href=\"{{unsubscribe}}\">no more</a>")]
    public void Marketing_by_mail_with_a_way_out_is_content(string text, string? html) => Codes(Mail(text, html)).Should().BeEmpty();

    [Fact]
    public void A_single_typographic_character_that_forces_ucs2_is_named()
    {
        const string text = "{{brand}}: We’re open.";
        var finding = TemplateLinter.Check(Sms(text)).Single();
        (finding.Code, finding.Offset).Should().Be((LintCodes.ForcesUcs2, text.IndexOf('’', StringComparison.Ordinal)));
        finding.Help.Should().Contain("U+2019").And.Contain("'’'");
    }

    [Fact]
    public void An_emoji_is_named_whole() => TemplateLinter.Check(Sms("{{brand}}: ready 🎉")).Single().Help.Should().Contain("U+1F389 '🎉'");

    [Fact]
    public void A_script_that_needs_ucs2_is_no_finding() => Codes(Sms("{{brand}}: Ваш заказ готов.")).Should().BeEmpty();

    [Fact]
    public void A_value_that_forces_ucs2_is_not_the_templates_fault() =>
        Codes(Sms("{{brand}}: for {{recipient.name}}"), new() { Samples = { ["recipient.name"] = "Đorđe" } }).Should().BeEmpty();

    [Theory]
    [InlineData(10, 0)]
    [InlineData(400, 1)]
    public void Segments_are_counted_with_samples(int length, int findings)
    {
        var options = new LintOptions { Samples = { ["note"] = new string('n', length) } };
        Codes(Sms("{{brand}}: {{note}}"), options).Count(c => c == LintCodes.TooManySegments).Should().Be(findings);
    }

    [Fact]
    public void Segments_are_counted_with_a_length_for_values_without_a_sample()
    {
        var topic = Sms("{{brand}}: {{a}} {{b}} {{#if c}}{{c}}{{/if}}");
        Codes(topic).Should().BeEmpty();
        Codes(topic, new() { PlaceholderLength = 150 }).Should().Equal(LintCodes.TooManySegments);
    }

    [Theory]
    [InlineData("Your order is ready.", "Shop", LintCodes.NoBrand)]
    [InlineData("Shop: your order is ready.", "Shop", null)]
    [InlineData("{{brand}}: your order is ready.", "Shop", null)]
    [InlineData("{{brand}}: your order is ready.", "", LintCodes.NoBrand)]
    public void A_text_message_names_its_sender(string text, string brand, string? code) =>
        Codes(Sms(text) with { Brand = brand }).Should().Equal(code is null ? [] : [code]);

    [Fact]
    public void A_code_can_be_left_out() =>
        Codes(Sms("Your order is ready."), new() { Ignore = { LintCodes.NoBrand } }).Should().BeEmpty();

    [Fact]
    public async Task At_the_start_findings_are_warnings_and_strict_ones_stop_it()
    {
        var log = new Warnings();
        using (var host = Host(log, strict: false))
        {
            await host.StartAsync();
            await host.StopAsync();
        }

        log.Texts.Where(t => t.Contains("lint.", StringComparison.Ordinal)).Should().ContainSingle().Which.Should()
            .Contain("lint.reserved-word").And.Contain("'visit'").And.Contain("'en'");
        using var strict = Host(log, strict: true);
        var start = () => strict.StartAsync();
        (await start.Should().ThrowAsync<OptionsValidationException>()).WithMessage("*lint.reserved-word*");
    }

    [Theory]
    [InlineData("{{brand}}: your order is ready. {{percent}} % off your next one!")]
    [InlineData("{{brand}}: your parcel is here. Special offer inside, shop now.")]
    [InlineData("{{brand}}: Ihre Rechnung ist da. Jetzt sparen mit dem Rabattcode HERBST.")]
    [InlineData("{{brand}} : votre colis est là. Offre spéciale, profitez-en.")]
    [InlineData("{{brand}}: su pedido llega hoy. Oferta especial para usted.")]
    public void Words_of_marketing_in_a_topic_that_asks_nobody_are_found(string text)
    {
        Codes(Sms(text)).Should().Equal(LintCodes.MarketingWords);
        Codes(Sms(text) with { Class = MessageClass.Marketing }).Should().NotContain(LintCodes.MarketingWords);
    }

    [Theory]
    [InlineData("{{brand}}: your order is ready. The discount of 5.00 was taken off.")]
    [InlineData("{{brand}}: our offer for your roof is ready. Please sign by Friday.")]
    [InlineData("{{brand}}: Ihr Angebot ist da.")]
    [InlineData("{{brand}}: the sale of your house was recorded. 20 % of the price is due.")]
    public void Ordinary_words_are_no_marketing(string text) => Codes(Sms(text)).Should().BeEmpty();

    [Theory]
    [InlineData("Black Friday", "Your order.", null, "subject")]
    [InlineData("Your order", "Your order.", "<p>Your order. <b>Buy now</b></p>", "html")]
    public void Words_of_marketing_are_found_in_every_part_of_a_mail(string subject, string text, string? html, string part) =>
        TemplateLinter.Check(new TopicBuilder("order").Transactional().Email("en", subject, text, html).Build()).Should()
            .ContainSingle(f => f.Code == LintCodes.MarketingWords && f.Part == part);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Words_of_marketing_are_said_once_at_every_start(bool allChecks)
    {
        var log = new Warnings();
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(log);
        var notify = builder.Services.AddNotify().AddTopic(Sms("{{brand}}: shop now.") with { Name = "order" });
        if (allChecks)
            notify.CheckTemplates();
        using var host = builder.Build();
        await host.StartAsync();
        await host.StopAsync();
        log.Texts.Should().ContainSingle(t => t.Contains(LintCodes.MarketingWords)).Which.Should().Contain("'order'");
    }

    [Fact]
    public void Answers_of_the_library_pass_its_own_linter()
    {
        var options = new Notify.Sdk.Tracking.ReplyOptions { Brand = "Example Shop", Support = "help@shop.example" };
        Enum.GetValues<Notify.Sdk.Tracking.ReplyAnswer>().SelectMany(
            a => TemplateLinter.Check(Notify.Sdk.Tracking.ReplyTopics.Make(a, options, ChannelCatalog.Default))).Should().BeEmpty();
    }

    private static IHost Host(Warnings log, bool strict)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(log);
        builder.Services.AddNotify().AddTopic(Sms("{{brand}}: Reply YES to confirm.")).CheckTemplates(o => o.IsStrict = strict);
        return builder.Build();
    }

    private sealed class Warnings : ILoggerProvider, ILogger
    {
        public List<string> Texts { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Texts.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
